internal import ArgumentParser
internal import LinuxABI
internal import UMLEngine
internal import UMLHost

/// `umltop replay`: shows what `tty_log_dir=` or `tty_log_fd=` wrote down, as it happened.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows a log of a guest's terminals, as it happened.",
    discussion: """
      The log is a file of tty_log_dir= or what tty_log_fd= wrote. Shown is what one terminal showed, with \
      the pauses there were: the one named, or the first in the log.
      """)

  @Argument(help: "The log.")
  var log: String

  @Argument(help: "The guest's terminal: tty0, ttyS1, pts/0.")
  var terminal: String?

  @Flag(name: .customShort("n"), help: "Without the pauses.")
  var withoutPauses = false

  @Flag(name: .customShort("a"), help: "With what was typed, too.")
  var all = false

  @Flag(name: .customShort("f"), help: "Wait for more at the end, as tail -f does.")
  var follow = false

  @Flag(name: .customShort("l"), help: "List the terminals instead.")
  var list = false

  func run() throws {
    do throws(Errno) {
      var reader = TerminalLogReader(
        try HostFile.open(log), follows: follow && !list)
      if list { try printTerminals(&reader) } else { try play(&reader) }
    } catch {
      let reason = error == .invalidArgument ? "it is no log of terminals" : error.description
      throw CommandFailure("cannot replay \(log): \(reason)")
    }
  }

  private func printTerminals(_ reader: inout TerminalLogReader) throws(Errno) {
    var names: [String] = []
    while let (record, _) = try reader.next() {
      if !names.contains(record.terminalName) { names.append(record.terminalName) }
    }
    for name in names { print(name) }
  }

  private func play(_ reader: inout TerminalLogReader) throws(Errno) {
    var chosen = terminal
    var last: UInt64?
    while let (record, data) = try reader.next() {
      if chosen == nil { chosen = record.terminalName }
      guard record.terminalName == chosen, record.kind == .transfer,
        all || record.direction == .write
      else { continue }
      let time = record.seconds &* 1_000_000 &+ record.microseconds
      if let last, !withoutPauses, time > last { pause(microseconds: time - last) }
      last = time
      try BorrowedDescriptor.standardOutput.writeAll(data)
    }
  }

  private func pause(microseconds: UInt64) {
    // A clock that was set is no reason to wait for years.
    HostClock.sleep(nanoseconds: Int64(min(microseconds, 86_400_000_000)) * 1000)
  }
}
