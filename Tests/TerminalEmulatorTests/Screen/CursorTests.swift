import Testing

@Suite("Cursor")
struct CursorTests {
  private static let moves: [(String, String)] = [
    ("\u{1b}[3;4H", "3;4"), ("\u{1b}[H", "1;1"), ("\u{1b}[99;99H", "6;10"), ("\u{1b}[0;0f", "1;1"),
    ("\u{1b}[3;4H\u{1b}[A", "2;4"), ("\u{1b}[3;4H\u{1b}[99A", "1;4"),
    ("\u{1b}[3;4H\u{1b}[2B", "5;4"),
    ("\u{1b}[3;4H\u{1b}[C", "3;5"), ("\u{1b}[3;4H\u{1b}[99C", "3;10"),
    ("\u{1b}[3;4H\u{1b}[2D", "3;2"),
    ("\u{1b}[3;4H\u{1b}[2E", "5;1"), ("\u{1b}[3;4H\u{1b}[F", "2;1"),
    ("\u{1b}[3;4H\u{1b}[7G", "3;7"),
    ("\u{1b}[3;4H\u{1b}[7`", "3;7"), ("\u{1b}[3;4H\u{1b}[2a", "3;6"),
    ("\u{1b}[3;4H\u{1b}[5d", "5;4"),
    ("\u{1b}[3;4H\u{1b}[2e", "5;4"), ("\u{1b}[3;4H\u{8}", "3;3"), ("\u{1b}[3;1H\u{8}", "3;1"),
    ("\u{1b}[3;4H\r", "3;1"), ("\u{1b}[3;4H\n", "4;4"), ("\u{1b}[3;4H\u{b}\u{c}", "5;4"),
    ("\u{1b}[20h\u{1b}[3;4H\n", "4;1"), ("\u{1b}[3;4H\u{1b}E", "4;1"),
    ("\u{1b}[3;4H\u{1b}M", "2;4"),
    ("\u{1b}[3;4H\u{1b}D", "4;4"), ("\u{1b}[3;4H\u{1b}6", "3;3"), ("\u{1b}[3;4H\u{1b}9", "3;5"),
    // Margins hold the cursor that is within them.
    ("\u{1b}[2;4r\u{1b}[3;1H\u{1b}[9A", "2;1"), ("\u{1b}[2;4r\u{1b}[3;1H\u{1b}[9B", "4;1"),
    ("\u{1b}[2;4r\u{1b}[1;1H\u{1b}[9A", "1;1"), ("\u{1b}[2;4r\u{1b}[5;1H\u{1b}[9B", "6;1"),
    ("\u{1b}[2;4r\u{1b}[6;1H\n", "6;1"), ("\u{1b}[2;4r\u{1b}[1;1H\u{1b}M", "1;1"),
    ("\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;4H\u{1b}[9C", "1;6"),
    ("\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;4H\u{1b}[9D", "1;3"),
    ("\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;2H\u{1b}[9D", "1;1"),
    ("\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;5H\r", "1;3"), ("\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;2H\r", "1;1"),
    ("\u{1b}[?69h\u{1b}[3;6s\t\t", "1;6"),
    // Origin mode counts from the margins.
    ("\u{1b}[2;4r\u{1b}[?6h", "2;1"), ("\u{1b}[2;4r\u{1b}[?6h\u{1b}[2;2H", "3;2"),
    ("\u{1b}[2;4r\u{1b}[?6h\u{1b}[9;9H", "4;9"),
    ("\u{1b}[?69h\u{1b}[2;4r\u{1b}[3;6s\u{1b}[?6h\u{1b}[2;2H", "3;4"),
    ("\u{1b}[3;4r\u{1b}[4;4r\u{1b}[9;2r", "1;1"),
    // Tabs.
    ("\t", "1;9"), ("\t\t\t", "1;10"), ("\u{1b}[1;5H\u{1b}H\r\t", "1;5"), ("\u{1b}[3g\t", "1;10"),
    ("\u{1b}[1;9H\u{1b}[g\r\t", "1;10"), ("\u{1b}[1;10H\u{1b}[Z", "1;9"), ("\u{1b}[2I", "1;10"),
    // Save and restore.
    ("\u{1b}[3;4H\u{1b}7\u{1b}[H\u{1b}8", "3;4"), ("\u{1b}[3;4H\u{1b}[s\u{1b}[H\u{1b}[u", "3;4"),
    ("\u{1b}[3;4H\u{1b}8", "1;1"), ("\u{1b}[3;4H\u{1b}[?1048h\u{1b}[H\u{1b}[?1048l", "3;4"),
    ("\u{1b}[3;4H\u{1b}[?1049h\u{1b}[H\u{1b}[?1049l", "3;4"),
    ("\u{1b}[3;4H\u{1b}7\u{1b}[!p\u{1b}[5;5H\u{1b}8", "1;1"),
    // Reverse wrap needs both modes.
    ("\u{1b}[2;1H\u{1b}[?45h\u{8}", "1;10"), ("\u{1b}[2;1H\u{1b}[?45h\u{1b}[?7l\u{8}", "2;1"),
    ("\u{1b}[2;5r\u{1b}[2;1H\u{1b}[?45h\u{8}", "5;10"),
    // It counts through the whole screen, but for the region's first cell.
    ("\u{1b}[2;5r\u{1b}[2;1H\u{1b}[?45h\u{1b}[4D", "5;10"),
    ("\u{1b}[2;5r\u{1b}[2;3H\u{1b}[?45h\u{1b}[5D", "1;8"),
    ("\u{1b}[1;3H\u{1b}[?45h\u{1b}[15D", "5;8"),
    ("\u{1b}[?69h\u{1b}[3;6s\u{1b}[?45h\u{1b}[3;2H\u{1b}[3D", "2;5"),
    // Margins stay when they are allowed once more.
    ("\u{1b}[?69h\u{1b}[3;6s\u{1b}[?69h\u{1b}[1;4H\u{1b}[9C", "1;6"),
  ]

  @Test("the cursor goes where it is sent", arguments: moves)
  func move(input: String, place: String) {
    let blank = Array(repeating: "          ", count: 6).joined(separator: "/")
    expect(input, on: "", rows: 6, columns: 10, gives: blank, cursor: place)
  }

  private static let wraps: [(String, String, String)] = [
    ("abc", "abc/   ", "1;3"), ("abcd", "abc/d  ", "2;2"), ("abc\rX", "Xbc/   ", "1;2"),
    ("abc\u{8}X", "aXc/   ", "1;3"), ("abc\nX", "abc/  X", "2;3"),
    ("abc\u{1b}[KX", "abX/   ", "1;3"),
    ("abc\u{1b}[mX", "abc/X  ", "2;2"), ("abc\tX", "abc/X  ", "2;2"),
    ("abc\u{1b}[?47hX", "   /X  ", "2;2"), ("abc\u{1b}[?1049hX", "  X/   ", "1;3"),
    ("abc\u{1b}[SX", "   /X  ", "2;2"), ("abc\u{1b}9X", "bc /X  ", "2;2"),
    ("\u{1b}[?7labcdef", "abf/   ", "1;3"), ("abc\u{1b}7\u{1b}[H\u{1b}8X", "abc/X  ", "2;2"),
    ("abcdefg", "def/g  ", "2;2"), ("\u{1b}[4habc\u{1b}[HX", "Xab/   ", "1;2"),
    ("\u{1b}[4habc\u{1b}[1;3HXY", "abX/Y  ", "2;2"),
    ("ab日", "ab /日 ", "2;3"), ("\u{1b}[?7lab日", "a日/   ", "1;3"), ("a日b", "a日/b  ", "2;2"),
  ]

  @Test("a line wraps when the next character comes, not before", arguments: wraps)
  func wrap(input: String, expected: String, place: String) {
    expect(input, on: "", rows: 2, columns: 3, gives: expected, cursor: place)
  }
}
