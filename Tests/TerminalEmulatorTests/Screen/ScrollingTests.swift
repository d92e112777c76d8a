import Testing

@testable import TerminalEmulator

@Suite("Scrolling")
struct ScrollingTests {
  @Test("linefeed at the bottom margin scrolls only the region")
  func linefeedInRegion() {
    expect("\u{1b}[2;3r\u{1b}[3H\n", on: "aaa/bbb/ccc/ddd", gives: "aaa/ccc/   /ddd")
  }

  @Test("what scrolls away at the top is kept, and keeps its line number")
  func scrollback() {
    let terminal = TerminalEmulator(rows: 2, columns: 10)
    terminal.feed("one\r\ntwo\r\nthree\r\nfour")
    expectScreen(terminal, "three     /four      ")
    #expect(terminal.scrollbackCount == 2)
    #expect(terminal.text(ofRow: -1) == "two")
    #expect(terminal.text(ofRow: -2) == "one")
    #expect(terminal.topLineNumber == 2)
  }
}
