/// How many colours the user's terminal has, and what comes nearest where it has fewer.
enum ColorDepth: Equatable, Sendable {
  case none
  /// 8 or 16 colours, or a palette of 88 or 256.
  case palette(Int)
  /// Numbers above 7 are 24-bit values; 0 to 7 are the usual eight.
  case direct

  /// The number ncurses wants for a colour; -1 for the terminal's own.
  func number(of color: SurfaceColor) -> Int {
    switch self {
    case .none:
      return -1
    case .direct:
      if let value = color.rgbValue { return max(8, value) }
      guard let index = color.paletteIndex else { return -1 }
      return index < 8 ? index : Self.rgb(ofPaletteIndex: index)
    case .palette(let count):
      if let index = color.paletteIndex {
        if index < count { return index }
        // The bright eight become the plain ones, bright black being a light enough grey.
        if index < 16 { return index == 8 ? 7 : index - 8 }
        return Self.nearest(Self.rgb(ofPaletteIndex: index), of: count)
      }
      guard let value = color.rgbValue else { return -1 }
      return Self.nearest(value, of: count)
    }
  }

  /// xterm's standard palette as 24-bit values.
  static func rgb(ofPaletteIndex index: Int) -> Int {
    if index < 16 { return basic[index] }
    if index >= 232 { return (8 + (index - 232) * 10) * 0x01_0101 }
    let cube = index - 16
    let level = { (step: Int) in step == 0 ? 0 : 55 + step * 40 }
    return level(cube / 36) << 16 | level(cube / 6 % 6) << 8 | level(cube % 6)
  }

  private static let basic = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ]

  private static func nearest(_ value: Int, of count: Int) -> Int {
    // The first sixteen differ from terminal to terminal; the cube and the greys do not.
    let candidates = count >= 256 ? 16..<256 : 0..<min(count, 16)
    return candidates.min { distance($0, value) < distance($1, value) } ?? -1
  }

  private static func distance(_ index: Int, _ value: Int) -> Int {
    let candidate = rgb(ofPaletteIndex: index)
    let red = (candidate >> 16) - (value >> 16)
    let green = (candidate >> 8 & 0xff) - (value >> 8 & 0xff)
    let blue = (candidate & 0xff) - (value & 0xff)
    // Weighted by how much the eye makes of each.
    return 3 * red * red + 6 * green * green + blue * blue
  }
}
