import LinuxABI
import UMLHost

/// A console or serial line: a terminal of the guest on a channel of the host. `con1`, `ssl0`.
final class Line {
  let identity: LineIdentity
  unowned let terminals: Terminals
  let environment: ChannelEnvironment
  /// nil until somebody wants it: most of the eighty lines of a guest are never used.
  private(set) var usedTerminal: Terminal?

  /// As it was configured; what the management console shows while the line is not open.
  var specText: String
  /// What the command line said.
  var bootSpecText = "none"
  /// nil for a line that does not exist: `none`, or a spec that made no sense.
  var channel: (any Channel)?
  var state = State.closed
  /// The host side is at its end; the guest has to read what came before.
  var hangsUpWhenRead = false
  var modem = ModemState()
  var isSendingBreak = false
  /// Who listens beside the channel.
  var taps: [any LineTap] = []
  var statusTimer: TimerToken?
  /// A BREAK on the kernel's console announces a command, see ``Terminals/onSystemRequest``.
  var breakTime: UInt64?

  enum State {
    case closed
    /// The channel waits for a peer.
    case waiting
    case open
  }

  init(_ identity: LineIdentity, _ terminals: Terminals, _ environment: ChannelEnvironment) {
    self.identity = identity
    self.terminals = terminals
    self.environment = environment
    specText = "none"
  }

  /// Of ttyS0; tty0 is 0. See Linux' Documentation/admin-guide/devices.txt, character device 4.
  static let firstSerialMinor: UInt32 = 64

  var device: DeviceNumber {
    let first = identity.kind == .console ? 0 : Self.firstSerialMinor
    return DeviceNumber(major: 4, minor: first + UInt32(identity.number))
  }

  var terminal: Terminal {
    if let usedTerminal { return usedTerminal }
    let terminal = Terminal(
      terminals.kernel, kind: identity.kind == .console ? .console : .serial, device: device,
      name: identity.deviceName, driver: self)
    usedTerminal = terminal
    return terminal
  }

  var exists: Bool { channel != nil }
  /// Open, and nobody is at the other side yet.
  var isWaiting: Bool { state == .waiting }
  var isOpenByGuest: Bool { usedTerminal.map { $0.openCount > 0 } ?? false }

  /// What the management console answers to `config con1`.
  var description: String {
    guard let channel else { return "none" }
    return state == .closed ? specText : channel.description
  }

  var hasPaneChannel: Bool { channel is PaneChannel }
  var channelCable: CableStatus? { channel?.cable }

  // MARK: Its channel

  /// There is somebody at the other side: the channel learns how things are, and the terminal.
  func opened(_ channel: any Channel) {
    channel.setReading(!terminal.isThrottled)
    channel.setLineSettings(terminal.discipline.settings, speed: terminal.speeds.output)
    channel.setModemLines(modem.driven)
    channelModemLinesChanged()
    if let size = channel.windowSize { terminal.setWindowSize(size) }
    for device in channel.announcedDevices { announce(device) }
    updateMonitor()
  }

  private func announce(_ device: String) {
    let title = identity.kind == .console ? "Virtual console" : "Serial line"
    terminals.kernel.log.info("\(title) \(identity.number) assigned device '\(device)'")
  }

  func closeChannel() {
    if state != .closed { channel?.close() }
    state = .closed
    hangsUpWhenRead = false
  }
}
