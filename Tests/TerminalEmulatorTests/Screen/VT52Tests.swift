import Testing

@testable import TerminalEmulator

@Suite("VT52 mode")
struct VT52Tests {
  private static let scenes: [(input: String, expected: String, cursor: String)] = [
    ("\u{1b}Y!\"X", "abc/deX/ghi", "2;3"), ("\u{1b}YzzX", "abc/def/ghX", "3;3"),
    ("\u{1b}Y\"!\u{1b}AX", "abc/dXf/ghi", "2;3"), ("\u{1b}AX", "Xbc/def/ghi", "1;2"),
    ("\u{1b}C\u{1b}BX", "abc/dXf/ghi", "2;3"), ("\u{1b}C\u{1b}DX", "Xbc/def/ghi", "1;2"),
    ("\u{1b}C\u{1b}B\u{1b}HX", "Xbc/def/ghi", "1;2"), ("\u{1b}IX", "X  /abc/def", "1;2"),
    ("\u{1b}Y!!\u{1b}J", "abc/d  /   ", "2;2"), ("\u{1b}Y!!\u{1b}K", "abc/d  /ghi", "2;2"),
    ("\u{1b}Fq\u{1b}Gq", "─qc/def/ghi", "1;3"),
    // Controls act in the middle, and an escape begins anew.
    ("\u{1b}Y!\n\"X", "abc/deX/ghi", "2;3"), ("\u{1b}\u{1b}BX", "abc/Xef/ghi", "2;2"),
    // What came later is text here, after an escape that means nothing.
    ("\u{1b}[2C", "2Cc/def/ghi", "1;3"),
    ("\u{1b}<\u{1b}[2CX", "abX/def/ghi", "1;3"),
  ]

  @Test("a VT52's sequences are obeyed, and no others", arguments: scenes)
  func scene(input: String, expected: String, cursor: String) {
    expect(
      "\u{1b}[?2l" + input, on: "abc/def/ghi", rows: 3, columns: 3, gives: expected,
      cursor: cursor)
  }

  @Test("it says what it is, and ends with the character sets as they were")
  func identity() {
    let terminal = TerminalEmulator(rows: 2, columns: 4)
    terminal.feed("\u{1b}(0\u{1b}[?2lq\u{1b}Z\u{1b}<q")
    #expect(String(decoding: terminal.takeReplies(), as: UTF8.self) == "\u{1b}/Z")
    expectScreen(terminal, "q─  /    ")
  }

  private static let keys: [(KeyInput, String, String)] = [
    (.up, "", "\u{1b}A"), (.left, "\u{1b}[?1h", "\u{1b}D"), (.function(1), "", "\u{1b}P"),
    (.keypad("5"), "", "5"), (.keypad("5"), "\u{1b}=", "\u{1b}?u"),
    (.keypad("\r"), "\u{1b}=", "\u{1b}?M"),
  ]

  @Test("keys send a VT52's sequences", arguments: keys)
  func key(key: KeyInput, before: String, expected: String) {
    let terminal = TerminalEmulator(rows: 2, columns: 4)
    terminal.feed(before + "\u{1b}[?2l")
    let bytes = KeyEncoder.encode(key, [], terminal.modes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected, "\(key)")
  }

  @Test("a snapshot of it goes on as it would", arguments: ["", "\u{1b}F", "\u{1b}Y!", "\u{e}"])
  func snapshot(begun: String) {
    let terminal = TerminalEmulator(rows: 3, columns: 4)
    terminal.feed("\u{1b})0ab\u{1b}[?2l" + begun)
    let copy = TerminalEmulator(rows: 3, columns: 4)
    copy.feed(terminal.snapshot())
    #expect(differences(copy, terminal) == "")
    for rest in ["\"x\u{1b}<q\u{e}q"] {
      terminal.feed(rest)
      copy.feed(rest)
    }
    #expect(differences(copy, terminal) == "")
  }
}
