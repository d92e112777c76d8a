/// Everything that SM, RM, DECSET and DECRST switch, as one set of bits.
struct ModeSet: OptionSet, Hashable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(bit: UInt64) { rawValue = 1 << bit }

  // ANSI modes.
  static let keyboardLocked = ModeSet(bit: 0)
  static let insert = ModeSet(bit: 1)
  static let sendReceive = ModeSet(bit: 2)
  static let newLine = ModeSet(bit: 3)
  // DEC's private modes.
  static let applicationCursorKeys = ModeSet(bit: 4)
  static let columns132 = ModeSet(bit: 5)
  static let smoothScroll = ModeSet(bit: 6)
  static let reverseVideo = ModeSet(bit: 7)
  static let origin = ModeSet(bit: 8)
  static let autowrap = ModeSet(bit: 9)
  static let hebrewKeyboard = ModeSet(bit: 10)
  static let cursorBlink = ModeSet(bit: 11)
  static let cursorVisible = ModeSet(bit: 12)
  static let allowsColumnChange = ModeSet(bit: 13)
  static let nationalSets = ModeSet(bit: 14)
  static let reverseWrap = ModeSet(bit: 15)
  static let applicationKeypad = ModeSet(bit: 16)
  static let backspaceSendsBackspace = ModeSet(bit: 17)
  static let horizontalMargins = ModeSet(bit: 18)
  static let keepsScreenOnColumnChange = ModeSet(bit: 19)
  static let printsFormFeed = ModeSet(bit: 20)
  static let printsWholeScreen = ModeSet(bit: 21)
  // Mouse tracking: of each group at most one is on.
  static let mouseX10 = ModeSet(bit: 22)
  static let mouseButtons = ModeSet(bit: 23)
  static let mouseHighlight = ModeSet(bit: 24)
  static let mouseDrags = ModeSet(bit: 25)
  static let mouseMotion = ModeSet(bit: 26)
  static let mouseUTF8 = ModeSet(bit: 27)
  static let mouseSGR = ModeSet(bit: 28)
  static let mouseURXVT = ModeSet(bit: 29)
  static let mousePixels = ModeSet(bit: 30)
  static let focusReporting = ModeSet(bit: 31)
  static let alternateScroll = ModeSet(bit: 32)
  static let alternateScreen = ModeSet(bit: 33)
  static let bracketedPaste = ModeSet(bit: 34)
  static let synchronizedOutput = ModeSet(bit: 35)
  static let extendedReverseWrap = ModeSet(bit: 36)
  static let eightBitInput = ModeSet(bit: 37)
  static let metaSendsEscape = ModeSet(bit: 38)
  static let altSendsEscape = ModeSet(bit: 39)
  static let bellIsUrgent = ModeSet(bit: 40)
  static let bellPopsUp = ModeSet(bit: 41)
  static let numericKeypadModifiers = ModeSet(bit: 42)
  static let cursorSaved = ModeSet(bit: 43)
  static let moreFix = ModeSet(bit: 44)
  /// Off, the terminal is a VT52.
  static let ansi = ModeSet(bit: 45)

  static let standard: ModeSet = [
    .sendReceive, .autowrap, .cursorVisible, .metaSendsEscape, .altSendsEscape,
    .numericKeypadModifiers, .alternateScroll, .ansi,
  ]

  static let mouseTracking: ModeSet = [
    .mouseX10, .mouseButtons, .mouseHighlight, .mouseDrags, .mouseMotion,
  ]
  static let mouseEncodings: ModeSet = [.mouseUTF8, .mouseSGR, .mouseURXVT, .mousePixels]
}

/// The modes that keys, mouse and drawing depend on.
public struct TerminalModes: Equatable, Sendable {
  public enum MouseTracking: Sendable { case off, pressOnly, buttons, drags, motion }

  public enum MouseEncoding: Sendable { case x10, utf8, sgr, urxvt, pixels }

  var flags = ModeSet.standard
  /// How much xterm's `modifyOtherKeys` asks for: 0 nothing, 1 what is otherwise lost, 2 all.
  public internal(set) var modifyOtherKeys = 0

  public init() {}

  public var isApplicationCursorKeys: Bool { flags.contains(.applicationCursorKeys) }
  public var isApplicationKeypad: Bool { flags.contains(.applicationKeypad) }
  public var isBracketedPaste: Bool { flags.contains(.bracketedPaste) }
  /// Keys send what a VT52's do.
  public var isVT52: Bool { !flags.contains(.ansi) }
  public var isFocusReporting: Bool { flags.contains(.focusReporting) }
  public var isAlternateScreen: Bool { flags.contains(.alternateScreen) }
  public var isReverseVideo: Bool { flags.contains(.reverseVideo) }
  /// Drawing should wait until this is off again, but not for longer than a moment.
  public var isSynchronizedOutput: Bool { flags.contains(.synchronizedOutput) }
  /// The wheel sends cursor keys while the alternate screen is shown and nothing tracks the mouse.
  public var isAlternateScroll: Bool { flags.contains(.alternateScroll) }
  /// Return sends CR LF.
  public var isNewLine: Bool { flags.contains(.newLine) }
  public var isKeyboardLocked: Bool { flags.contains(.keyboardLocked) }
  public var isBackspaceSendingBackspace: Bool { flags.contains(.backspaceSendsBackspace) }

  public var mouseTracking: MouseTracking {
    if flags.contains(.mouseMotion) { return .motion }
    if flags.contains(.mouseDrags) { return .drags }
    if !flags.isDisjoint(with: [.mouseButtons, .mouseHighlight]) { return .buttons }
    return flags.contains(.mouseX10) ? .pressOnly : .off
  }

  public var mouseEncoding: MouseEncoding {
    if flags.contains(.mousePixels) { return .pixels }
    if flags.contains(.mouseSGR) { return .sgr }
    if flags.contains(.mouseURXVT) { return .urxvt }
    return flags.contains(.mouseUTF8) ? .utf8 : .x10
  }
}
