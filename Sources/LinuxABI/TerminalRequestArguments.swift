/// What `TCFLSH` discards.
public enum FlushQueue: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `TCIFLUSH`.
  case input = 0
  /// The corresponding C constant is `TCOFLUSH`.
  case output = 1
  /// The corresponding C constant is `TCIOFLUSH`.
  case both = 2
}

/// What `TCXONC` does.
public enum FlowAction: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `TCOOFF`.
  case outputOff = 0
  /// The corresponding C constant is `TCOON`.
  case outputOn = 1
  /// The corresponding C constant is `TCIOFF`.
  case inputOff = 2
  /// The corresponding C constant is `TCION`.
  case inputOn = 3
}

/// A serial line's control lines: `TIOCMGET`.
public struct ModemLines: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `TIOCM_LE`.
  public static let lineEnable = ModemLines(rawValue: 0x1)
  /// The corresponding C constant is `TIOCM_DTR`.
  public static let dataTerminalReady = ModemLines(rawValue: 0x2)
  /// The corresponding C constant is `TIOCM_RTS`.
  public static let requestToSend = ModemLines(rawValue: 0x4)
  /// The corresponding C constant is `TIOCM_ST`.
  public static let secondaryTransmit = ModemLines(rawValue: 0x8)
  /// The corresponding C constant is `TIOCM_SR`.
  public static let secondaryReceive = ModemLines(rawValue: 0x10)
  /// The corresponding C constant is `TIOCM_CTS`.
  public static let clearToSend = ModemLines(rawValue: 0x20)
  /// The corresponding C constant is `TIOCM_CAR`.
  public static let carrierDetect = ModemLines(rawValue: 0x40)
  /// The corresponding C constant is `TIOCM_RNG`.
  public static let ring = ModemLines(rawValue: 0x80)
  /// The corresponding C constant is `TIOCM_DSR`.
  public static let dataSetReady = ModemLines(rawValue: 0x100)
  /// The corresponding C constant is `TIOCM_LOOP`.
  public static let loop = ModemLines(rawValue: 0x8000)
}

/// The first byte of every read from a pseudo terminal's master in packet mode, `TIOCPKT`.
public struct PacketModeStatus: OptionSet, Hashable, Sendable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The corresponding C constant is `TIOCPKT_FLUSHREAD`.
  public static let flushRead = PacketModeStatus(rawValue: 0x1)
  /// The corresponding C constant is `TIOCPKT_FLUSHWRITE`.
  public static let flushWrite = PacketModeStatus(rawValue: 0x2)
  /// The corresponding C constant is `TIOCPKT_STOP`.
  public static let stopped = PacketModeStatus(rawValue: 0x4)
  /// The corresponding C constant is `TIOCPKT_START`.
  public static let started = PacketModeStatus(rawValue: 0x8)
  /// The corresponding C constant is `TIOCPKT_NOSTOP`.
  public static let noStop = PacketModeStatus(rawValue: 0x10)
  /// The corresponding C constant is `TIOCPKT_DOSTOP`.
  public static let doStop = PacketModeStatus(rawValue: 0x20)
  /// The corresponding C constant is `TIOCPKT_IOCTL`.
  public static let ioctl = PacketModeStatus(rawValue: 0x40)
}

/// A line discipline's number: `TIOCSETD`.
public enum LineDisciplineNumber: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `N_TTY`.
  case terminal = 0
  /// The corresponding C constant is `N_SLIP`.
  case slip = 1
  /// The corresponding C constant is `N_PPP`.
  case ppp = 3
  /// The corresponding C constant is `N_NULL`.
  case null = 27
}
