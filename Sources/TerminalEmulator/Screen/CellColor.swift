/// A colour as a program asked for it; what it looks like is the front end's choice.
@frozen
public enum CellColor: Hashable, Sendable {
  case standard
  /// 0–7 the basic colours, 8–15 their bright forms, 16–255 xterm's cube and greys.
  case indexed(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// The same in four bytes: 0 for the default, a tag in the top byte otherwise.
struct PackedColor: Hashable {
  var rawValue: UInt32 = 0

  static let standard = PackedColor()

  static func indexed(_ index: Int) -> PackedColor {
    PackedColor(rawValue: 1 << 24 | UInt32(truncatingIfNeeded: index & 0xff))
  }

  static func rgb(_ red: Int, _ green: Int, _ blue: Int) -> PackedColor {
    let bytes = (red & 0xff) << 16 | (green & 0xff) << 8 | blue & 0xff
    return PackedColor(rawValue: 2 << 24 | UInt32(truncatingIfNeeded: bytes))
  }

  var unpacked: CellColor {
    switch rawValue >> 24 {
    case 1: .indexed(UInt8(truncatingIfNeeded: rawValue))
    case 2:
      .rgb(
        red: UInt8(truncatingIfNeeded: rawValue >> 16),
        green: UInt8(truncatingIfNeeded: rawValue >> 8),
        blue: UInt8(truncatingIfNeeded: rawValue))
    default: .standard
    }
  }
}
