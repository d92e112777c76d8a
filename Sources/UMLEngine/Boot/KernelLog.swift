/// What the kernel has to say: kept for dmesg and /dev/kmsg, shown on the console as it comes.
///
/// Owned by the machine's thread, and made before everything else, so that everything can speak.
final class KernelLog {
  /// Somebody who is told of every line. Keep it to cancel it.
  final class Observation {
    fileprivate let body: (LogRecord) -> Void

    fileprivate init(_ body: @escaping (LogRecord) -> Void) { self.body = body }
  }

  private(set) var ring = LogRing()
  /// Woken by every line.
  let appended = WaitQueue()
  /// Lines of a lower level are shown on consoles. See syslog(2), SYSLOG_ACTION_CONSOLE_LEVEL.
  var consoleLevel: Int
  /// What SYSLOG_ACTION_CONSOLE_ON gives back.
  var savedConsoleLevel: Int?
  /// The first line that SYSLOG_ACTION_CLEAR has not hidden.
  var clearedSequence: UInt64 = 0
  /// How far SYSLOG_ACTION_READ has come: all its readers share it.
  var syslogPosition = LogPosition()

  private var consoles: [any LogConsole] = []
  private var earlyConsole: (any LogConsole)?
  /// The early console after another place took over from it.
  private var formerConsole: (any LogConsole)?
  private var observations: [Observation] = []
  private let now: () -> UInt64

  /// - Parameters:
  ///   - consoleLevel: lines of a lower level are shown.
  ///   - early: shows the log until a console is registered.
  ///   - now: nanoseconds since boot.
  init(
    consoleLevel: Int = 7, early: (any LogConsole)? = nil,
    now: @escaping () -> UInt64 = { 0 }
  ) {
    self.consoleLevel = consoleLevel
    earlyConsole = early
    self.now = now
  }

  /// Says what ends the machine. Nobody may be looking at the guest's console, so the early one is
  /// told, too.
  func emergency(_ text: String) {
    let start = ring.nextSequence
    write(.emergency, text)
    guard let formerConsole else { return }
    for record in ring.all where record.sequence >= start {
      formerConsole.show(record.line + [UInt8(ascii: "\n")])
    }
  }

  func critical(_ text: String) { write(.critical, text) }
  func error(_ text: String) { write(.error, text) }
  func warning(_ text: String) { write(.warning, text) }
  func notice(_ text: String) { write(.notice, text) }
  func info(_ text: String) { write(.info, text) }
  func debug(_ text: String) { write(.debug, text) }

  /// Adds a message, a record for each of its lines.
  func write(_ level: LogLevel, _ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      write(level, facility: 0, Array(line.utf8))
    }
  }

  /// Adds one line that somebody else, too, may have said.
  func write(_ level: LogLevel, facility: Int, _ text: [UInt8]) {
    let record = ring.append(time: now(), level: level, facility: facility, text: text)
    if level.rawValue < consoleLevel {
      let line = record.line + [UInt8(ascii: "\n")]
      earlyConsole?.show(line)
      for console in consoles { console.show(line) }
    }
    for observation in observations { observation.body(record) }
    appended.wakeAll()
  }

  // MARK: Consoles

  /// Shows the log on a console from now on, and with `replaying` what was said before, too.
  /// The first console takes over from the early one.
  func register(_ console: any LogConsole, replaying: Bool) {
    if replaying {
      let past = ring.all.filter { $0.level.rawValue < consoleLevel }
      console.show(Array(past.map { $0.line + [UInt8(ascii: "\n")] }.joined()))
    }
    consoles.append(console)
    let early = earlyConsole
    // Both announce it, so that whoever watched the early one knows where to look; not twice in
    // one place.
    if !replaying { earlyConsole = nil }
    for name in console.names { info("printk: console [\(name)] enabled") }
    if let early, replaying {
      for name in early.names { info("printk: bootconsole [\(name)] disabled") }
      formerConsole = early
    }
    earlyConsole = nil
  }

  /// The consoles are going; what is said from now on is only kept.
  func unregisterConsoles() {
    consoles = []
    formerConsole = nil
  }

  // MARK: Observers

  /// Calls `body` with every line to come, until the observation is cancelled.
  func observe(_ body: @escaping (LogRecord) -> Void) -> Observation {
    let observation = Observation(body)
    observations.append(observation)
    return observation
  }

  func cancel(_ observation: Observation) {
    observations.removeAll { $0 === observation }
  }
}
