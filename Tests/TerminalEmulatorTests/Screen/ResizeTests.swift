import TestSupport
import Testing

@testable import TerminalEmulator

@Suite("Resize")
struct ResizeTests {
  @Test("wrapped lines are wrapped anew, and come back as they were")
  func reflow() {
    let terminal = TerminalEmulator(rows: 4, columns: 6)
    terminal.feed("abcdefghij\r\nxy")
    expectScreen(terminal, "abcdef/ghij  /xy    /      ")
    terminal.resize(rows: 4, columns: 4)
    expectScreen(terminal, "abcd/efgh/ij  /xy  ")
    #expect(terminal.cursor.row == 3 && terminal.cursor.column == 2)
    terminal.resize(rows: 4, columns: 12)
    expectScreen(terminal, "abcdefghij  /xy          /            /            ")
    #expect(terminal.cursor.row == 1 && terminal.cursor.column == 2)
    terminal.feed("z")
    #expect(terminal.text(ofRow: 1) == "xyz")
  }

  @Test("a line that reaches into history is put together again")
  func reflowAcrossHistory() {
    let terminal = TerminalEmulator(rows: 2, columns: 4)
    terminal.feed("one\r\nabcdefghijkl")
    expectScreen(terminal, "efgh/ijkl")
    #expect(terminal.text(ofRow: -1) == "abcd")
    terminal.resize(rows: 2, columns: 12)
    expectScreen(terminal, "one         /abcdefghijkl")
    #expect(terminal.scrollbackCount == 0)
    terminal.resize(rows: 2, columns: 3)
    expectScreen(terminal, "ghi/jkl")
    #expect(terminal.text(ofRow: -1) == "def")
    #expect(terminal.fullText() == "one\nabcdefghijkl\n")
  }

  @Test("history is cut to the new width when somebody looks")
  func history() {
    let terminal = TerminalEmulator(rows: 2, columns: 10)
    for number in 0..<50 { terminal.feed("line \(number)...\r\n") }
    let before = terminal.fullText()
    terminal.resize(rows: 2, columns: 5)
    #expect(terminal.core.screen.scrollback.pendingWidth == 5)
    #expect(terminal.fullText() == before)
    #expect(terminal.text(ofRow: -terminal.scrollbackCount) == "line")
    terminal.resize(rows: 2, columns: 80)
    #expect(terminal.fullText() == before)
  }

  @Test("a taller screen shows history again, a lower one hides the top")
  func heights() {
    let terminal = TerminalEmulator(rows: 3, columns: 5)
    terminal.feed("1\r\n2\r\n3\r\n4\r\n5")
    terminal.resize(rows: 2, columns: 5)
    expectScreen(terminal, "4    /5    ")
    terminal.resize(rows: 4, columns: 5)
    expectScreen(terminal, "2    /3    /4    /5    ")
    #expect(terminal.cursor.row == 3)
    terminal.resize(rows: 9, columns: 5)
    #expect(terminal.scrollbackCount == 0)
    #expect(terminal.cursor.row == 4)
  }

  @Test("blank rows below the text are not filled with history")
  func blanksBelow() {
    let terminal = TerminalEmulator(rows: 4, columns: 5)
    terminal.feed("1\r\n2\r\n3\r\n4\r\n5\r\n6\u{1b}[H\u{1b}[Jtop")
    terminal.resize(rows: 4, columns: 8)
    expectScreen(terminal, "top     /        /        /        ")
    terminal.resize(rows: 2, columns: 8)
    expectScreen(terminal, "top     /        ")
  }

  @Test("wide characters are never cut")
  func wide() {
    let terminal = TerminalEmulator(rows: 4, columns: 6)
    terminal.feed("日本語日本")
    expectScreen(terminal, "日本語/日本  /      /      ")
    terminal.resize(rows: 4, columns: 5)
    expectScreen(terminal, "日本 /語日 /本   /     ")
    terminal.resize(rows: 4, columns: 1)
    #expect(terminal.columns == 1)
    terminal.resize(rows: 4, columns: 6)
    #expect(terminal.rows == 4)
  }

  @Test("the alternate screen is cut, and the main one behind it reflows")
  func alternate() {
    let terminal = TerminalEmulator(rows: 3, columns: 6)
    terminal.feed("abcdefgh\u{1b}[?1049h\u{1b}[Halternate")
    terminal.resize(rows: 3, columns: 4)
    expectScreen(terminal, "alte/ate /    ")
    terminal.feed("\u{1b}[?1049l")
    expectScreen(terminal, "abcd/efgh/    ")
    terminal.feed("!")
    expectScreen(terminal, "abcd/efgh/!   ")
  }

  @Test("margins go, tab stops of new columns come")
  func settings() {
    let terminal = TerminalEmulator(rows: 5, columns: 10)
    terminal.feed("\u{1b}[2;3r\u{1b}[3g")
    terminal.resize(rows: 5, columns: 30)
    terminal.feed("\t1\t2\u{1b}[5H\n")
    #expect(terminal.text(ofRow: 0) == "")
    terminal.feed("\u{1b}[H\t1\t2")
    #expect(terminal.text(ofRow: 0) == "                1       2")
  }

  @Test("no sequence of sizes loses text", arguments: 0..<40)
  func anySizes(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let terminal = TerminalEmulator(rows: 8, columns: 20, scrollbackLimit: 100_000)
    var expected = ""
    for number in 0..<40 {
      let length = Int.random(in: 0...70, using: &generator)
      let words = number.isMultiple(of: 5) ? "日本語 text \(number) " : "line \(number) abc "
      let line = String(String(repeating: words, count: 8).prefix(length)).trimmed
      terminal.feed(line + "\r\n")
      expected += line + "\n"
      guard number.isMultiple(of: 3) else { continue }

      terminal.resize(
        rows: Int.random(in: 1...12, using: &generator),
        columns: Int.random(in: 2...50, using: &generator))
    }
    let (actual, should) = (terminal.fullText().trimmed, expected.trimmed)
    let pairs = zip(actual.split(separator: "\n"), should.split(separator: "\n"))
    let first = pairs.first { $0 != $1 }
    #expect(actual == should, "seed \(seed) is \(String(describing: first))")
  }

  @Test("a resized terminal still makes an equal snapshot", arguments: 0..<40)
  func snapshots(seed: Int) {
    var output = RandomOutput(seed: UInt64(20_000 + seed))
    var generator = SeededGenerator(seed: UInt64(seed))
    let terminal = TerminalEmulator(rows: 6, columns: 20)
    for _ in 0..<8 {
      terminal.feed(output.bytes(pieces: 12))
      terminal.resize(
        rows: Int.random(in: 1...10, using: &generator),
        columns: Int.random(in: 2...30, using: &generator))
      let copy = TerminalEmulator(rows: terminal.rows, columns: terminal.columns)
      copy.feed(terminal.snapshot())
      let difference = differences(copy, terminal)
      #expect(difference.isEmpty, "seed \(seed)\n\(difference)")
      guard difference.isEmpty else { return }
    }
  }
}

extension String {
  /// Without spaces and line ends at the end.
  fileprivate var trimmed: String {
    var text = self[...]
    while let last = text.last, last == " " || last == "\n" { text.removeLast() }
    return String(text)
  }
}
