import LinuxABI
import UMLHost

/// The way from nothing to the first program: a list of steps, run in order on the machine's
/// thread.
///
/// Where Linux would panic, so do we, and the steps after are left out; an error is thrown only
/// when the machine cannot be made at all.
struct BootSequence {
  let kernel: Kernel
  let place: MachinePlace
  let notes: [KernelCommandLine.Note]
  let options: Machine.Options
  let managementSocket: String
  let attachments: LineAttachments

  private struct Step: Sendable {
    let name: String
    let run: @Sendable (BootSequence) throws(BootError) -> Void

    init(_ name: String, _ run: @escaping @Sendable (BootSequence) throws(BootError) -> Void) {
      self.name = name
      self.run = run
    }
  }

  private static let steps: [Step] = [
    Step("host checks") { boot in boot.greet() },
    Step("addresses") { boot in boot.reportAddresses() },
    Step("memory") { boot in boot.reportMemory() },
    Step("management") { boot throws(BootError) in try boot.openManagementConsole() },
    Step("devices") { boot in boot.startDevices() },
    Step("root") { boot throws(BootError) in try RootMount(boot).run() },
    Step("init") { boot throws(BootError) in try InitialProcess(boot.kernel).start() },
  ]

  func run() throws(BootError) {
    for step in Self.steps where kernel.ending == nil {
      options.observer?(.step(step.name))
      try step.run(self)
    }
    if kernel.ending == nil { options.observer?(.running) }
  }

  private func greet() {
    // Every file of a guest that is open or mapped may need one.
    HostSystem.raiseDescriptorLimit()
    kernel.log.notice(KernelIdentity.banner)
    let commandLine = String(decoding: kernel.configuration.commandLine, as: UTF8.self)
    kernel.log.notice("Kernel command line: \(commandLine)")
    for note in notes { kernel.log.write(note.level, note.text) }
    let host = HostSystem.name
    kernel.log.info(
      "Host: \(host.system) \(host.release) \(host.machine), \(HostSystem.processorCount) processors, "
        + "guest programs run as uid \(HostIdentity.unprivileged?.uid ?? HostSystem.userID)")
  }

  /// User Mode Linux of old assumed how its host splits the addresses; this one looks.
  private func reportAddresses() {
    let host = kernel.configuration.hostSpace
    guard let layout = try? AddressLayout(host) else { return }
    let places = [("exec stub", layout.stubAddress), ("programs", layout.programBase)]
      .map { "\($0.0) at 0x\(String($0.1, radix: 16))" }
    kernel.log.info("Host address space: \(host); \(places.joined(separator: ", "))")
  }

  private func reportMemory() {
    let configuration = kernel.configuration
    kernel.log.info(
      "Memory: \(MemorySize.text(configuration.memoryBytes)) available, "
        + "host processes: \(configuration.taskLimit) at most")
  }

  private func openManagementConsole() throws(BootError) {
    do throws(Errno) {
      kernel.managementConsole = try ManagementConsole(kernel, path: managementSocket)
    } catch {
      throw BootError("cannot open the management console \(managementSocket): \(error)")
    }
    guard let path = kernel.configuration.notificationSocket else { return }
    do throws(Errno) {
      let notifier = ManagementNotifier(path: path)
      try notifier.send(.socket, Array(managementSocket.utf8) + [0])
      kernel.notifier = notifier
    } catch {
      kernel.log.error("Failed to notify \(path) : \(error)")
    }
  }

  // MARK: Devices

  private func startDevices() {
    let log = kernel.log
    kernel.files.devices.register(
      .character, major: 1, minor: 11, name: "kmsg", permissions: 0o644
    ) { (_, _) throws(Errno) in KernelMessageFile(log) }

    kernel.watchdog = Watchdog(kernel)

    let wishes = kernel.configuration.lines
    let (lines, complaints) = wishes.configuration(hasPanes: options.paneHost != nil)
    for complaint in complaints { log.error(complaint) }
    let terminals = kernel.terminals
    if let target = wishes.log { terminals.log = TerminalLog(target, kernel) }
    terminals.start(
      lines, paneHost: options.paneHost, place: place, attachments: attachments,
      emulator: EmulatorCommand(parsing: wishes.terminalEmulator, helper: options.portHelper))
    terminals.onSystemRequest = { [unowned kernel] byte in kernel.systemRequest(byte) }
    terminals.selectConsoles(wishes.preferredConsoles)
    guard let console = terminals.consoleNames.last else {
      return log.warning("There is no console: init's output goes nowhere")
    }
    awaitConsoles()
    guard kernel.ending == nil else { return }
    log.info("Console initialized on /dev/\(console)")
    log.register(GuestConsoles(terminals), replaying: !isLaunchTerminal(console))
  }

  /// A console somebody has to come to first holds the boot: so nobody misses its beginning.
  private func awaitConsoles() {
    guard let line = kernel.terminals.awaitedConsole else { return }
    kernel.log.notice(
      "The boot waits for somebody at \(line.identity.name), \(line.description)")
    while kernel.ending == nil, kernel.terminals.awaitedConsole != nil { kernel.turn() }
  }

  /// Whether a console writes to where the early log went.
  private func isLaunchTerminal(_ console: String) -> Bool {
    guard let launch = options.launchDescriptor,
      let line = (kernel.terminals.consoles + kernel.terminals.serialLines)
        .first(where: { $0.identity.deviceName == console }),
      let output = (try? LineSpec(parsing: line.specText))?.output,
      case .descriptor(let number) = output,
      let launched = try? launch.status(),
      let opened = try? BorrowedDescriptor(Int32(number)).status()
    else { return false }
    return launched.isSameFile(as: opened)
  }
}

extension LineSpec {
  /// Where a line's output goes.
  var output: ChannelSpec? {
    switch self {
    case .none: nil
    case .channel(let spec): spec
    case .pair(_, let output): output
    }
  }

  /// Where a line's input comes from.
  var input: ChannelSpec? {
    switch self {
    case .none: nil
    case .channel(let spec): spec
    case .pair(let input, _): input
    }
  }
}
