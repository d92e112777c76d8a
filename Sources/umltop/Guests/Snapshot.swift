internal import ArgumentParser
internal import ConsoleService
internal import LinuxABI
internal import UMLEngine
internal import UMLHost
internal import UMLTUI

/// The two guests of the demo without a terminal: boots them, works on them, prints the screen as
/// text, and halts them.
struct Snapshot {
  private static let rows = 30
  private static let columns = 120
  private static let patienceNanoseconds: Int64 = 60_000_000_000
  private static let pauseNanoseconds: Int64 = 50_000_000
  private static let line = "con0"
  /// What is done on each guest: what has to be on its screen, then what is typed.
  private static let script: [(awaited: String, typed: String)] = [
    ("login: ", "root\n"), ("assword: ", "\(Machine.builtInPassword)\n"),
    ("~# ", "uname -srm\n"), ("~# ", "free -m\n"), ("~# ", "ps\n"), ("~# ", ""),
  ]

  private static let directoryPrefix = "umltop-snapshot-"
  private static let endingSignals: [SignalNumber] = [.terminate, .interrupt, .hangUp]

  private let loop: EventLoop
  private let application: TextApplication
  private let guests: [String]
  private let interruption: Interruption

  /// The signal that is to end it.
  private final class Interruption {
    var signal: SignalNumber?
    var watch: SignalWatch?
  }

  /// Does it all, in a directory of its own, so that guests that run already are left alone.
  static func run() throws {
    // Until the guests have booted they wait.
    HostSignals.block(endingSignals)
    let directory = try temporaryDirectory()
    defer { try? HostFile.removeTree(directory) }
    let guests = try Demo.boot(directory: directory, endsWithClients: true)
    let snapshot = try Snapshot(guests, Interface(.init(path: directory)))
    defer { snapshot.application.close() }
    do throws(CommandFailure) {
      try snapshot.work()
      print(snapshot.application.renderText())
      try snapshot.halt()
    } catch {
      print(snapshot.application.renderText())
      // Whoever wants its end is not to wait for the guests': they end with us.
      if let signal = snapshot.interruption.signal { throw ExitCode(128 + signal.rawValue) }
      try snapshot.halt()
      throw error
    }
  }

  private init(_ guests: [String], _ interface: Interface) throws {
    do throws(Errno) {
      loop = try EventLoop()
    } catch {
      throw CommandFailure("cannot make an event loop: \(error)")
    }
    self.guests = guests
    let interruption = Interruption()
    self.interruption = interruption
    interruption.watch = try? HostSignals.watch(Self.endingSignals, on: loop) {
      interruption.signal = $0.signal
    }
    var configuration = interface.configuration
    configuration.guests = guests
    application = TextApplication(
      configuration, rows: Self.rows, columns: Self.columns, loop: loop)
  }

  private static func temporaryDirectory() throws(CommandFailure) -> String {
    removeStale()
    do throws(Errno) {
      return try HostFile.makeTemporaryDirectory(
        prefix: "\(directoryPrefix)\(HostSystem.processID)-")
    } catch {
      throw CommandFailure(
        "cannot make a directory for the guests in \(HostPaths.temporary): \(error); "
          + "TMPDIR names another place")
    }
  }

  /// Takes away what snapshots left that were killed.
  private static func removeStale() {
    let parent = HostPaths.temporary
    for name in (try? HostFile.names(in: parent)) ?? [] where name.hasPrefix(directoryPrefix) {
      let number = name.dropFirst(directoryPrefix.count).prefix(while: \.isNumber)
      let path = "\(parent)/\(name)"
      guard let process = Int32(number), !HostSystem.isProcessAlive(process),
        HostFile.distrust(of: path) == nil
      else { continue }
      try? HostFile.removeTree(path)
    }
  }

  /// Logs in on every guest and runs the commands. The guests do it at the same time.
  private func work() throws(CommandFailure) {
    var before: [String: String] = [:]
    for step in Self.script {
      for guest in guests {
        try wait("'\(step.awaited)' on \(guest)") { () throws(CommandFailure) in
          // The prompt before the command is not the one after it.
          if Self.hasEnded(application.state(of: guest)) {
            throw CommandFailure("\(guest) has ended")
          }
          let text = application.screenText(guest: guest, line: Self.line)
          return text != before[guest] && Self.lastLine(of: text).hasSuffix(step.awaited)
        }
        // A prompt for a password is there a moment before the echo is off.
        pause()
        before[guest] = application.screenText(guest: guest, line: Self.line)
        if !step.typed.isEmpty { application.type(step.typed, guest: guest, line: Self.line) }
      }
    }
  }

  private func pause() {
    let end = HostClock.monotonicNanoseconds() + Self.pauseNanoseconds
    while HostClock.monotonicNanoseconds() < end { loop.runOnce(until: end) }
  }

  private func halt() throws(CommandFailure) {
    for guest in guests { application.request("halt", of: guest) }
    for guest in guests {
      try wait("the end of \(guest)") {
        Self.hasEnded(application.state(of: guest))
      }
    }
  }

  private static func hasEnded(_ state: GuestState?) -> Bool {
    switch state {
    case .booting, .running: false
    case .halted, .panicked, .lost, nil: true
    }
  }

  /// The last line with something on it, and with the blank that ends a prompt.
  private static func lastLine(of text: String) -> String {
    let line = text.split(separator: "\n").last { $0.contains { $0 != " " } } ?? ""
    return line.last == " " ? String(line) : "\(line) "
  }

  private func wait(
    _ what: String, _ condition: () throws(CommandFailure) -> Bool
  ) throws(CommandFailure) {
    let deadline = HostClock.monotonicNanoseconds() + Self.patienceNanoseconds
    while try !condition() {
      if let signal = interruption.signal { throw CommandFailure("ended by \(signal.name)") }
      guard HostClock.monotonicNanoseconds() < deadline else {
        throw CommandFailure("waited in vain for \(what)")
      }
      loop.runOnce(until: deadline)
    }
  }
}
