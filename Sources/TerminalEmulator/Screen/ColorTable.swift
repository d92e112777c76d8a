/// A colour of the palette.
public struct TerminalColor: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(_ red: Int, _ green: Int, _ blue: Int) {
    self.init(red: UInt8(red & 255), green: UInt8(green & 255), blue: UInt8(blue & 255))
  }
}

/// The colours a program has redefined, and xterm's own where it has not.
struct ColorTable: Equatable {
  /// OSC 10–19 in order: foreground, background, cursor, mouse and so on.
  static let dynamicCount = 10
  /// 256 colours and the five special ones (bold, underline, blink, reverse, italic).
  static let count = 261

  private(set) var overrides: [Int: TerminalColor] = [:]
  private(set) var dynamicOverrides: [Int: TerminalColor] = [:]

  subscript(index: Int) -> TerminalColor { overrides[index] ?? Self.standard(index) }

  func dynamic(_ index: Int) -> TerminalColor {
    dynamicOverrides[index] ?? (index == 1 || index == 7 ? Self.standard(0) : Self.standard(7))
  }

  mutating func set(_ index: Int, _ color: TerminalColor) { overrides[index] = color }

  mutating func setDynamic(_ index: Int, _ color: TerminalColor) {
    dynamicOverrides[index] = color
  }

  mutating func reset(_ index: Int) { overrides[index] = nil }

  mutating func resetAll(in range: Range<Int>) {
    overrides = overrides.filter { !range.contains($0.key) }
  }

  mutating func resetDynamic(_ index: Int) { dynamicOverrides[index] = nil }

  private static let basic: [(Int, Int, Int)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205),
    (0, 205, 205), (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]

  /// xterm's palette: 16 named colours, a cube of 6×6×6, 24 greys.
  static func standard(_ index: Int) -> TerminalColor {
    switch index {
    case 0..<16:
      let (red, green, blue) = basic[index]
      return TerminalColor(red, green, blue)
    case 16..<232:
      let levels = [0, 95, 135, 175, 215, 255]
      let cube = index - 16
      return TerminalColor(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    case 232..<256:
      let grey = 8 + 10 * (index - 232)
      return TerminalColor(grey, grey, grey)
    default: return TerminalColor(229, 229, 229)
    }
  }
}
