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

/// Reads a log record by record.
private struct TerminalLogReader: ~Copyable {
  private let file: HostDescriptor
  private let follows: Bool

  init(_ file: consuming HostDescriptor, follows: Bool) {
    self.file = file
    self.follows = follows
  }

  /// nil at the end; a record that was cut off is no record.
  mutating func next() throws(Errno) -> (TerminalLogRecord, [UInt8])? {
    guard let head = try read(TerminalLogRecord.size) else { return nil }
    let record = TerminalLogRecord(bytes: head)
    guard record.kind != nil, (0...(1 << 24)).contains(record.length) else {
      throw .invalidArgument
    }
    guard let data = try read(Int(record.length)) else { return nil }
    return (record, data)
  }

  private func read(_ count: Int) throws(Errno) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let part = try file.read(upTo: count - bytes.count)
      bytes += part
      guard part.isEmpty else { continue }
      guard follows else { return nil }
      HostClock.sleep(nanoseconds: 200_000_000)
    }
    return bytes
  }
}
