import Testing

@testable import TerminalEmulator

@Suite("Styles and damage")
struct StyleTests {
  private static let styles: [(String, String)] = [
    ("", "0"), ("1;3;4;5;7;8;9;53", "0;1;3;5;7;8;9;53;4"), ("1;22", "0"), ("2;22", "0"),
    ("4;24", "0"),
    ("21", "0;21"), ("4:3", "0;4:3"), ("4:0", "0"), ("31;42", "0;31;42"), ("91;102", "0;91;102"),
    ("38;5;200", "0;38:5:200"), ("38;2;1;2;3;1", "0;1;38:2::1:2:3"),
    ("38:2:1:2:3", "0;38:2::1:2:3"),
    ("38:2::1:2:3", "0;38:2::1:2:3"), ("38:5:9", "0;91"), ("48:5:3;4", "0;4;43"),
    ("58:5:3", "0;58:5:3"),
    ("58;2;9;8;7", "0;58:2::9:8:7"), ("38;5;300", "0"), ("38;2;1;2", "0"), ("31;39;41;49", "0"),
    ("1;0;4", "0;4"), ("1;;4", "0;4"), ("999;1", "0;1"), ("38;9;1", "0;1"), ("5;25;6", "0;5"),
    ("7;27;8;28;9;29;53;55;3;23", "0"),
  ]

  @Test("SGR sets the pen", arguments: styles)
  func pen(numbers: String, expected: String) {
    let terminal = TerminalEmulator(rows: 1, columns: 4)
    terminal.feed("\u{1b}[\(numbers)mx")
    let cell = terminal.withRow(0) { $0[0] } ?? .blank
    #expect(terminal.style(of: cell).graphicsText == expected, "\(numbers)")
  }

  @Test("erasing leaves the pen's background")
  func backgroundErase() {
    let terminal = TerminalEmulator(rows: 2, columns: 4)
    terminal.feed("\u{1b}[1;44m\u{1b}[K\u{1b}[2H\n")
    for row in 0..<2 {
      let cell = terminal.withRow(row) { $0[2] } ?? .blank
      #expect(terminal.style(of: cell).background == (row == 1 ? .indexed(4) : .standard))
      #expect(!terminal.style(of: cell).isBold)
    }
  }

  @Test("links know where they lead")
  func links() {
    let terminal = TerminalEmulator(rows: 1, columns: 4)
    terminal.feed("\u{1b}]8;id=1;http://a.example/\u{7}x\u{1b}[my\u{1b}]8;;\u{7}z")
    let links = (0..<3).map { column in
      let cell = terminal.withRow(0) { $0[column] } ?? .blank
      return terminal.hyperlink(terminal.style(of: cell).hyperlink)
    }
    #expect(links == ["http://a.example/", "http://a.example/", nil])
  }

  private static let damages: [(String, Int, [Int])] = [
    ("", 0, []), ("x", 0, [0]), ("\u{1b}[3;1Hx\u{1b}[1;1Hy", 0, [0, 2]),
    ("\u{1b}[4;1H\n\n", 2, [2, 3]),
    ("\u{1b}[2;3r\u{1b}[3;1H\n", 0, [1, 2]), ("\u{1b}[2J", 0, [0]),
    ("\u{1b}[4;1H\n\n\n\n\n\n", 4, [0, 1, 2, 3]),
    ("\u{1b}[?1049h", 0, [0, 1, 2, 3]),
  ]

  @Test("only what changed is to be drawn", arguments: damages)
  func damage(input: String, scrolled: Int, rows: [Int]) {
    let terminal = TerminalEmulator(rows: 4, columns: 4)
    terminal.feed("abc\u{1b}[H")
    _ = terminal.takeDamage()
    terminal.feed(input)
    let damage = terminal.takeDamage()
    #expect(damage.scrolledRows == scrolled, "\(input.debugDescription)")
    #expect(damage.rows == rows, "\(input.debugDescription)")
    #expect(terminal.takeDamage().isEmpty)
  }
}
