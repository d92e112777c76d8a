public import LinuxABI
public import UMLEngine
import UMLHost

/// A guest that is a command on the host: its terminal is the one line, `con0`, served like a line
/// of a kernel's.
public final class CommandGuest {
  /// Which command is run, and how it is served.
  public struct Configuration {
    /// What a shell is to run.
    public var command: String
    /// How it can be started again; see ``GuestInfo``.
    public var arguments: [String] = []
    /// The directory it has, with its name.
    public var directory: MachineDirectory
    /// Lines of output kept above the screen.
    public var scrollbackLimit = 10_000
    /// Hangs up when its last client leaves, instead of running on.
    public var endsWithClients = false
    /// Starts when the first client has attached, so that it misses nothing.
    public var startsWithClient = false
    var clientPatienceNanoseconds = ConsoleHub.clientPatienceNanoseconds
    /// Of the terminal, until a client changes it.
    public var size = WindowSize(rows: 24, columns: 80)

    public init(command: String, directory: MachineDirectory) {
      self.command = command
      self.directory = directory
    }
  }

  private static let lineName = "con0"

  private let loop: EventLoop
  private let hub: ConsoleHub
  private let configuration: Configuration
  private var status: Int32?
  private var signals: SignalWatch?

  /// Serves the guest's socket; the command starts in ``run(onStart:)``.
  ///
  /// - Throws: what making the socket met, such as `.addressInUse`.
  public init(_ configuration: Configuration) throws(Errno) {
    self.configuration = configuration
    loop = try EventLoop()
    let listener = try HostListener(path: configuration.directory.consoleSocket)
    var guest = GuestInfo(
      umid: configuration.directory.name, process: HostSystem.processID,
      kernel: "command \(configuration.command)",
      arguments: configuration.arguments)
    guest.phase = .running
    hub = try ConsoleHub(
      loop, listener: listener, guest: guest, scrollbackLimit: configuration.scrollbackLimit)
  }

  /// Runs the command until it ends, and tells everybody. Blocks.
  ///
  /// - Parameter onStart: called when clients may come.
  /// - Returns: its exit status, as a shell counts it; 1 when it was never started, as nobody came
  ///   whom it is started for.
  /// - Throws: what opening its terminal or starting the shell met.
  public func run(onStart: () -> Void) throws(Errno) -> Int32 {
    let hub = hub
    let terminal = try HostPseudoTerminal.open(size: configuration.size)
    let secondary = try terminal.openSecondary()
    let line = try TerminalLine(Self.lineName, terminal.intoPrimary(), loop: loop) {
      [unowned hub] in hub.pump(Self.lineName)
    }
    hub.add(line, size: configuration.size)
    hub.session(Self.lineName)?.use()
    let cables = KernelCables(
      hub, loop: loop, place: configuration.directory.place, owner: "a command")
    if configuration.startsWithClient {
      onStart()
      guard try awaitClient() else { return 1 }
    }
    var request = request()
    request.use(terminal: secondary.borrowed)
    let process = try HostProcess.spawn(request)
    secondary.close()
    line.onHangUp = { process.sendToGroup(.hangUp) }
    if configuration.endsWithClients {
      hub.onLastClient = { process.sendToGroup(.hangUp) }
    }
    hub.onRequest = { [unowned self] command, ticket in
      if !cables.answer(command, ticket: ticket) { obey(command, ticket, process) }
    }
    cables.add(line)
    try process.onExit(on: loop) { [unowned self] in status = $0.asShellStatus }
    signals = try HostSignals.watch([.terminate, .interrupt], on: loop) { _ in
      process.sendToGroup(.hangUp)
    }
    if !configuration.startsWithClient { onStart() }
    while status == nil { loop.runOnce() }
    let ending = status ?? 0
    hub.finish(.halted(status: ending))
    hub.drain()
    signals?.cancel()
    return ending
  }

  /// Waits for whom the command is started for. False when nobody comes, or a signal does.
  private func awaitClient() throws(Errno) -> Bool {
    var isOver = false
    let watch = try HostSignals.watch([.terminate, .interrupt], on: loop) { _ in isOver = true }
    defer { watch.cancel() }
    let patience = configuration.clientPatienceNanoseconds
    return hub.waitForClient(patienceNanoseconds: patience) { isOver } && !isOver
  }

  private func request() -> ProcessRequest {
    var request = ProcessRequest(path: "/bin/sh", arguments: ["sh", "-c", configuration.command])
    let ours = ["TERM=", "COLORTERM=", "LINES=", "COLUMNS=", "TERMCAP="]
    request.environment =
      HostEnvironment.all.filter { word in !ours.contains { word.hasPrefix($0) } }
      + ["TERM=xterm-256color", "COLORTERM=truecolor"]
    return request
  }

  private func obey(_ command: String, _ ticket: UInt64, _ process: HostProcess) {
    switch command {
    case "halt":
      process.sendToGroup(.hangUp)
      hub.answer(ticket, status: 0, text: "")
    default: hub.answer(ticket, status: -1, text: "a command cannot do '\(command)'")
    }
  }
}

extension WaitStatus {
  /// As a shell says it: the exit code, or 128 and the signal that killed it.
  public var asShellStatus: Int32 {
    switch self {
    case .exited(let code): Int32(code)
    case .signaled(let signal, _): 128 + signal.rawValue
    case .stopped, .continued: 0
    }
  }
}
