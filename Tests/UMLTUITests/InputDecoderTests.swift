import Testing

@testable import UMLTUI

@Suite struct InputDecoderTests {
  static let table: [(String, [InputEvent])] = [
    ("a", [.key("a")]),
    ("aé€😀", [.key("a"), .key("é"), .key("€"), .key("😀")]),
    (
      "\r\t\u{7f}\u{2}\u{0}\u{1c}",
      [
        .key(KeyEvent(.enter)), .key(KeyEvent(.tab)), .key(KeyEvent(.backspace)),
        .key(.control("b")), .key(.control(" ")), .key(.control("\\")),
      ]
    ),
    (
      "\u{1b}[A\u{1b}OB\u{1b}[1;5C\u{1b}[1;2D",
      [
        .key(KeyEvent(.up)), .key(KeyEvent(.down)), .key(KeyEvent(.right, .control)),
        .key(KeyEvent(.left, .shift)),
      ]
    ),
    (
      "\u{1b}[5~\u{1b}[6;3~\u{1b}[3~\u{1b}[15~\u{1b}[24;2~",
      [
        .key(KeyEvent(.pageUp)), .key(KeyEvent(.pageDown, .alt)), .key(KeyEvent(.delete)),
        .key(KeyEvent(.function(5))), .key(KeyEvent(.function(12), .shift)),
      ]
    ),
    (
      "\u{1b}OP\u{1b}[[B\u{1b}[Z\u{1b}[a\u{1b}Oa\u{1b}[5^",
      [
        .key(KeyEvent(.function(1))), .key(KeyEvent(.function(2))), .key(KeyEvent(.tab, .shift)),
        .key(KeyEvent(.up, .shift)), .key(KeyEvent(.up, .control)),
        .key(KeyEvent(.pageUp, .control)),
      ]
    ),
    (
      "\u{1b}x\u{1b}\u{1b}[A\u{1b}\r",
      [
        .key(KeyEvent(.character("x"), .alt)), .key(KeyEvent(.up, .alt)),
        .key(KeyEvent(.enter, .alt)),
      ]
    ),
    ("\u{1b}[97;5u\u{1b}[27;5;13~", [.key(.control("a")), .key(KeyEvent(.enter, .control))]),
    (
      "\u{1b}[27;6;65~\u{1b}[E\u{1b}OE",
      [
        .key(KeyEvent(.character("A"), [.shift, .control])), .key(KeyEvent(.begin)),
        .key(KeyEvent(.begin)),
      ]
    ),
    (
      "\u{1b}Op\u{1b}Ok\u{1b}OM",
      [.key(KeyEvent(.keypad("0"))), .key(KeyEvent(.keypad("+"))), .key(KeyEvent(.keypad("\r")))]
    ),
    ("\u{1b}[I\u{1b}[O", [.focus(true), .focus(false)]),
    ("\u{1b}[200~a\u{1b}[Ab\r\u{1b}[201~c", [.paste(Array("a\u{1b}[Ab\r".utf8)), .key("c")]),
    (
      "\u{1b}[<0;3;2M\u{1b}[<0;3;2m\u{1b}[<65;1;1M",
      [
        .mouse(MouseEvent(.press, .left, row: 1, column: 2)),
        .mouse(MouseEvent(.release, .left, row: 1, column: 2)),
        .mouse(MouseEvent(.press, .wheelDown, row: 0, column: 0)),
      ]
    ),
    (
      "\u{1b}[<48;300;200M\u{1b}[<35;1;1M",
      [
        .mouse(MouseEvent(.move, .left, row: 199, column: 299, .control)),
        .mouse(MouseEvent(.move, .none, row: 0, column: 0)),
      ]
    ),
    ("\u{1b}[M !!", [.mouse(MouseEvent(.press, .left, row: 0, column: 0))]),
    // Answers nobody asked for in vain, and things without a name.
    ("\u{1b}[?1;2c\u{1b}[?2026;2$y\u{1b}]11;rgb:0/0/0\u{7}\u{1b}P1+r\u{1b}\\z", [.key("z")]),
    ("\u{1b}[99x", [.unknown(Array("\u{1b}[99x".utf8))]),
  ]

  @Test("sequences become events, in one piece or byte by byte", arguments: table)
  func decodes(text: String, expected: [InputEvent]) {
    var whole = InputDecoder()
    #expect(whole.feed(text.utf8) == expected)
    #expect(!whole.isUndecided)

    var bytewise = InputDecoder()
    #expect(text.utf8.flatMap { bytewise.feed([$0]) } == expected)
  }

  @Test(
    "a lone beginning waits, and is a key when nothing follows",
    arguments: [
      ("\u{1b}", KeyEvent(.escape)), ("\u{1b}[", KeyEvent(.character("["), .alt)),
      ("\u{1b}O", KeyEvent(.character("O"), .alt)), ("\u{1b}]", KeyEvent(.character("]"), .alt)),
      ("\u{1b}\u{1b}", KeyEvent(.escape, .alt)),
    ])
  func waits(text: String, expected: KeyEvent) {
    var decoder = InputDecoder()
    #expect(decoder.feed(text.utf8) == [])
    #expect(decoder.isUndecided)
    #expect(decoder.decide() == [.key(expected)])
    #expect(!decoder.isUndecided)
  }

  @Test("bytes that are no UTF-8 go to the guest as they are")
  func brokenText() {
    var decoder = InputDecoder()
    let events = decoder.feed([0xe9, 0x61, 0xff, 0xc3])
    #expect(events == [.unknown([0xe9]), .key("a"), .unknown([0xff])])
    #expect(decoder.decide() == [.unknown([0xc3])])
  }

  @Test("a long paste comes in pieces that lose nothing")
  func longPaste() {
    let text = String(repeating: "x日", count: 200_000)
    var decoder = InputDecoder()
    var pasted = ""
    for event in decoder.feed(Array("\u{1b}[200~\(text)".utf8))
      + decoder.feed(Array("日".utf8)) + decoder.feed(Array("\u{1b}[201~".utf8))
    {
      if case .paste(let bytes) = event { pasted += String(decoding: bytes, as: UTF8.self) }
    }
    #expect(pasted == text + "日")
  }

  @Test("terminfo's sequences win over the usual ones")
  func terminalKeys() {
    var decoder = InputDecoder(
      terminalKeys: TerminalKeys.table { $0 == "kf1" ? Array("\u{1b}[11~x".utf8) : nil })
    #expect(decoder.feed("\u{1b}[11~x".utf8) == [.key(KeyEvent(.function(1)))])
    // A VT100's sixth function key is the five of its keypad.
    let table = TerminalKeys.table { $0 == "kf6" ? Array("\u{1b}Ou".utf8) : nil }
    #expect(table.isEmpty)
  }
}
