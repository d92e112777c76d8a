/// Parser and screen side by side in one value.
struct TerminalCore {
  var parser = VTParser()
  var screen: Screen

  init(rows: Int, columns: Int, scrollbackLimit: Int) {
    screen = Screen(
      rows: Screen.clampedSide(rows), columns: Screen.clampedSide(columns),
      scrollbackLimit: scrollbackLimit)
  }

  mutating func feed(_ bytes: Span<UInt8>) { parser.parse(bytes, into: &screen) }
}

extension Screen {
  static func clampedSide(_ side: Int) -> Int { min(max(side, 1), largestSide) }
}
