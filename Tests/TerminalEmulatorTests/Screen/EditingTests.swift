import Testing

@testable import TerminalEmulator

@Suite("Editing")
struct EditingTests {
  private static let screen = "abcde/fghij/klmno/pqrst"

  private static let edits: [(String, String)] = [
    // Erasing.
    ("\u{1b}[2;3H\u{1b}[J", "abcde/fg   /     /     "),
    ("\u{1b}[2;3H\u{1b}[1J", "     /   ij/klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}[2J", "     /     /     /     "),
    ("\u{1b}[2;3H\u{1b}[3J", "abcde/fghij/klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}[K", "abcde/fg   /klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}[1K", "abcde/   ij/klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}[2K", "abcde/     /klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}[2X", "abcde/fg  j/klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}[99X", "abcde/fg   /klmno/pqrst"),
    // Inserting and deleting.
    ("\u{1b}[2;3H\u{1b}[2@", "abcde/fg  h/klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}[2P", "abcde/fgj  /klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}[99P", "abcde/fg   /klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}[L", "abcde/     /fghij/klmno"),
    ("\u{1b}[2;3H\u{1b}[2M", "abcde/pqrst/     /     "),
    ("\u{1b}[2;3r\u{1b}[2;1H\u{1b}[L", "abcde/     /fghij/pqrst"),
    ("\u{1b}[2;3r\u{1b}[1;1H\u{1b}[L", "abcde/fghij/klmno/pqrst"),
    ("\u{1b}[2;3H\u{1b}['}", "ab cd/fg hi/kl mn/pq rs"),
    ("\u{1b}[2;3H\u{1b}[2'~", "abe  /fgj  /klo  /pqt  "),
    ("\u{1b}[1;1H\u{1b}6", " abcd/ fghi/ klmn/ pqrs"),
    ("\u{1b}[1;5H\u{1b}9", "bcde /ghij /lmno /qrst "),
    // Scrolling, also within margins.
    ("\u{1b}[S", "fghij/klmno/pqrst/     "),
    ("\u{1b}[2T", "     /     /abcde/fghij"),
    ("\u{1b}[99S", "     /     /     /     "),
    ("\u{1b}[2;3r\u{1b}[S", "abcde/klmno/     /pqrst"),
    ("\u{1b}[4H\n", "fghij/klmno/pqrst/     "),
    ("\u{1b}M", "     /abcde/fghij/klmno"),
    ("\u{1b}[?69h\u{1b}[2;4s\u{1b}[S", "aghie/flmnj/kqrso/p   t"),
    ("\u{1b}[?69h\u{1b}[2;4s\u{1b}[T", "a   e/fbcdj/kghio/plmnt"),
    // A zero, and what has more numbers, is highlight tracking's.
    ("\u{1b}[0T", "abcde/fghij/klmno/pqrst"), ("\u{1b}[1;1T", "abcde/fghij/klmno/pqrst"),
    // Outside the margins insert mode has nothing to shift.
    ("\u{1b}[?69h\u{1b}[2;4s\u{1b}[4h\u{1b}[HX", "Xbcde/fghij/klmno/pqrst"),
    ("\u{1b}[?69h\u{1b}[2;4s\u{1b}[4h\u{1b}[1;3HX", "abXce/fghij/klmno/pqrst"),
    ("\u{1b}[?69h\u{1b}[2;4s\u{1b}[2;3H\u{1b}[M", "abcde/flmnj/kqrso/p   t"),
    ("\u{1b}[?69h\u{1b}[2;4s\u{1b}[2;3H\u{1b}[@", "abcde/fg hj/klmno/pqrst"),
    ("\u{1b}[?69h\u{1b}[2;4s\u{1b}[2;3H\u{1b}[P", "abcde/fgi j/klmno/pqrst"),
    ("\u{1b}[?69h\u{1b}[2;4s\u{1b}[2;1H\u{1b}[P", "abcde/fghij/klmno/pqrst"),
    ("\u{1b}[ @", "bcde /ghij /lmno /qrst "), ("\u{1b}[2 A", "  abc/  fgh/  klm/  pqr"),
    // Rectangles.
    ("\u{1b}[2;2;3;4$z", "abcde/f   j/k   o/pqrst"),
    ("\u{1b}[42;2;2;3;4$x", "abcde/f***j/k***o/pqrst"),
    ("\u{1b}[1;1;2;2;1;2;3;1$v", "abcde/fgabj/klfgo/pqrst"),
    ("\u{1b}[1;1;2;2;1;4;5;1$v", "abcde/fghij/klmno/pqrsa"),
    ("\u{1b}[3;3;2;2$z", "abcde/fghij/klmno/pqrst"),
    ("\u{1b}[2;3r\u{1b}[?6h\u{1b}[1;1;1;2$z", "abcde/  hij/klmno/pqrst"),
    ("\u{1b}[42;9;2;9;4$x\u{1b}[2;9;2;9$z", "abcde/fghij/klmno/pqrst"),
    // Printing over, repeating, the pattern.
    ("\u{1b}[2;3HX\u{1b}[2b", "abcde/fgXXX/klmno/pqrst"),
    ("\u{1b}[2;3HX\u{1b}[H\u{1b}[2b", "abcde/fgXij/klmno/pqrst"),
    ("\u{1b}[2;3HX\u{1b}[m\u{1b}[2b", "abcde/fgXij/klmno/pqrst"),
    ("\u{1b}[2;3HX\u{1b}[b\u{1b}[b", "abcde/fgXXj/klmno/pqrst"),
    ("\u{1b}[?69h\u{1b}[2;3s\u{1b}[4;5HXY", "abcde/fghij/klmno/pYrsX"),
    ("\u{1b}#8", "EEEEE/EEEEE/EEEEE/EEEEE"),
    ("\u{1b}c", "     /     /     /     "),
    ("\u{1b}[?1049hxyz\u{1b}[?1049l", "abcde/fghij/klmno/pqrst"),
    ("\u{1b}[?47hxyz", "xyz  /     /     /     "),
    ("\u{1b}(0lqk\u{1b}(Blqk", "┌─┐lq/kghij/klmno/pqrst"),
    ("\u{1b})0\u{e}x\u{f}x\u{1b}*A\u{1b}N##", "│x£#e/fghij/klmno/pqrst"),
    ("\u{1b}(>a\u{1b}(B\u{1b}.F\u{1b}Nbx", "αβxde/fghij/klmno/pqrst"),
  ]

  @Test("sequences edit the screen", arguments: edits)
  func edit(input: String, expected: String) {
    expect(input, on: Self.screen, rows: 4, columns: 5, gives: expected)
  }

  @Test("where national sets are allowed, bytes are characters of the right half")
  func eightBit() {
    let terminal = TerminalEmulator(rows: 1, columns: 9)
    terminal.feed(Array("\u{1b}[?42h\u{1b}(K\u{1b}.A[".utf8) + [0xe4, 0x9b, 0x41])
    terminal.feed("\u{1b}[?42l\u{1b}(Bä")
    #expect(terminal.text(ofRow: 0) == "ÄäAÃ¤")
    terminal.feed("\r\u{1b}*Bä\u{1b}[K")
    #expect(terminal.text(ofRow: 0) == "ä")
  }

  private static let guarded: [(String, String)] = [
    ("\u{1b}[?J", "abc  "), ("\u{1b}[?K", "abc  "), ("\u{1b}[J", "     "), ("\u{1b}[2X", "  cde"),
    ("\u{1b}[1;1;1;5${", "abc  "), ("\u{1b}[1;1;1;5$z", "     "),
  ]

  @Test("DECSCA guards from selective erasure alone", arguments: guarded)
  func selective(input: String, expected: String) {
    expect(
      "\u{1b}[1\"qabc\u{1b}[0\"qde\u{1b}[H" + input, on: "", rows: 1, columns: 5, gives: expected)
  }

  @Test(
    "SPA guards from ordinary erasure",
    arguments: [("\u{1b}[J", "abc  "), ("\u{1b}[K", "abc  "), ("\u{1b}[4X", "abc e")])
  func ecma(input: String, expected: String) {
    expect("\u{1b}Vabc\u{1b}Wde\u{1b}[H" + input, on: "", rows: 1, columns: 5, gives: expected)
  }

  private static let wides: [(String, String)] = [
    ("日本\u{1b}[1;2HX", " X本  "), ("日本\u{1b}[1;1HX", "X 本  "), ("日本\u{1b}[1;3HX", "日X   "),
    ("日本\u{1b}[1;2H\u{1b}[X", "  本  "), ("日本\u{1b}[1;2H\u{1b}[P", " 本   "),
    ("日本\u{1b}[1;2H\u{1b}[@", "   本 "), ("日本x\u{1b}[1;1H\u{1b}[@", " 日本x"),
    ("日本x\u{1b}[1;1H\u{1b}[3@", "   日 "), ("日本\u{1b}[1;2H日", " 日   "),
    ("e\u{301}x", "e\u{301}x    "), ("x\u{1b}[1;1H\u{301}y", "y     "),
    ("👩\u{200d}👧x", "👩\u{200d}👧x   "),
  ]

  @Test("half a wide character never remains", arguments: wides)
  func wide(input: String, expected: String) {
    let terminal = TerminalEmulator(rows: 1, columns: 6)
    terminal.feed(input)
    #expect(
      terminal.text(ofRow: 0).trimmingEnd == expected.trimmingEnd, "\(input.debugDescription)")
  }

  @Test("characters take the columns Unicode gives them")
  func widths() {
    let cases: [(String, Int)] = [
      ("a", 1), ("é", 1), ("日", 2), ("한", 2), ("😀", 2), ("e\u{301}", 1), ("\u{200b}", 0), ("☃", 1),
      ("❤", 1), ("❤\u{fe0f}", 2), ("⌚", 2), ("⌚\u{fe0e}", 1), ("🇫🇷", 2), ("👍🏽", 2), ("©\u{fe0f}", 2),
      ("👨\u{200d}👩\u{200d}👧\u{200d}👦", 2), ("🏴\u{e0067}\u{e0062}\u{e007f}", 2),
      ("\u{1100}\u{1161}", 2),
      ("\u{00ad}", 1), ("Ａ", 2), ("\u{1faff}", 2), ("1\u{fe0f}\u{20e3}", 2), ("\u{feff}", 0),
    ]
    for (text, columns) in cases {
      let terminal = TerminalEmulator(rows: 1, columns: 10)
      terminal.feed(text)
      #expect(terminal.cursor.column == columns, "\(text.unicodeScalars.map(\.value))")
    }
    let terminal = TerminalEmulator(rows: 1, columns: 10)
    terminal.characterWidth.override("☃"..."☃", width: 2)
    terminal.feed("☃")
    #expect(terminal.cursor.column == 2)
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
