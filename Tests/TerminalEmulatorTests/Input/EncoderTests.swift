import Testing

@testable import TerminalEmulator

/// The modes that some output leaves behind.
private func modes(_ output: String) -> TerminalModes {
  let terminal = TerminalEmulator(rows: 2, columns: 2)
  terminal.feed(output)
  return terminal.modes
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

@Suite("Encoders")
struct EncoderTests {
  private static let keys: [(KeyInput, KeyModifiers, String, String)] = [
    (.text("a"), [], "", "a"), (.text("é"), [], "", "é"), (.text("A"), .shift, "", "A"),
    (.text("c"), .control, "", "\u{3}"), (.text("C"), [.control, .shift], "", "\u{3}"),
    (.text(" "), .control, "", "\0"), (.text("["), .control, "", "\u{1b}"),
    (.text("?"), .control, "", "\u{7f}"), (.text("x"), .alt, "", "\u{1b}x"),
    (.text("x"), [.alt, .control], "", "\u{1b}\u{18}"),
    (.up, [], "", "\u{1b}[A"), (.up, [], "\u{1b}[?1h", "\u{1b}OA"),
    (.left, .control, "\u{1b}[?1h", "\u{1b}[1;5D"), (.end, [], "", "\u{1b}[F"),
    (.home, .shift, "", "\u{1b}[1;2H"), (.delete, [], "", "\u{1b}[3~"),
    (.pageUp, .alt, "", "\u{1b}[5;3~"), (.insert, [], "", "\u{1b}[2~"),
    (.function(1), [], "", "\u{1b}OP"), (.function(4), .shift, "", "\u{1b}[1;2S"),
    (.function(5), [], "", "\u{1b}[15~"), (.function(12), .control, "", "\u{1b}[24;5~"),
    (.function(13), [], "", "\u{1b}[1;2P"), (.function(25), [], "", "\u{1b}[1;5P"),
    (.function(0), [], "", ""), (.enter, [], "", "\r"), (.enter, [], "\u{1b}[20h", "\r\n"),
    (.enter, .alt, "", "\u{1b}\r"), (.tab, [], "", "\t"), (.tab, .shift, "", "\u{1b}[Z"),
    (.escape, [], "", "\u{1b}"), (.backspace, [], "", "\u{7f}"),
    (.backspace, [], "\u{1b}[?67h", "\u{8}"), (.backspace, .control, "", "\u{8}"),
    (.keypad("5"), [], "", "5"), (.keypad("5"), [], "\u{1b}=", "\u{1b}Ou"),
    (.keypad("\r"), [], "", "\r"), (.keypad("\r"), [], "\u{1b}=", "\u{1b}OM"),
    (.text("1"), .control, "\u{1b}[>4;1m", "\u{1b}[27;5;49~"),
    (.text("c"), .control, "\u{1b}[>4;1m", "\u{3}"),
    (.text("c"), .control, "\u{1b}[>4;2m", "\u{1b}[27;5;99~"),
    (.enter, .control, "\u{1b}[>4;2m", "\u{1b}[27;5;13~"),
    (.text("A"), .shift, "\u{1b}[>4;2m", "\u{1b}[27;2;65~"), (.text("A"), .shift, "", "A"),
    (.text("A"), [.shift, .control], "\u{1b}[>4;2m", "\u{1b}[27;6;65~"),
    (.begin, [], "", "\u{1b}[E"), (.begin, [], "\u{1b}[?1h", "\u{1b}OE"),
    (.text("a"), [], "\u{1b}[2h", ""),
  ]

  @Test("keys are sent as xterm sends them", arguments: keys)
  func keyTable(key: KeyInput, modifiers: KeyModifiers, output: String, expected: String) {
    let bytes = KeyEncoder.encode(key, modifiers, modes(output))
    #expect(text(bytes) == expected, "\(key) \(modifiers) \(output.debugDescription)")
  }

  private static let mouse: [(MouseInput, String, String)] = [
    (MouseInput(.press, .left, row: 0, column: 0), "", ""),
    (MouseInput(.press, .left, row: 0, column: 0), "\u{1b}[?9h", "\u{1b}[M !!"),
    (MouseInput(.release, .left, row: 0, column: 0), "\u{1b}[?9h", ""),
    (MouseInput(.press, .right, row: 1, column: 4), "\u{1b}[?1000h", "\u{1b}[M\"%\""),
    (MouseInput(.release, .right, row: 1, column: 4), "\u{1b}[?1000h", "\u{1b}[M#%\""),
    (MouseInput(.motion, .left, row: 1, column: 4), "\u{1b}[?1000h", ""),
    (MouseInput(.motion, .left, row: 1, column: 4), "\u{1b}[?1002;1006h", "\u{1b}[<32;5;2M"),
    (MouseInput(.motion, .none, row: 1, column: 4), "\u{1b}[?1002;1006h", ""),
    (MouseInput(.motion, .none, row: 1, column: 4), "\u{1b}[?1003;1006h", "\u{1b}[<35;5;2M"),
    (MouseInput(.release, .middle, row: 9, column: 299), "\u{1b}[?1000;1006h", "\u{1b}[<1;300;10m"),
    (MouseInput(.press, .left, row: 9, column: 299), "\u{1b}[?1000h", ""),
    (MouseInput(.press, .left, row: 9, column: 299), "\u{1b}[?1000;1005h", "\u{1b}[M \u{14c}*"),
    (MouseInput(.press, .left, row: 9, column: 299), "\u{1b}[?1000;1015h", "\u{1b}[32;300;10M"),
    (
      MouseInput(.press, .wheelUp, row: 0, column: 0, modifiers: [.control, .shift]),
      "\u{1b}[?1000;1006h", "\u{1b}[<84;1;1M"
    ),
    (MouseInput(.release, .wheelUp, row: 0, column: 0), "\u{1b}[?1000;1006h", ""),
    (MouseInput(.press, .wheelUp, row: 0, column: 0), "\u{1b}[?1049h", "\u{1b}[A\u{1b}[A\u{1b}[A"),
    (MouseInput(.press, .wheelDown, row: 0, column: 0), "\u{1b}[?1007l\u{1b}[?1049h", ""),
    (MouseInput(.press, .left, row: 0, column: 0), "\u{1b}[?1000h\u{1b}[?1000l", ""),
  ]

  @Test("the mouse is reported as far as the program has asked", arguments: mouse)
  func mouseTable(event: MouseInput, output: String, expected: String) {
    let bytes = MouseEncoder.encode(event, modes(output))
    #expect(text(bytes) == expected, "\(event) \(output.debugDescription)")
  }

  @Test("pixels are reported where they are known, else the middle of the cell")
  func pixels() {
    var event = MouseInput(.press, .left, row: 2, column: 1)
    #expect(text(MouseEncoder.encode(event, modes("\u{1b}[?1000;1016h"))) == "\u{1b}[<0;12;40M")
    event.pixel = (10, 20)
    #expect(text(MouseEncoder.encode(event, modes("\u{1b}[?1000;1016h"))) == "\u{1b}[<0;11;21M")
  }

  @Test(
    "a paste types text and presses no keys",
    arguments: [
      ("ls\nrm", false, "ls\rrm"), ("a\r\nb", false, "a\rb"), ("tab\there", false, "tab\there"),
      ("x\u{1b}[201~rm\n", true, "\u{1b}[200~x[201~rm\r\u{1b}[201~"),
      ("a\u{3}b\u{9b}c\u{7f}", false, "abc"), ("日本", true, "\u{1b}[200~日本\u{1b}[201~"),
    ])
  func paste(pasted: String, isBracketed: Bool, expected: String) {
    #expect(text(PasteEncoder.encode(pasted, bracketed: isBracketed)) == expected)
  }

  @Test("focus is told to those who ask")
  func focus() {
    #expect(text(KeyEncoder.encode(focused: true, modes(""))) == "")
    #expect(text(KeyEncoder.encode(focused: true, modes("\u{1b}[?1004h"))) == "\u{1b}[I")
    #expect(text(KeyEncoder.encode(focused: false, modes("\u{1b}[?1004h"))) == "\u{1b}[O")
  }
}
