/// Gives each pair of colours a number, as curses wants it, in the order they come up.
struct ColorPairs {
  private struct Colors: Hashable {
    var foreground: SurfaceColor
    var background: SurfaceColor
  }

  private let depth: ColorDepth
  private let limit: Int
  private var numbers: [Colors: Int32] = [:]
  private var last = Colors(foreground: .standard, background: .standard)
  private var lastNumber: Int32 = 0

  /// `limit` is how many pairs the terminal's library can hold, pair 0 included.
  init(depth: ColorDepth, limit: Int) {
    self.depth = depth
    self.limit = limit
  }

  var isFull: Bool { numbers.count + 1 >= limit }

  /// The pair for a style; `define` is called with number, foreground and background for a new one.
  mutating func number(
    for style: SurfaceStyle, define: (Int32, Int, Int) -> Void
  ) -> Int32 {
    if depth == .none { return 0 }
    let colors = Colors(foreground: style.foreground, background: style.background)
    if colors == last { return lastNumber }
    let number = look(up: colors, define: define)
    last = colors
    lastNumber = number
    return number
  }

  private mutating func look(up colors: Colors, define: (Int32, Int, Int) -> Void) -> Int32 {
    if colors.foreground == .standard, colors.background == .standard { return 0 }
    if let known = numbers[colors] { return known }
    guard !isFull else { return 0 }
    let number = Int32(numbers.count + 1)
    numbers[colors] = number
    define(number, depth.number(of: colors.foreground), depth.number(of: colors.background))
    return number
  }

  mutating func removeAll() {
    numbers.removeAll()
    last = .init(foreground: .standard, background: .standard)
    lastNumber = 0
  }
}
