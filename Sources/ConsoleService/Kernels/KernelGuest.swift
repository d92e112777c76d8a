public import LinuxABI
import UMLEngine
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
  private static let size = WindowSize(rows: 24, columns: 80)
  /// How long a kernel may take to end when it is asked to.
  private static let patienceNanoseconds: Int64 = 3_000_000_000

  private let configuration: Configuration
  private let loop: EventLoop
  private let hub: ConsoleHub
  private let lines: KernelLines
  private let management: ManagementChannel
  private let cables: KernelCables
  private let boot: KernelBoot
  private var terminals: [KernelTerminal] = []
  private var status: Int32?
  private var keeper: KernelKeeper.Handle?
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
    boot = KernelBoot(
      management, loop: loop,
      isSilent: lines.lines.first?.name != "con0"
        || configuration.words.contains { $0 == "quiet" || $0.hasPrefix("loglevel=") })
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
    boot.onPhase = { [unowned self] in
      hub.setPhase($0)
      if $0 == .running { onRunning() }
    }
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
      if line.descriptor == 0 { terminal.line.onOutput = { [unowned self] in boot.read($0) } }
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
    boot.begin()
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
    let panic = aborted ? boot.panicReason ?? "aborted" : nil
    hub.finish(panic.map { .panicked(reason: $0) } ?? .halted(status: ending))
    hub.drain()
    management.close()
    return (ending, panic)
  }

  // MARK: What is asked of it

  private func obey(_ command: String, _ ticket: UInt64) {
    if cables.answer(command, ticket: ticket) { return }
    let isReboot = command.hasPrefix("reboot")
    management.forward(command, ticket: ticket, of: hub) { [weak self] in
      if isReboot { self?.boot.restart() }
    }
  }
}
