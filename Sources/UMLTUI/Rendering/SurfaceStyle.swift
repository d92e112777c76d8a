/// A colour of a cell: the terminal's own, one of the palette's 256, or 24 bits of red, green,
/// blue.
public struct SurfaceColor: Hashable, Sendable {
  /// 0 for the default; otherwise the kind in the top byte, the value below it.
  let code: UInt32

  public static let standard = SurfaceColor(code: 0)

  public static func palette(_ index: UInt8) -> SurfaceColor {
    SurfaceColor(code: 0x0100_0000 | UInt32(index))
  }

  public static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> SurfaceColor {
    SurfaceColor(code: 0x0200_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
  }

  static let red = palette(1)
  static let green = palette(2)
  static let yellow = palette(3)

  var paletteIndex: Int? { code >> 24 == 1 ? Int(code & 0xff) : nil }
  var rgbValue: Int? { code >> 24 == 2 ? Int(code & 0xff_ffff) : nil }
}

/// How a cell looks apart from its character.
public struct SurfaceStyle: Hashable, Sendable {
  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    public static let blink = Attributes(rawValue: 16)
    public static let reverse = Attributes(rawValue: 32)
    public static let invisible = Attributes(rawValue: 64)
    public static let strike = Attributes(rawValue: 128)
  }

  public var foreground: SurfaceColor
  public var background: SurfaceColor
  public var attributes: Attributes

  public init(
    foreground: SurfaceColor = .standard, background: SurfaceColor = .standard,
    attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  public static let plain = SurfaceStyle()
}
