/// How a cell looks: what SGR, and OSC 8 for links, have set.
public struct CellStyle: Hashable, Sendable {
  /// What can be on or off.
  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1 << 0)
    public static let faint = Attributes(rawValue: 1 << 1)
    public static let italic = Attributes(rawValue: 1 << 2)
    public static let blink = Attributes(rawValue: 1 << 3)
    public static let reverse = Attributes(rawValue: 1 << 4)
    public static let invisible = Attributes(rawValue: 1 << 5)
    public static let strikethrough = Attributes(rawValue: 1 << 6)
    public static let overline = Attributes(rawValue: 1 << 7)
  }

  public enum Underline: UInt8, Hashable, Sendable {
    case none, single, double, curly, dotted, dashed
  }

  var packedForeground = PackedColor.standard
  var packedBackground = PackedColor.standard
  var packedUnderlineColor = PackedColor.standard
  public var attributes: Attributes = []
  public var underline = Underline.none
  /// The link the cell belongs to, for `TerminalEmulator.hyperlink(_:)`; zero for none.
  public var hyperlink: UInt32 = 0

  public init() {}

  public var foreground: CellColor { packedForeground.unpacked }
  public var background: CellColor { packedBackground.unpacked }
  public var underlineColor: CellColor { packedUnderlineColor.unpacked }
  public var isBold: Bool { attributes.contains(.bold) }
  public var isFaint: Bool { attributes.contains(.faint) }
  public var isItalic: Bool { attributes.contains(.italic) }
  public var isBlinking: Bool { attributes.contains(.blink) }
  public var isReversed: Bool { attributes.contains(.reverse) }
  public var isInvisible: Bool { attributes.contains(.invisible) }
  public var isStruckThrough: Bool { attributes.contains(.strikethrough) }
  public var isOverlined: Bool { attributes.contains(.overline) }

  static let standard = CellStyle()

  /// A style that only colours the background, which is what erasing leaves behind.
  var erasing: CellStyle {
    var style = CellStyle()
    style.packedBackground = packedBackground
    return style
  }

  /// A cheap hash, good enough for a table that probes linearly.
  var tableHash: Int {
    var hash = UInt64(packedForeground.rawValue) | UInt64(packedBackground.rawValue) << 32
    hash = (hash ^ hash >> 31) &* 0x9e37_79b9_7f4a_7c15
    hash ^= UInt64(packedUnderlineColor.rawValue) | UInt64(hyperlink) << 32
    hash = (hash ^ hash >> 29) &* 0xbf58_476d_1ce4_e5b9
    hash ^= UInt64(attributes.rawValue) | UInt64(underline.rawValue) << 16
    hash = (hash ^ hash >> 32) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: hash >> 33)
  }
}
