public import LinuxABI
public import UMLEngine
import UMLHost

/// A guest that is whatever sits at the other end of a terminal device of the host, such as a
/// machine at a serial port: the one line, `ssl0`, is served like a line of a kernel's.
public final class SerialGuest {
  /// Which device is served, and how.
  public struct Configuration {
    /// `/dev/ttyUSB0`.
    public var device: String
    /// In bits per second; nil leaves it as it is.
    public var speed: UInt32?
    /// How it can be started again; see ``GuestInfo``.
    public var arguments: [String] = []
    /// The directory it has, with its name.
    public var directory: MachineDirectory
    /// Lets go of the device when its last client leaves, instead of keeping it.
    public var endsWithClients = false
    /// Begins when the first client has attached, so that it misses nothing.
    public var startsWithClient = false

    public init(device: String, directory: MachineDirectory) {
      self.device = device
      self.directory = directory
    }
  }

  public static let lineName = "ssl0"
  private static let size = WindowSize(rows: 24, columns: 80)

  private let loop: EventLoop
  private let hub: ConsoleHub
  private let configuration: Configuration
  private var hasEnded = false

  /// Serves the guest's socket; the device is opened in ``run(onServing:)``.
  ///
  /// - Throws: what making the socket met, such as `.addressInUse`.
  public init(_ configuration: Configuration) throws(Errno) {
    self.configuration = configuration
    loop = try EventLoop()
    let listener = try HostListener(path: configuration.directory.consoleSocket)
    var guest = GuestInfo(
      umid: configuration.directory.name, process: HostSystem.processID,
      kernel: "serial \(configuration.device)", arguments: configuration.arguments)
    guest.phase = .running
    hub = try ConsoleHub(loop, listener: listener, guest: guest)
  }

  /// Who has the device open already, in words; nil when nobody does.
  public static func holders(of device: String) -> String? {
    guard let path = try? HostFile.resolved(device) else { return nil }
    return LineSurvey.reason(path, HostProcessTable.holders(of: path))
  }

  /// Serves the device until it hangs up or somebody asks for the end. Blocks. The device gets its
  /// modes back.
  ///
  /// - Parameter onServing: called when clients may come.
  /// - Throws: what opening the device met; `.inappropriateIOCTLForDevice` for what is no terminal.
  public func run(onServing: () -> Void) throws(Errno) {
    let device = try HostFile.open(
      configuration.device, [.readWrite, .noControllingTerminal, .nonBlocking])
    let terminal = try HostTerminal(device.borrowed)
    defer { terminal.restore() }
    try device.setTerminalSettings(terminal.originalSettings.raw)
    if let speed = configuration.speed {
      try device.setSerialSettings([], mask: [], speed: speed)
    }
    let hub = hub
    let line = try TerminalLine(Self.lineName, try device.duplicate(), loop: loop) {
      [unowned hub] in hub.pump(Self.lineName)
    }
    // Takes a moment, and nothing else can be sent meanwhile.
    line.onBreak = { try? BorrowedDescriptor(device.rawValue).sendBreak() }
    line.onHangUp = { [unowned self] in hasEnded = true }
    line.onEnd = { [unowned self] in hasEnded = true }
    let cables = KernelCables(
      hub, loop: loop, place: configuration.directory.place, owner: "a serial port")
    hub.onRequest = { [unowned self] command, ticket in
      if !cables.answer(command, ticket: ticket) { obey(command, ticket) }
    }
    let signals = try HostSignals.watch([.terminate, .interrupt], on: loop) { [unowned self] _ in
      hasEnded = true
    }
    if configuration.endsWithClients { hub.onLastClient = { [unowned self] in hasEnded = true } }
    hub.add(line, size: Self.size)
    hub.session(Self.lineName)?.use()
    cables.add(line)
    onServing()
    if configuration.startsWithClient, !awaitClient() { hasEnded = true }
    while !hasEnded { loop.runOnce() }
    hub.finish(.halted(status: 0))
    hub.drain()
    signals.cancel()
  }

  private func awaitClient() -> Bool {
    let patience = ConsoleHub.clientPatienceNanoseconds
    return hub.waitForClient(patienceNanoseconds: patience) { hasEnded }
  }

  private func obey(_ command: String, _ ticket: UInt64) {
    guard command == "halt" else {
      return hub.answer(ticket, status: -1, text: "a serial port cannot do '\(command)'")
    }
    hasEnded = true
    hub.answer(ticket, status: 0, text: "")
  }
}
