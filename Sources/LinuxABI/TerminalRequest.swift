/// A request of `ioctl(2)`: terminals', consoles', and those every descriptor knows.
public struct TerminalRequest: NamedNumber {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `TCGETS`.
  public static let get = TerminalRequest(rawValue: 0x5401)
  /// The corresponding C constant is `TCSETS`.
  public static let set = TerminalRequest(rawValue: 0x5402)
  /// The corresponding C constant is `TCSETSW`.
  public static let setDrain = TerminalRequest(rawValue: 0x5403)
  /// The corresponding C constant is `TCSETSF`.
  public static let setFlush = TerminalRequest(rawValue: 0x5404)
  /// The corresponding C constant is `TCGETA`.
  public static let getA = TerminalRequest(rawValue: 0x5405)
  /// The corresponding C constant is `TCSETA`.
  public static let setA = TerminalRequest(rawValue: 0x5406)
  /// The corresponding C constant is `TCSETAW`.
  public static let setADrain = TerminalRequest(rawValue: 0x5407)
  /// The corresponding C constant is `TCSETAF`.
  public static let setAFlush = TerminalRequest(rawValue: 0x5408)
  /// Zero sends a break, else wait until written (`TCSBRK`).
  public static let sendBreak = TerminalRequest(rawValue: 0x5409)
  /// The corresponding C constant is `TCXONC`.
  public static let flow = TerminalRequest(rawValue: 0x540a)
  /// The corresponding C constant is `TCFLSH`.
  public static let flush = TerminalRequest(rawValue: 0x540b)
  /// The corresponding C constant is `TIOCEXCL`.
  public static let exclusive = TerminalRequest(rawValue: 0x540c)
  /// The corresponding C constant is `TIOCNXCL`.
  public static let notExclusive = TerminalRequest(rawValue: 0x540d)
  /// The corresponding C constant is `TIOCSCTTY`.
  public static let setControllingTerminal = TerminalRequest(rawValue: 0x540e)
  /// The corresponding C constant is `TIOCGPGRP`.
  public static let getProcessGroup = TerminalRequest(rawValue: 0x540f)
  /// The corresponding C constant is `TIOCSPGRP`.
  public static let setProcessGroup = TerminalRequest(rawValue: 0x5410)
  /// The corresponding C constant is `TIOCOUTQ`.
  public static let outputQueued = TerminalRequest(rawValue: 0x5411)
  /// The corresponding C constant is `TIOCSTI`.
  public static let simulateInput = TerminalRequest(rawValue: 0x5412)
  /// The corresponding C constant is `TIOCGWINSZ`.
  public static let getWindowSize = TerminalRequest(rawValue: 0x5413)
  /// The corresponding C constant is `TIOCSWINSZ`.
  public static let setWindowSize = TerminalRequest(rawValue: 0x5414)
  /// The corresponding C constant is `TIOCMGET`.
  public static let modemGet = TerminalRequest(rawValue: 0x5415)
  /// The corresponding C constant is `TIOCMBIS`.
  public static let modemSet = TerminalRequest(rawValue: 0x5416)
  /// The corresponding C constant is `TIOCMBIC`.
  public static let modemClear = TerminalRequest(rawValue: 0x5417)
  /// The corresponding C constant is `TIOCMSET`.
  public static let modemSetAll = TerminalRequest(rawValue: 0x5418)
  /// The corresponding C constant is `TIOCGSOFTCAR`.
  public static let getSoftCarrier = TerminalRequest(rawValue: 0x5419)
  /// The corresponding C constant is `TIOCSSOFTCAR`.
  public static let setSoftCarrier = TerminalRequest(rawValue: 0x541a)
  /// Bytes that can be read; also `TIOCINQ` (`FIONREAD`).
  public static let inputQueued = TerminalRequest(rawValue: 0x541b)
  /// The corresponding C constant is `TIOCLINUX`.
  public static let linux = TerminalRequest(rawValue: 0x541c)
  /// The corresponding C constant is `TIOCCONS`.
  public static let console = TerminalRequest(rawValue: 0x541d)
  /// The corresponding C constant is `TIOCGSERIAL`.
  public static let getSerial = TerminalRequest(rawValue: 0x541e)
  /// The corresponding C constant is `TIOCSSERIAL`.
  public static let setSerial = TerminalRequest(rawValue: 0x541f)
  /// The corresponding C constant is `TIOCPKT`.
  public static let packetMode = TerminalRequest(rawValue: 0x5420)
  /// The corresponding C constant is `FIONBIO`.
  public static let nonBlocking = TerminalRequest(rawValue: 0x5421)
  /// The corresponding C constant is `TIOCNOTTY`.
  public static let detach = TerminalRequest(rawValue: 0x5422)
  /// The corresponding C constant is `TIOCSETD`.
  public static let setDiscipline = TerminalRequest(rawValue: 0x5423)
  /// The corresponding C constant is `TIOCGETD`.
  public static let getDiscipline = TerminalRequest(rawValue: 0x5424)
  /// The corresponding C constant is `TCSBRKP`.
  public static let sendBreakPOSIX = TerminalRequest(rawValue: 0x5425)
  /// The corresponding C constant is `TIOCSBRK`.
  public static let startBreak = TerminalRequest(rawValue: 0x5427)
  /// The corresponding C constant is `TIOCCBRK`.
  public static let endBreak = TerminalRequest(rawValue: 0x5428)
  /// The corresponding C constant is `TIOCGSID`.
  public static let getSession = TerminalRequest(rawValue: 0x5429)
  /// The corresponding C constant is `TCGETS2`.
  public static let get2 = TerminalRequest(rawValue: 0x802c542a)
  /// The corresponding C constant is `TCSETS2`.
  public static let set2 = TerminalRequest(rawValue: 0x402c542b)
  /// The corresponding C constant is `TCSETSW2`.
  public static let set2Drain = TerminalRequest(rawValue: 0x402c542c)
  /// The corresponding C constant is `TCSETSF2`.
  public static let set2Flush = TerminalRequest(rawValue: 0x402c542d)
  /// The corresponding C constant is `TIOCGRS485`.
  public static let getRS485 = TerminalRequest(rawValue: 0x542e)
  /// The corresponding C constant is `TIOCSRS485`.
  public static let setRS485 = TerminalRequest(rawValue: 0x542f)
  /// The corresponding C constant is `TIOCGPTN`.
  public static let getPseudoTerminalNumber = TerminalRequest(rawValue: 0x80045430)
  /// The corresponding C constant is `TIOCSPTLCK`.
  public static let lockPseudoTerminal = TerminalRequest(rawValue: 0x40045431)
  /// The corresponding C constant is `TIOCGDEV`.
  public static let getDevice = TerminalRequest(rawValue: 0x80045432)
  /// The corresponding C constant is `TCGETX`.
  public static let getExtended = TerminalRequest(rawValue: 0x5432)
  /// The corresponding C constant is `TIOCSIG`.
  public static let signalPseudoTerminal = TerminalRequest(rawValue: 0x40045436)
  /// The corresponding C constant is `TIOCVHANGUP`.
  public static let hangUpVirtual = TerminalRequest(rawValue: 0x5437)
  /// The corresponding C constant is `TIOCGPKT`.
  public static let getPacketMode = TerminalRequest(rawValue: 0x80045438)
  /// The corresponding C constant is `TIOCGPTLCK`.
  public static let getPseudoTerminalLock = TerminalRequest(rawValue: 0x80045439)
  /// The corresponding C constant is `TIOCGEXCL`.
  public static let getExclusive = TerminalRequest(rawValue: 0x80045440)
  /// The corresponding C constant is `TIOCGPTPEER`.
  public static let openPeer = TerminalRequest(rawValue: 0x5441)
  /// The corresponding C constant is `FIONCLEX`.
  public static let noCloseOnExec = TerminalRequest(rawValue: 0x5450)
  /// The corresponding C constant is `FIOCLEX`.
  public static let closeOnExec = TerminalRequest(rawValue: 0x5451)
  /// The corresponding C constant is `FIOASYNC`.
  public static let asynchronous = TerminalRequest(rawValue: 0x5452)
  /// The corresponding C constant is `TIOCSERCONFIG`.
  public static let setSerialConfiguration = TerminalRequest(rawValue: 0x5453)
  /// The corresponding C constant is `TIOCSERGETLSR`.
  public static let getLineStatus = TerminalRequest(rawValue: 0x5459)
  /// The corresponding C constant is `TIOCMIWAIT`.
  public static let waitModemChange = TerminalRequest(rawValue: 0x545c)
  /// The corresponding C constant is `TIOCGICOUNT`.
  public static let getInterruptCounters = TerminalRequest(rawValue: 0x545d)
  /// The corresponding C constant is `FIOQSIZE`.
  public static let querySize = TerminalRequest(rawValue: 0x5460)
  /// The corresponding C constant is `FIOSETOWN`.
  public static let setOwner = TerminalRequest(rawValue: 0x8901)
  /// The corresponding C constant is `FIOGETOWN`.
  public static let getOwner = TerminalRequest(rawValue: 0x8903)
  /// The corresponding C constant is `KDGKBTYPE`.
  public static let getKeyboardType = TerminalRequest(rawValue: 0x4b33)
  /// The corresponding C constant is `KDGETMODE`.
  public static let getConsoleMode = TerminalRequest(rawValue: 0x4b3b)
  /// The corresponding C constant is `KDSETMODE`.
  public static let setConsoleMode = TerminalRequest(rawValue: 0x4b3a)
  /// The corresponding C constant is `KDGKBMODE`.
  public static let getKeyboardMode = TerminalRequest(rawValue: 0x4b44)
  /// The corresponding C constant is `KDSKBMODE`.
  public static let setKeyboardMode = TerminalRequest(rawValue: 0x4b45)
  /// The corresponding C constant is `KDGETLED`.
  public static let getLEDs = TerminalRequest(rawValue: 0x4b31)
  /// The corresponding C constant is `KDSETLED`.
  public static let setLEDs = TerminalRequest(rawValue: 0x4b32)
  /// The corresponding C constant is `KDMKTONE`.
  public static let soundTone = TerminalRequest(rawValue: 0x4b30)
  /// The corresponding C constant is `KIOCSOUND`.
  public static let sound = TerminalRequest(rawValue: 0x4b2f)
  /// The corresponding C constant is `VT_OPENQRY`.
  public static let openConsoleQuery = TerminalRequest(rawValue: 0x5600)
  /// The corresponding C constant is `VT_GETMODE`.
  public static let getConsoleSwitching = TerminalRequest(rawValue: 0x5601)
  /// The corresponding C constant is `VT_SETMODE`.
  public static let setConsoleSwitching = TerminalRequest(rawValue: 0x5602)
  /// The corresponding C constant is `VT_GETSTATE`.
  public static let getConsoleState = TerminalRequest(rawValue: 0x5603)
  /// The corresponding C constant is `VT_ACTIVATE`.
  public static let activateConsole = TerminalRequest(rawValue: 0x5606)
  /// The corresponding C constant is `VT_WAITACTIVE`.
  public static let waitForConsole = TerminalRequest(rawValue: 0x5607)
  /// The corresponding C constant is `VT_DISALLOCATE`.
  public static let disallocateConsole = TerminalRequest(rawValue: 0x5608)

  public static let names: [FlagName<UInt32>] = [
    .init(0x5401, "TCGETS"),
    .init(0x5402, "TCSETS"),
    .init(0x5403, "TCSETSW"),
    .init(0x5404, "TCSETSF"),
    .init(0x5405, "TCGETA"),
    .init(0x5406, "TCSETA"),
    .init(0x5407, "TCSETAW"),
    .init(0x5408, "TCSETAF"),
    .init(0x5409, "TCSBRK"),
    .init(0x540a, "TCXONC"),
    .init(0x540b, "TCFLSH"),
    .init(0x540c, "TIOCEXCL"),
    .init(0x540d, "TIOCNXCL"),
    .init(0x540e, "TIOCSCTTY"),
    .init(0x540f, "TIOCGPGRP"),
    .init(0x5410, "TIOCSPGRP"),
    .init(0x5411, "TIOCOUTQ"),
    .init(0x5412, "TIOCSTI"),
    .init(0x5413, "TIOCGWINSZ"),
    .init(0x5414, "TIOCSWINSZ"),
    .init(0x5415, "TIOCMGET"),
    .init(0x5416, "TIOCMBIS"),
    .init(0x5417, "TIOCMBIC"),
    .init(0x5418, "TIOCMSET"),
    .init(0x5419, "TIOCGSOFTCAR"),
    .init(0x541a, "TIOCSSOFTCAR"),
    .init(0x541b, "FIONREAD"),
    .init(0x541c, "TIOCLINUX"),
    .init(0x541d, "TIOCCONS"),
    .init(0x541e, "TIOCGSERIAL"),
    .init(0x541f, "TIOCSSERIAL"),
    .init(0x5420, "TIOCPKT"),
    .init(0x5421, "FIONBIO"),
    .init(0x5422, "TIOCNOTTY"),
    .init(0x5423, "TIOCSETD"),
    .init(0x5424, "TIOCGETD"),
    .init(0x5425, "TCSBRKP"),
    .init(0x5427, "TIOCSBRK"),
    .init(0x5428, "TIOCCBRK"),
    .init(0x5429, "TIOCGSID"),
    .init(0x802c542a, "TCGETS2"),
    .init(0x402c542b, "TCSETS2"),
    .init(0x402c542c, "TCSETSW2"),
    .init(0x402c542d, "TCSETSF2"),
    .init(0x542e, "TIOCGRS485"),
    .init(0x542f, "TIOCSRS485"),
    .init(0x80045430, "TIOCGPTN"),
    .init(0x40045431, "TIOCSPTLCK"),
    .init(0x80045432, "TIOCGDEV"),
    .init(0x5432, "TCGETX"),
    .init(0x40045436, "TIOCSIG"),
    .init(0x5437, "TIOCVHANGUP"),
    .init(0x80045438, "TIOCGPKT"),
    .init(0x80045439, "TIOCGPTLCK"),
    .init(0x80045440, "TIOCGEXCL"),
    .init(0x5441, "TIOCGPTPEER"),
    .init(0x5450, "FIONCLEX"),
    .init(0x5451, "FIOCLEX"),
    .init(0x5452, "FIOASYNC"),
    .init(0x5453, "TIOCSERCONFIG"),
    .init(0x5459, "TIOCSERGETLSR"),
    .init(0x545c, "TIOCMIWAIT"),
    .init(0x545d, "TIOCGICOUNT"),
    .init(0x5460, "FIOQSIZE"),
    .init(0x8901, "FIOSETOWN"),
    .init(0x8903, "FIOGETOWN"),
    .init(0x4b33, "KDGKBTYPE"),
    .init(0x4b3b, "KDGETMODE"),
    .init(0x4b3a, "KDSETMODE"),
    .init(0x4b44, "KDGKBMODE"),
    .init(0x4b45, "KDSKBMODE"),
    .init(0x4b31, "KDGETLED"),
    .init(0x4b32, "KDSETLED"),
    .init(0x4b30, "KDMKTONE"),
    .init(0x4b2f, "KIOCSOUND"),
    .init(0x5600, "VT_OPENQRY"),
    .init(0x5601, "VT_GETMODE"),
    .init(0x5602, "VT_SETMODE"),
    .init(0x5603, "VT_GETSTATE"),
    .init(0x5606, "VT_ACTIVATE"),
    .init(0x5607, "VT_WAITACTIVE"),
    .init(0x5608, "VT_DISALLOCATE"),
  ]
}
