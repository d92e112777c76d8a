import Testing

@testable import TerminalEmulator

/// What erasing and scrolling do at the edges of lines, margins and the screen.
@Suite("Edges")
struct BoundaryTests {
  private static let wrapping: [(String, String)] = [
    // Undisturbed, what was wrapped is one line.
    ("abcdefg", "abcdefg   /          /          "),
    // Without its end the line ends there.
    ("abcdefg\u{1b}[1;5H\u{1b}[K", "abcd      /fg        /          "),
    // A row that scrolled in between is not the rest of the one above.
    ("abcdefg\u{1b}[2;3r\u{1b}[T", "abcde     /          /fg        "),
  ]

  @Test("a line whose end is erased or moved away goes on no more", arguments: wrapping)
  func wrapped(input: String, expected: String) {
    let terminal = TerminalEmulator(rows: 3, columns: 5)
    terminal.feed(input)
    terminal.resize(rows: 3, columns: 10)
    expectScreen(terminal, expected, input.debugDescription)
  }

  @Test("erasing characters takes a pending wrap back")
  func pendingWrap() {
    let terminal = TerminalEmulator(rows: 2, columns: 5)
    terminal.feed("abcde\u{1b}[XZ")
    expectScreen(terminal, "abcdZ/     ")
  }

  @Test("only what leaves the top of the screen is kept, until it is erased")
  func scrollback() {
    let terminal = TerminalEmulator(rows: 3, columns: 5)
    terminal.feed("a\r\nb\r\nc\u{1b}[2;3r\u{1b}[3H\n\n")
    #expect(terminal.scrollbackCount == 0)
    terminal.feed("\u{1b}[r\u{1b}[3H\n\n")
    #expect(terminal.scrollbackCount == 2)
    terminal.feed("\u{1b}[2J")
    #expect(terminal.scrollbackCount == 2)
    terminal.feed("\u{1b}[3J")
    #expect(terminal.scrollbackCount == 0)
  }

  @Test("what scrolls within left and right margins cuts the wide characters across them")
  func wideAcrossMargin() {
    let terminal = TerminalEmulator(rows: 2, columns: 6, showing: "a日本c/klmnop")
    terminal.feed("\u{1b}[?69h\u{1b}[1;4s\u{1b}[S")
    expectScreen(terminal, "klmn c/    op")
  }

  @Test("the alignment pattern takes the margins away")
  func alignment() {
    let terminal = TerminalEmulator(rows: 3, columns: 3)
    terminal.feed("\u{1b}[2;3r\u{1b}#8\u{1b}M")
    expectScreen(terminal, "   /EEE/EEE")
  }
}
