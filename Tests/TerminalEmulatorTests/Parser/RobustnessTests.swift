import Testing

@testable import TerminalEmulator

@Suite("Robustness")
struct RobustnessTests {
  @Test("output may be cut anywhere without a difference", arguments: 0..<40)
  func splitting(seed: Int) {
    var output = RandomOutput(seed: UInt64(5000 + seed))
    let bytes = seed.isMultiple(of: 4) ? output.noise(count: 300) : output.bytes(pieces: 15)
    let whole = TerminalEmulator(rows: 5, columns: 11)
    whole.feed(bytes)
    let expected = whole.describe()
    for cut in 0...bytes.count {
      let split = TerminalEmulator(rows: 5, columns: 11)
      split.feed(Array(bytes[..<cut]))
      split.feed(Array(bytes[cut...]))
      guard split.describe() != expected else { continue }

      Issue.record("seed \(seed) cut \(cut)\n\(differences(split, whole))")
      return
    }
  }

  @Test("no bytes whatever trap, at any size", arguments: 0..<60)
  func noise(seed: Int) {
    var output = RandomOutput(seed: UInt64(9000 + seed))
    let sizes = [(1, 1), (1, 7), (6, 1), (2, 2), (24, 80), (3, 200)]
    let (rows, columns) = sizes[seed % sizes.count]
    let terminal = TerminalEmulator(rows: rows, columns: columns, scrollbackLimit: 50)
    for round in 0..<30 {
      terminal.feed(output.noise(count: 400))
      terminal.feed(output.bytes(pieces: 20))
      if round.isMultiple(of: 5) {
        let (newRows, newColumns) = sizes[(seed + round) % sizes.count]
        terminal.resize(rows: newRows, columns: newColumns)
      }
      _ = terminal.fullText()
      _ = terminal.takeReplies()
    }
    #expect(terminal.scrollbackCount <= 50)
  }

  @Test("sizes are clamped")
  func sizes() {
    let tiny = TerminalEmulator(rows: 0, columns: -5)
    #expect((tiny.rows, tiny.columns) == (1, 1))
    tiny.resize(rows: 1 << 40, columns: 3)
    #expect((tiny.rows, tiny.columns) == (2000, 3))
  }

  @Test(
    "whatever a program repeats without end is held within limits",
    arguments: [
      "\u{1b}[6n", "\u{1b}[c", "\u{7}", "\u{1b}]0;title\u{7}", "\u{1b}[22t",
      "\u{1b}]8;;http://example.org/\u{7}", "\u{1b}[#{", "e\u{301}\u{302}\u{303}", "\u{301}",
      "\u{1b}[38;2;1;2;3mx\r\n", "\u{1b}]4;1;red\u{7}",
    ])
  func repetition(piece: String) {
    let terminal = TerminalEmulator(rows: 4, columns: 10, scrollbackLimit: 20)
    for _ in 0..<20 { terminal.feed(String(repeating: piece, count: 1000)) }
    #expect(terminal.takeReplies().count <= Screen.replyLimit + 100)
    #expect(terminal.takeEvents().count <= Screen.eventLimit)
    #expect(terminal.core.screen.titles.stack.count <= Titles.stackLimit)
    #expect(terminal.core.screen.graphemes.count < 100)
  }

  @Test("a string without end is swallowed, and its memory given back")
  func endlessStrings() {
    let terminal = TerminalEmulator(rows: 2, columns: 10)
    for opening in ["\u{1b}]2;", "\u{1b}P$q", "\u{1b}_", "\u{1b}X", "\u{1b}^"] {
      terminal.feed(opening)
      for _ in 0..<50 { terminal.feed(String(repeating: "z", count: 20_000)) }
      #expect(terminal.core.parser.string.count <= VTParser.stringLimit)
      terminal.feed("\u{1b}\\")
    }
    terminal.feed("ok")
    expectScreen(terminal, "ok        /          ")
    #expect(terminal.title == "")
  }

  @Test("styles and graphemes that nobody uses any more make room for others")
  func collection() {
    let terminal = TerminalEmulator(rows: 3, columns: 20, scrollbackLimit: 100)
    for red in 0..<256 {
      for green in stride(from: 0, to: 256, by: 4) {
        terminal.feed("\u{1b}[38;2;\(red);\(green);7mx")
      }
    }
    #expect(terminal.core.screen.styles.styles.count <= 5000)
    for base in 0x4e00..<0x8000 {
      terminal.feed(String(UnicodeScalar(UInt32(base)).map(String.init) ?? "") + "\u{301}")
    }
    #expect(terminal.core.screen.graphemes.count <= 5000)
  }

  @Test("a line of history costs about its text")
  func historySize() {
    let terminal = TerminalEmulator(rows: 10, columns: 80, scrollbackLimit: 5000)
    let line = String(repeating: "0123456789", count: 8)
    for _ in 0..<6000 { terminal.feed(line + "\r\n") }
    #expect(terminal.scrollbackCount == 5000)
    #expect(terminal.core.screen.scrollback.byteCount / 5000 <= 150)
  }
}
