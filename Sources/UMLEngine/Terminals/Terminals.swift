import LinuxABI
import UMLHost

/// Every terminal of the guest: consoles, serial lines, pseudo terminals, and the special names
/// /dev/console, /dev/tty and /dev/ptmx.
final class Terminals {
  unowned let kernel: Kernel
  let pseudoTerminals: PseudoTerminals
  let outputTurns: OutputTurns
  private(set) var consoles: [Line] = []
  private(set) var serialLines: [Line] = []
  /// Where messages of the kernel go, in the order of `console=`; the last one is /dev/console.
  private var consoleLines: [Line] = []
  private var environment: ChannelEnvironment?
  /// Lines that are not as the command line said.
  private(set) var attachments: LineAttachments?
  /// TIOCCONS: where what is written to /dev/console goes instead.
  private(set) weak var consoleRedirection: Terminal?
  /// What passes through terminals is written down here.
  var log: TerminalLog?
  /// BREAK and a letter on the kernel's console.
  var onSystemRequest: ((UInt8) -> Void)?

  init(_ kernel: Kernel) {
    self.kernel = kernel
    pseudoTerminals = PseudoTerminals(kernel)
    outputTurns = OutputTurns(kernel)
    registerSpecialNodes()
  }

  /// Makes the lines: a step of the boot. What cannot be understood is logged, and the machine goes
  /// on without that line.
  func start(
    _ configuration: LineConfiguration, paneHost: (any PaneHost)? = nil,
    place: MachinePlace = MachinePlace(machineName: "", directory: ""),
    attachments: LineAttachments? = nil, emulator: EmulatorCommand = EmulatorCommand()
  ) {
    let log = kernel.log
    self.attachments = attachments
    let environment = ChannelEnvironment(
      loop: kernel.loop, paneHost: paneHost, place: place
    ) { log.warning($0) }
    environment.serialsAreRaw = configuration.serialsAreRaw
    environment.emulator = emulator
    self.environment = environment
    consoles = makeLines(.console, configuration, environment)
    kernel.log.info("Initialized stdio console driver")
    serialLines = makeLines(.serial, configuration, environment)
    kernel.log.info("Initializing software serial port version 1")
  }

  private func makeLines(
    _ kind: LineConfiguration.Kind, _ configuration: LineConfiguration,
    _ environment: ChannelEnvironment
  ) -> [Line] {
    kernel.files.devices.registerDriver(.character, major: 4, name: kind.deviceName)
    let cables = environment.place.pluggedCables
    return (0..<kind.lineCount).map { number in
      let line = Line(LineIdentity(kind: kind, number: number), self, environment)
      do throws(LineError) {
        try line.begin(
          configuration.spec(kind, number),
          attached: attachments?.specs[line.identity] ?? cables[line.identity.name])
      } catch {
        if case .unparsable(let detail) = error { kernel.log.warning(detail) }
        kernel.log.warning(
          "setup_one_line failed for device \(number) : \(error.description)")
      }
      if line.exists { register(line) }
      return line
    }
  }

  private func register(_ line: Line) {
    kernel.files.devices.register(
      .character, major: 4, minor: line.device.minor, name: line.identity.deviceName
    ) { (task, flags) throws(Errno) in try line.terminal.open(task, flags) }
  }

  private func registerSpecialNodes() {
    let devices = kernel.files.devices
    devices.register(.character, major: 5, minor: 0, name: "tty", permissions: 0o666) {
      (task, flags) throws(Errno) in
      guard let terminal = task?.process.controllingTerminal as? Terminal else {
        throw .noSuchAddressOrDevice
      }
      return try terminal.open(task, flags)
    }
    devices.register(.character, major: 5, minor: 1, name: "console") {
      [unowned self] (task, flags) throws(Errno) in
      guard let line = consoleLines.last else { throw .operationNotSupportedByDevice }
      return try line.terminal.open(task, flags, asConsole: true)
    }
    devices.registerDriver(.character, major: 5, name: "/dev/tty")
    devices.registerDriver(.character, major: 5, name: "/dev/console")
    devices.registerDriver(.character, major: 5, name: "/dev/ptmx")
  }

  /// Gives the host its terminals back. The machine has ended; waits for a moment where output is
  /// still on its way.
  func shutDown() {
    let deadline = HostClock.monotonicNanoseconds() + 500_000_000
    for line in consoles + serialLines { line.shutDown(until: deadline) }
    environment?.closePanes()
  }

  // MARK: The kernel's console

  /// Takes the values of `console=`: `tty0`, `ttyS1,115200`. Unknown ones are left out.
  func selectConsoles(_ names: [String]) {
    consoleLines = names.compactMap { name in
      let device = name.prefix { $0 != "," }
      let line = (consoles + serialLines).first {
        $0.identity.deviceName == device && $0.exists
      }
      line?.setSpeed(name.dropFirst(device.count + 1))
      return line
    }
    for line in consoleLines { openForConsole(line) }
  }

  /// The host side of the kernel's console has to be there whether or not somebody opens the line.
  func openForConsole(_ line: Line) {
    do throws(Errno) {
      try line.willOpen(line.terminal)
    } catch {
      kernel.log.warning("console \(line.identity.deviceName): \(error.description)")
    }
  }

  /// The first of the kernel's consoles at whose other side nobody is yet.
  var awaitedConsole: Line? { consoleLines.first(where: \.isWaiting) }
  func isConsole(_ line: Line) -> Bool { consoleLines.contains { $0 === line } }
  var consoleTerminals: [Terminal] { consoleLines.map(\.terminal) }
  /// The device names of the consoles, `tty0`.
  var consoleNames: [String] { consoleLines.map(\.identity.deviceName) }

  /// A message of the kernel's, with newlines as they are. Never waits.
  func writeToConsoles(_ bytes: [UInt8]) {
    for line in consoleLines { line.terminal.transmitMessage(bytes) }
  }

  /// TIOCCONS. EBUSY when somebody has it already; nil takes it back.
  func redirectConsole(to terminal: Terminal?) throws(Errno) {
    if terminal != nil, consoleRedirection != nil { throw .resourceBusy }
    consoleRedirection = terminal
  }

  // MARK: The management console

  /// A line by the name the management console uses.
  func line(_ kind: LineConfiguration.Kind, _ number: Int) -> Line? {
    let lines = kind == .console ? consoles : serialLines
    return lines.indices.contains(number) ? lines[number] : nil
  }

  /// `config con1=pts`, `remove con1` (as `none`). Its device appears or disappears.
  func configure(_ line: Line, _ text: String) throws(LineError) {
    let existed = line.exists
    defer { noteExistence(of: line, before: existed) }
    do throws(LineError) {
      try line.configure(text)
    } catch {
      // To be removed is what was asked.
      if error != .none { throw error }
    }
    if isConsole(line), line.exists { openForConsole(line) }
  }

  /// Attaches a line to something else, open or not; see ``Line/attach(_:)``.
  func attach(_ line: Line, _ text: String) throws(LineError) {
    let existed = line.exists
    defer { noteExistence(of: line, before: existed) }
    try line.attach(text)
  }

  private func noteExistence(of line: Line, before existed: Bool) {
    guard line.exists != existed else { return }
    if line.exists {
      register(line)
    } else {
      kernel.files.devices.unregister(.character, major: 4, minor: line.device.minor)
    }
  }
}
