/// How a terminal treats what is typed: `c_iflag`, see termios(3).
public struct TerminalInputFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `IGNBRK`.
  public static let ignoreBreak = TerminalInputFlags(rawValue: 0o1)
  /// The corresponding C constant is `BRKINT`.
  public static let breakInterrupts = TerminalInputFlags(rawValue: 0o2)
  /// The corresponding C constant is `IGNPAR`.
  public static let ignoreParityErrors = TerminalInputFlags(rawValue: 0o4)
  /// The corresponding C constant is `PARMRK`.
  public static let markParityErrors = TerminalInputFlags(rawValue: 0o10)
  /// The corresponding C constant is `INPCK`.
  public static let checkParity = TerminalInputFlags(rawValue: 0o20)
  /// The corresponding C constant is `ISTRIP`.
  public static let stripHighBit = TerminalInputFlags(rawValue: 0o40)
  /// The corresponding C constant is `INLCR`.
  public static let mapNewlineToReturn = TerminalInputFlags(rawValue: 0o100)
  /// The corresponding C constant is `IGNCR`.
  public static let ignoreReturn = TerminalInputFlags(rawValue: 0o200)
  /// The corresponding C constant is `ICRNL`.
  public static let mapReturnToNewline = TerminalInputFlags(rawValue: 0o400)
  /// The corresponding C constant is `IUCLC`.
  public static let mapUpperToLower = TerminalInputFlags(rawValue: 0o1000)
  /// `^S` and `^Q` stop and start output (`IXON`).
  public static let enableOutputFlowControl = TerminalInputFlags(rawValue: 0o2000)
  /// Any character starts stopped output (`IXANY`).
  public static let restartWithAny = TerminalInputFlags(rawValue: 0o4000)
  /// The corresponding C constant is `IXOFF`.
  public static let enableInputFlowControl = TerminalInputFlags(rawValue: 0o10000)
  /// The corresponding C constant is `IMAXBEL`.
  public static let bellWhenFull = TerminalInputFlags(rawValue: 0o20000)
  /// Erasing removes whole UTF-8 characters (`IUTF8`).
  public static let isUTF8 = TerminalInputFlags(rawValue: 0o40000)
}

/// How a terminal treats what is written: `c_oflag`, see termios(3).
public struct TerminalOutputFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The others work only with this one (`OPOST`).
  public static let process = TerminalOutputFlags(rawValue: 0o1)
  /// The corresponding C constant is `OLCUC`.
  public static let mapLowerToUpper = TerminalOutputFlags(rawValue: 0o2)
  /// The corresponding C constant is `ONLCR`.
  public static let mapNewlineToReturnNewline = TerminalOutputFlags(rawValue: 0o4)
  /// The corresponding C constant is `OCRNL`.
  public static let mapReturnToNewline = TerminalOutputFlags(rawValue: 0o10)
  /// The corresponding C constant is `ONOCR`.
  public static let noReturnAtColumnZero = TerminalOutputFlags(rawValue: 0o20)
  /// The corresponding C constant is `ONLRET`.
  public static let newlineReturns = TerminalOutputFlags(rawValue: 0o40)
  /// The corresponding C constant is `OFILL`.
  public static let fill = TerminalOutputFlags(rawValue: 0o100)
  /// The corresponding C constant is `OFDEL`.
  public static let fillIsDelete = TerminalOutputFlags(rawValue: 0o200)
  /// The corresponding C constant is `NLDLY`.
  public static let newlineDelay = TerminalOutputFlags(rawValue: 0o400)
  /// The corresponding C constant is `CRDLY`.
  public static let returnDelay = TerminalOutputFlags(rawValue: 0o3000)
  /// All bits set is `XTABS`: expand tabs to spaces (`TABDLY`).
  public static let tabDelay = TerminalOutputFlags(rawValue: 0o14000)
  /// The corresponding C constant is `BSDLY`.
  public static let backspaceDelay = TerminalOutputFlags(rawValue: 0o20000)
  /// The corresponding C constant is `VTDLY`.
  public static let verticalTabDelay = TerminalOutputFlags(rawValue: 0o40000)
  /// The corresponding C constant is `FFDLY`.
  public static let formFeedDelay = TerminalOutputFlags(rawValue: 0o100000)
}

extension TerminalOutputFlags {
  /// Tabs become spaces. The corresponding C constants are `XTABS` and `TAB3`.
  public static let expandTabs = TerminalOutputFlags.tabDelay
}

/// The line's hardware: `c_cflag`, see termios(3). The speed's code is in `speedMask`.
public struct TerminalControlFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `CBAUD`.
  public static let speedMask = TerminalControlFlags(rawValue: 0o10017)
  /// Two bits that count: five to eight bits per character (`CSIZE`).
  public static let sizeMask = TerminalControlFlags(rawValue: 0o60)
  /// The corresponding C constant is `CSTOPB`.
  public static let twoStopBits = TerminalControlFlags(rawValue: 0o100)
  /// The corresponding C constant is `CREAD`.
  public static let enableReceiver = TerminalControlFlags(rawValue: 0o200)
  /// The corresponding C constant is `PARENB`.
  public static let enableParity = TerminalControlFlags(rawValue: 0o400)
  /// The corresponding C constant is `PARODD`.
  public static let oddParity = TerminalControlFlags(rawValue: 0o1000)
  /// The corresponding C constant is `HUPCL`.
  public static let hangUpOnClose = TerminalControlFlags(rawValue: 0o2000)
  /// Ignore the modem's control lines (`CLOCAL`).
  public static let local = TerminalControlFlags(rawValue: 0o4000)
  /// The corresponding C constant is `CIBAUD`.
  public static let inputSpeedMask = TerminalControlFlags(rawValue: 0o2003600000)
  /// The corresponding C constant is `ADDRB`.
  public static let addressParity = TerminalControlFlags(rawValue: 0o4000000000)
  /// The corresponding C constant is `CMSPAR`.
  public static let markOrSpaceParity = TerminalControlFlags(rawValue: 0o10000000000)
  /// The corresponding C constant is `CRTSCTS`.
  public static let hardwareFlowControl = TerminalControlFlags(rawValue: 0o20000000000)
}

extension TerminalControlFlags {
  /// Eight bits per character. The corresponding C constant is `CS8`.
  public static let size8 = TerminalControlFlags.sizeMask
  /// Seven bits per character. The corresponding C constant is `CS7`.
  public static let size7 = TerminalControlFlags(rawValue: 0o40)
}

/// Editing, echo and signals: `c_lflag`, see termios(3).
public struct TerminalLocalFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Control characters raise signals (`ISIG`).
  public static let signals = TerminalLocalFlags(rawValue: 0o1)
  /// Input comes in lines that can be edited (`ICANON`).
  public static let canonical = TerminalLocalFlags(rawValue: 0o2)
  /// The corresponding C constant is `XCASE`.
  public static let xcase = TerminalLocalFlags(rawValue: 0o4)
  /// The corresponding C constant is `ECHO`.
  public static let echo = TerminalLocalFlags(rawValue: 0o10)
  /// The corresponding C constant is `ECHOE`.
  public static let echoErase = TerminalLocalFlags(rawValue: 0o20)
  /// The corresponding C constant is `ECHOK`.
  public static let echoKill = TerminalLocalFlags(rawValue: 0o40)
  /// Echo a newline even without `echo` (`ECHONL`).
  public static let echoNewline = TerminalLocalFlags(rawValue: 0o100)
  /// Signals leave the queues alone (`NOFLSH`).
  public static let noFlush = TerminalLocalFlags(rawValue: 0o200)
  /// The corresponding C constant is `TOSTOP`.
  public static let stopBackgroundOutput = TerminalLocalFlags(rawValue: 0o400)
  /// Echo control characters as `^X` (`ECHOCTL`).
  public static let echoControl = TerminalLocalFlags(rawValue: 0o1000)
  /// The corresponding C constant is `ECHOPRT`.
  public static let echoPrint = TerminalLocalFlags(rawValue: 0o2000)
  /// The corresponding C constant is `ECHOKE`.
  public static let echoKillErase = TerminalLocalFlags(rawValue: 0o4000)
  /// The corresponding C constant is `FLUSHO`.
  public static let outputFlushed = TerminalLocalFlags(rawValue: 0o10000)
  /// The corresponding C constant is `PENDIN`.
  public static let pendingReprint = TerminalLocalFlags(rawValue: 0o40000)
  /// The corresponding C constant is `IEXTEN`.
  public static let extended = TerminalLocalFlags(rawValue: 0o100000)
  /// The corresponding C constant is `EXTPROC`.
  public static let externalProcessing = TerminalLocalFlags(rawValue: 0o200000)
}

/// An index into a terminal's control characters: `c_cc`, see termios(3).
public enum ControlCharacter: Int, CaseIterable, Sendable {
  /// The corresponding C constant is `VINTR`.
  case interrupt = 0
  /// The corresponding C constant is `VQUIT`.
  case quit = 1
  /// The corresponding C constant is `VERASE`.
  case erase = 2
  /// The corresponding C constant is `VKILL`.
  case kill = 3
  /// The corresponding C constant is `VEOF`.
  case endOfFile = 4
  /// Tenths of a second, not a character (`VTIME`).
  case timeout = 5
  /// A count, not a character (`VMIN`).
  case minimum = 6
  /// The corresponding C constant is `VSWTC`.
  case switchLayer = 7
  /// The corresponding C constant is `VSTART`.
  case start = 8
  /// The corresponding C constant is `VSTOP`.
  case stop = 9
  /// The corresponding C constant is `VSUSP`.
  case suspend = 10
  /// The corresponding C constant is `VEOL`.
  case endOfLine = 11
  /// The corresponding C constant is `VREPRINT`.
  case reprint = 12
  /// The corresponding C constant is `VDISCARD`.
  case discard = 13
  /// The corresponding C constant is `VWERASE`.
  case wordErase = 14
  /// The corresponding C constant is `VLNEXT`.
  case literalNext = 15
  /// The corresponding C constant is `VEOL2`.
  case endOfLine2 = 16
}
