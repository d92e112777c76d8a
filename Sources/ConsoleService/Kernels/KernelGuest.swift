public import LinuxABI
public import UMLEngine
import UMLHost

/// A guest that is a real UML kernel, such as Debian's `linux.uml`: its lines are pseudo terminals
/// here, served like those of our own kernel.
///
/// ```
///   ~/.uml/left/          pid, console: ours     mconsole ─► kernel/left/mconsole
///   ~/.uml/left/kernel/   what the kernel takes for its uml_dir, left/pid and left/mconsole
///
///   this process ── keeper ── the kernel ── its helpers
///        └─ /dev/pts/N ────── fd:N  ┘
/// ```
/// A kernel that dies leaves helpers and traced processes behind; the keeper, a process of ours
/// between the two, buries them, and ends the kernel when this process is gone. See
/// ``KernelKeeper``.
public final class KernelGuest {
  public struct Configuration {
    /// The program.
    public var path: String
    /// What it calls itself: `6.1.176`.
    public var version: String
    /// Its command line, with `pane` for lines to be served; without `umid=` and `uml_dir=`.
    public var words: [String]
    /// How it can be started again; see ``GuestInfo``.
    public var arguments: [String] = []
    /// The directory it has, with its name.
    public var directory: MachineDirectory
    public var scrollbackLimit = 10_000
    /// Boots from a root file system like the built-in one, made for it.
    public var makesRoot = false
    /// Ends when its last client leaves, instead of running on.
    public var endsWithClients = false
    /// Boots when the first client has attached, so that it misses nothing.
    public var startsWithClient = false

    public init(path: String, version: String, words: [String], directory: MachineDirectory) {
      self.path = path
      self.version = version
      self.words = words
      self.directory = directory
    }
  }

  private static let size = WindowSize(rows: 24, columns: 80)
  /// How long a kernel may take to end when it is asked to.
  private static let pauseNanoseconds: Int64 = 200_000_000
  private static let patienceNanoseconds: Int64 = 3_000_000_000

  private let configuration: Configuration
  private let loop: EventLoop
  private let hub: ConsoleHub
  private let lines: KernelLines
  private let management: ManagementChannel
  private let cables: KernelCables
  private var terminals: [KernelTerminal] = []
  private var text = KernelText()
  private var phase = GuestPhase.booting
  private var status: Int32?
  private var keeper: KernelKeeper.Handle?
  private var onRunning: () -> Void = {}
  private var isEnding = false

  /// The line on which a kernel of this command line shows how it boots.
  ///
  /// - Throws: what is wrong with the words.
  public static func bootLine(of words: [String]) throws(ConversationError) -> String {
    do throws(KernelLines.Problem) {
      return try KernelLines(words).lines.first?.name ?? KernelLines.bootLine
    } catch {
      throw ConversationError(error.description)
    }
  }

  /// Serves the guest's socket; the kernel starts in ``run(onServing:onRunning:)``.
  ///
  /// - Throws: a text for a person.
  public init(_ configuration: Configuration) throws(ConversationError) {
    self.configuration = configuration
    do throws(KernelLines.Problem) {
      lines = try KernelLines(configuration.words)
    } catch {
      throw ConversationError(error.description)
    }
    do throws(Errno) {
      loop = try EventLoop()
      let directory = configuration.directory
      let own = KernelDirectory(directory)
      try own.prepare()
      management = ManagementChannel(path: own.managementPath, loop: loop)
      let listener = try HostListener(path: directory.consoleSocket)
      let guest = GuestInfo(
        umid: directory.name, process: HostSystem.processID,
        kernel: "Linux \(configuration.version)", arguments: configuration.arguments)
      hub = try ConsoleHub(
        loop, listener: listener, guest: guest, scrollbackLimit: configuration.scrollbackLimit)
    } catch {
      throw ConversationError("cannot serve the consoles: \(error)")
    }
    cables = KernelCables(hub, loop: loop, place: configuration.directory.place)
    if configuration.makesRoot { try makeRoot() }
  }

  private var rootPath: String {
    "\(configuration.directory.path)/\(MachineDirectory.rootName)"
  }

  private func makeRoot() throws(ConversationError) {
    do throws(BootError) {
      try Machine.makeRoot(
        at: rootPath, hostname: configuration.directory.name, devices: lines.loginDevices)
    } catch {
      throw ConversationError(error.description)
    }
  }

  /// Boots the kernel and serves it until it ends. Blocks.
  ///
  /// - Parameters:
  ///   - onServing: called when clients may come.
  ///   - onRunning: called when the guest's first program runs.
  /// - Returns: the exit status, as a shell counts it; and why the kernel panicked, if it did.
  /// - Throws: what starting it met.
  public func run(
    onServing: () -> Void, onRunning: @escaping () -> Void
  ) throws(Errno) -> (status: Int32, panic: String?) {
    self.onRunning = onRunning
    try HostDescendants.adoptOrphans()
    try makeTerminals()
    hub.onRequest = { [unowned self] in obey($0, $1) }
    let reception = try TerminalReception(configuration.directory.path, on: loop) {
      [unowned self] in hub.add(window: $0, $1)
    }
    defer { withExtendedLifetime(reception) {} }
    if configuration.endsWithClients { hub.onLastClient = { [unowned self] in end() } }
    let signals = try HostSignals.watch([.terminate, .interrupt], on: loop) { [unowned self] _ in
      end()
    }
    defer { signals.cancel() }
    onServing()
    if configuration.startsWithClient, !awaitClient() { isEnding = true }
    if !isEnding { try start() }
    while status == nil, !isEnding || keeper != nil { loop.runOnce() }
    return finish()
  }

  private func awaitClient() -> Bool {
    let patience = ConsoleHub.clientPatienceNanoseconds
    return hub.waitForClient(patienceNanoseconds: patience) { isEnding }
  }

  // MARK: Its life

  private func makeTerminals() throws(Errno) {
    for line in lines.lines {
      let hub = hub
      let terminal = try KernelTerminal(line, size: Self.size, loop: loop) { [unowned hub] in
        hub.pump(line.name)
      }
      if line.descriptor == 0 { terminal.line.onOutput = { [unowned self] in read($0) } }
      terminals.append(terminal)
      hub.add(terminal.line, size: Self.size)
      cables.add(terminal.line)
    }
  }

  private func start() throws(Errno) {
    let own = KernelDirectory(configuration.directory)
    let root = ["root=/dev/root", "rootfstype=hostfs", "rootflags=\(rootPath)", "rw"]
    let program =
      [configuration.path] + lines.words + (configuration.makesRoot ? root : [])
      + ["umid=\(configuration.directory.name)", "uml_dir=\(own.path)/"]
    var descriptors = [BorrowedDescriptor?](repeating: nil, count: lines.descriptorCount)
    for terminal in terminals {
      let number = Int(terminal.descriptor)
      descriptors[number] = terminal.kernelSide
      if number == 0 { descriptors[1] = terminal.kernelSide }
      if number == 0 { descriptors[2] = terminal.kernelSide }
    }
    let windows = KernelWindows(lines.words)
    let keeper = try KernelKeeper.start(
      program + windows.words, descriptors: descriptors, directory: configuration.directory.path,
      environment: windows.environment)
    self.keeper = keeper
    try keeper.process.onExit(on: loop) { [unowned self] in
      // Where the keeper was killed the kernel dies with it, and its helpers are ours now.
      HostDescendants.killAll()
      status = $0.asShellStatus
    }
    watchSilentBoot()
  }

  /// Asks the kernel to end, and sees to it that it does.
  private func end() {
    guard !isEnding else { return }
    isEnding = true
    keeper?.process.send(.terminate)
    loop.schedule(afterNanoseconds: Self.patienceNanoseconds) { [weak self] in
      self?.keeper?.process.send(.kill)
    }
  }

  private func finish() -> (status: Int32, panic: String?) {
    let ending = status ?? 1
    for terminal in terminals { hub.pump(terminal.line.name) }
    // UML ends a panic with abort(3).
    let aborted = ending == 128 + SignalNumber.abort.rawValue
    let panic = aborted ? text.panicReason ?? "aborted" : nil
    hub.finish(panic.map { .panicked(reason: $0) } ?? .halted(status: ending))
    hub.drain()
    management.close()
    return (ending, panic)
  }

  // MARK: What it does

  private func read(_ output: [UInt8]) {
    for milestone in text.take(output) {
      switch milestone {
      case .booting: setPhase(.booting)
      case .running: setPhase(.running)
      }
    }
  }

  private func setPhase(_ new: GuestPhase) {
    guard new != phase else { return }
    phase = new
    hub.setPhase(new)
    if new == .running { onRunning() } else { watchSilentBoot() }
  }

  /// A kernel that is told to be quiet, or has its console elsewhere, does not tell us when it runs
  /// its first program. That its management console answers is the best that is known then.
  private func watchSilentBoot() {
    let isQuiet = configuration.words.contains { $0 == "quiet" || $0.hasPrefix("loglevel=") }
    guard isQuiet || lines.lines.first?.name != "con0" else { return }
    askWhetherItRuns()
  }

  private func askWhetherItRuns() {
    management.perform("version") { [weak self] answer in
      guard let self, phase == .booting else { return }
      if case .success = answer { return setPhase(.running) }
      loop.schedule(afterNanoseconds: Self.pauseNanoseconds) { [weak self] in
        self?.askWhetherItRuns()
      }
    }
  }

  // MARK: What is asked of it

  private func obey(_ command: String, _ ticket: UInt64) {
    if cables.answer(command, ticket: ticket) { return }
    let isReboot = command.hasPrefix("reboot")
    management.forward(command, ticket: ticket, of: hub) { [weak self] in
      if isReboot { self?.setPhase(.booting) }
    }
  }
}
