import Testing

@testable import TerminalEmulator

/// What xterm does with lines of double width and height.
@Suite("Line sizes")
struct LineSizeTests {
  private static let double = "\u{1b}#6"
  /// Input for a screen of eight columns, what is seen then, and the cursor.
  private static let cases: [(String, String, String)] = [
    ("\(double)abcdef", "abcd    /ef      /        ", "2;3"),
    ("\(double)abcd", "abcd    /        /        ", "1;4"),
    ("abcdefgh\u{1b}[H\(double)", "abcd    /        /        ", "1;1"),
    ("abcdefgh\u{1b}[H\(double)\u{1b}#5", "abcdefgh/        /        ", "1;1"),
    ("\(double)\u{1b}[99C", "        /        /        ", "1;4"),
    ("\(double)\t", "        /        /        ", "1;4"),
    // Beyond its end one can get, but not print.
    ("\(double)\u{1b}[1;7Hxy", "        /        /        ", "1;7"),
    ("\u{1b}[1;7H\(double)", "        /        /        ", "1;5"),
    ("\(double)\u{1b}[?7labcdef", "abcf    /        /        ", "1;4"),
    ("\(double)abc世", "abc     /世      /        ", "2;3"),
    // Inserting and deleting move all cells, seen or not.
    ("\(double)abcd\r\u{1b}[2@\u{1b}#5", "  abcd  /        /        ", "1;1"),
    ("\u{1b}[?69h\(double)\u{1b}[99C", "        /        /        ", "1;8"),
    ("\(double)\u{1b}[?69h\u{1b}[99C", "        /        /        ", "1;8"),
  ]

  @Test("a double line has half as many columns", arguments: cases)
  func columns(input: String, picture: String, cursor: String) {
    expect(input, on: "", rows: 3, columns: 8, gives: picture, cursor: cursor)
  }

  /// Input, and the sizes of the three rows after it.
  private static let fates: [(String, [LineSize])] = [
    ("#3a\r\n\u{1b}#4b", [.upperHalf, .lowerHalf, .single]),
    ("#6\u{1b}[L", [.single, .doubleWidth, .single]),
    ("#6\r\n\u{1b}#3\u{1b}[H\u{1b}[M", [.upperHalf, .single, .single]),
    ("#6\u{1b}[2K", [.doubleWidth, .single, .single]),
    ("#6\u{1b}[J", [.single, .single, .single]),
    ("#6a\u{1b}[J", [.doubleWidth, .single, .single]),
    ("#6\r\n\u{1b}#6\u{1b}[J", [.doubleWidth, .doubleWidth, .single]),
    ("#6\r\n\u{1b}#6\u{1b}[1J", [.single, .doubleWidth, .single]),
    ("#6ab\u{1b}[2J", [.single, .single, .single]),
    ("#6\u{1b}Vx\u{1b}[2J", [.doubleWidth, .single, .single]),
    ("#6\u{1b}#8", [.single, .single, .single]),
    ("#6\u{1b}c", [.single, .single, .single]),
    ("#6\u{1b}[!p", [.doubleWidth, .single, .single]),
    ("#6\u{1b}[?1049h", [.single, .single, .single]),
    ("#6\u{1b}[?1049h\u{1b}[?1049l", [.doubleWidth, .single, .single]),
  ]

  @Test("sizes go with their rows, and end with them", arguments: fates)
  func fate(input: String, sizes: [LineSize]) {
    let terminal = TerminalEmulator(rows: 3, columns: 8)
    terminal.feed("\u{1b}\(input)")
    #expect((0..<3).map { terminal.lineSize(ofRow: $0) } == sizes)
  }

  @Test("history keeps sizes, through changes of width, too")
  func history() {
    let terminal = TerminalEmulator(rows: 2, columns: 8)
    terminal.feed("\u{1b}#6abcd\r\nwrapping text\r\n\r\n")
    #expect(terminal.lineSize(ofRow: -3) == .doubleWidth)
    terminal.resize(rows: 2, columns: 4)
    #expect(terminal.lineSize(ofRow: -terminal.scrollbackCount) == .doubleWidth)
    #expect(terminal.text(ofRow: -terminal.scrollbackCount) == "ab")
    terminal.resize(rows: 2, columns: 20)
    #expect(terminal.fullText() == "abcd\nwrapping text\n\n\n")
  }
}
