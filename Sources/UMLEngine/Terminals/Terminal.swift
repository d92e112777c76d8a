import LinuxABI

/// One terminal of the guest: a line discipline, a driver, and the session it controls.
///
/// ```
///   programs ── TerminalFile ──► Terminal ── transmit ──► TerminalDriver ──► channel, pty
///                                  │  ▲─── receive ───────────┘
///                                  └► signals to the foreground group
/// ```
/// Each open has a ``TerminalFile`` of its own, so that a hang-up can end all of them and leave the
/// terminal for the next one to open.
final class Terminal: ControllingTerminal {
  enum Kind {
    case console, serial, pseudo
  }

  let kind: Kind
  let device: DeviceNumber
  /// Below /dev: `tty1`, `ttyS0`, `pts/3`.
  let name: String
  unowned let kernel: Kernel
  unowned let driver: any TerminalDriver
  let queues = ReadinessQueues()
  /// Woken when the other side of a line drives other lines of the modem.
  let modemQueue = WaitQueue()

  var discipline: LineDiscipline
  /// Bits per second, in and out, where c_cflag has no code for them.
  var speeds: (input: UInt32, output: UInt32)
  private(set) var windowSize = WindowSize(rows: 0, columns: 0)
  var isExclusive = false

  var session: Session?
  var foregroundGroup: Int32 = 0

  /// Counts hang-ups; a file from before the last one is dead.
  private(set) var generation = 0
  private(set) var openCount = 0
  /// Opens as /dev/console, which no hang-up ends.
  private var consoleCount = 0

  /// Processed output the driver has not taken.
  var pendingOutput = ByteQueue()
  var outputBuffer: [UInt8] = []
  var outputShare = OutputTurns.Share()
  /// Input the discipline had no room for.
  var heldInput = ByteQueue()
  var isThrottled = false
  var lastInputTime: UInt64 = 0
  /// When reads with a time limit began, by task.
  var timedReads: [Int32: UInt64] = [:]

  init(
    _ kernel: Kernel, kind: Kind, device: DeviceNumber, name: String, driver: any TerminalDriver
  ) {
    self.kernel = kernel
    self.kind = kind
    self.device = device
    self.name = name
    self.driver = driver
    discipline = LineDiscipline(driver.initialSettings)
    speeds = Terminal.speeds(of: driver.initialSettings)
  }

  // MARK: Open and closed

  /// Makes the file behind a new open. See open(2), O_NOCTTY. One made `asConsole`, through
  /// /dev/console, is never a controlling terminal, and no hang-up ends it.
  func open(_ task: Task?, _ flags: OpenFlags, asConsole: Bool = false) throws(Errno)
    -> TerminalFile
  {
    if isExclusive, task?.credentials.has(.administration) == false { throw .resourceBusy }
    try driver.willOpen(self)
    openCount += 1
    if openCount == 1 { kernel.terminals.log?.opened(self, by: task) }
    if asConsole { consoleCount += 1 }
    let file = TerminalFile(self, generation: generation, isConsole: asConsole)
    if let task, !asConsole, !flags.contains(.noControllingTerminal), flags.isReadable {
      becomeControlling(byOpeningOf: task)
    }
    return file
  }

  func closed(_ file: TerminalFile) {
    guard !file.isHungUp else { return }
    openCount -= 1
    if file.isConsole { consoleCount -= 1 }
    if openCount == 0 { release() }
  }

  /// Everybody who has it open finds it dead; see vhangup(2). Its session loses it and the leader
  /// is told. The foreground group is told when the leader ends, which may be why this happens.
  func hangUp(becauseLeaderExited: Bool = false) {
    let leader = session.flatMap { kernel.processes.process($0.id) }
    let foreground = foregroundGroup
    if !becauseLeaderExited { session?.foregroundGroupAtHangUp = foreground }
    forgetSession()
    generation += 1
    openCount = consoleCount
    discardEverything()
    if kind == .pseudo { change(driver.initialSettings) }
    queues.wakeAll()
    modemQueue.wakeAll()
    if openCount == 0 { release() }

    if becauseLeaderExited, let group = kernel.processes.group(foreground) {
      kernel.signals.send(.kernel(.hangUp), toGroup: group)
    } else if let leader {
      kernel.signals.send(.kernel(.hangUp), to: leader)
      kernel.signals.send(.kernel(.continue), to: leader)
    }
  }

  /// The session no longer has this terminal.
  func forgetSession() {
    session?.controllingTerminal = nil
    session = nil
    foregroundGroup = 0
  }

  private func release() {
    kernel.terminals.log?.closed(self)
    isExclusive = false
    forgetSession()
    driver.wasClosed(self)
  }

  private func discardEverything() {
    discardInput()
    pendingOutput.removeAll()
  }

  /// Nobody is going to read it, and nobody is there to start output that was stopped.
  func discardInput() {
    var effects: [TerminalEffect] = []
    discipline.discardInput(into: &effects)
    discipline.releaseFlow()
    heldInput.removeAll()
    timedReads = [:]
    throttleIfNeeded()
  }

  // MARK: Size

  /// SIGWINCH tells the foreground group, when there is a change.
  func setWindowSize(_ size: WindowSize) {
    guard size != windowSize else { return }
    windowSize = size
    sendToForeground(.windowChange)
  }

  func sendToForeground(_ signal: SignalNumber) {
    guard let group = kernel.processes.group(foregroundGroup) else { return }
    kernel.signals.send(.kernel(signal), toGroup: group)
  }

  // MARK: Settings

  func change(_ settings: Termios, speeds new: (input: UInt32, output: UInt32)? = nil) {
    var settings = settings
    let old = discipline.settings
    settings.lineDiscipline = old.lineDiscipline
    driver.adjust(&settings)
    var effects: [TerminalEffect] = []
    discipline.change(settings, into: &effects)
    speeds = new ?? Terminal.speeds(of: settings, previously: speeds)
    apply(effects)
    resumeInput()
    driver.settingsChanged(from: old, to: settings)
  }

  private static func speeds(
    of settings: Termios, previously old: (input: UInt32, output: UInt32) = (38_400, 38_400)
  ) -> (input: UInt32, output: UInt32) {
    guard let rate = settings.baudRate?.bitsPerSecond else { return old }
    return (rate, rate)
  }
}
