/// Draws single cells past ncurses, by sequences every terminal that can show such characters
/// understands.
///
/// ncurses asks the C library how wide a character is, and believes that the terminal agrees. For
/// the characters where one of the three may differ, it is given blanks, and the character is
/// written on top with the cursor put in its place before and, by saving and restoring it, after.
struct DirectDrawing {
  private let depth: ColorDepth
  private(set) var bytes: [UInt8] = []
  private var style: SurfaceStyle?

  init(depth: ColorDepth) { self.depth = depth }

  mutating func put(_ scalars: [Unicode.Scalar], row: Int, column: Int, style: SurfaceStyle) {
    if bytes.isEmpty { bytes += "\u{1b}7".utf8 }
    bytes += "\u{1b}[\(row + 1);\(column + 1)H".utf8
    if style != self.style {
      bytes += selection(of: style).utf8
      self.style = style
    }
    for scalar in scalars { bytes += String(Character(scalar)).utf8 }
  }

  /// Everything to send, and nothing when nothing was put.
  mutating func finish() -> [UInt8] {
    if !bytes.isEmpty { bytes += "\u{1b}8".utf8 }
    return bytes
  }

  private func selection(of style: SurfaceStyle) -> String {
    var codes = ["0"]
    let attributes: [(SurfaceStyle.Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.blink, "5"),
      (.reverse, "7"), (.invisible, "8"), (.strike, "9"),
    ]
    codes += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
    codes += code(of: style.foreground, base: 30) + code(of: style.background, base: 40)
    return "\u{1b}[\(codes.joined(separator: ";"))m"
  }

  private func code(of color: SurfaceColor, base: Int) -> [String] {
    let number = depth.number(of: color)
    guard number >= 0 else { return [] }
    if number < 8 { return ["\(base + number)"] }
    if depth == .direct {
      return ["\(base + 8);2;\(number >> 16);\(number >> 8 & 0xff);\(number & 0xff)"]
    }
    return number < 16 ? ["\(base + 60 + number - 8)"] : ["\(base + 8);5;\(number)"]
  }
}
