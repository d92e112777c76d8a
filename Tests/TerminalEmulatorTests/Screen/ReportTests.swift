import Testing

@testable import TerminalEmulator

@Suite("Reports")
struct ReportTests {
  private static let esc = "\u{1b}"

  private static let questions: [(String, String)] = [
    ("\(esc)[5n", "\(esc)[0n"), ("\(esc)[3;4H\(esc)[6n", "\(esc)[3;4R"),
    ("\(esc)[3;4H\(esc)[?6n", "\(esc)[?3;4;1R"),
    ("\(esc)[2;4r\(esc)[?6h\(esc)[2;2H\(esc)[6n", "\(esc)[2;2R"),
    ("\(esc)[c", "\(esc)[?65;1;2;6;9;15;16;17;18;21;22;28;29c"), ("\(esc)[>c", "\(esc)[>64;379;0c"),
    ("\(esc)[=c", "\(esc)P!|00000000\(esc)\\"), ("\(esc)[>q", "\(esc)P>|umltop(1)\(esc)\\"),
    ("\(esc)[18t", "\(esc)[8;6;10t"), ("\(esc)[14t", "\(esc)[4;96;80t"),
    ("\(esc)[16t", "\(esc)[6;16;8t"), ("\(esc)[8;50;200t\(esc)[18t", "\(esc)[8;6;10t"),
    ("\(esc)[?3h\(esc)[18t", "\(esc)[8;6;10t"),
    ("\(esc)[?40h\(esc)[?3h\(esc)[18t", "\(esc)[8;6;132t"),
    ("\(esc)[?40h\(esc)[?3h\(esc)[8;25;10t\(esc)[18t", "\(esc)[8;6;10t"),
    ("\(esc)[?40h\(esc)[?3h\(esc)[8;25;8t\(esc)[18t", "\(esc)[8;6;10t"),
    ("\(esc)[?40h\(esc)[?3h\(esc)[8;25;40t\(esc)[18t", "\(esc)[8;6;132t"),
    ("\(esc)[?40h\(esc)[?3l\(esc)[8;25;8t\(esc)[18t", "\(esc)[8;6;10t"),
    ("\(esc)[?40h\(esc)[?3l\(esc)[18t", "\(esc)[8;6;80t"),
    ("\(esc)[?40h\(esc)[132$|\(esc)[18t\(esc)c\(esc)[18t", "\(esc)[8;6;132t\(esc)[8;6;10t"),
    ("\(esc)]2;a\u{9b}b\u{7}\(esc)[21t", "\(esc)]lab\(esc)\\"),
    ("\(esc)[3;5;6t\(esc)[13t", "\(esc)[3;5;6t"), ("\(esc)[2t\(esc)[11t", "\(esc)[2t"),
    ("\(esc)]1;icon\u{7}\(esc)[20t", "\(esc)]Licon\(esc)\\"),
    ("\(esc)]2;a\u{7}\(esc)[22t\(esc)]2;b\u{7}\(esc)[23t\(esc)[21t", "\(esc)]la\(esc)\\"),
    ("\(esc)[>0t\(esc)]2;6162\u{7}\(esc)[>1t\(esc)[21t", "\(esc)]l6162\(esc)\\"),
    // Modes.
    ("\(esc)[?7$p", "\(esc)[?7;1$y"), ("\(esc)[?6$p", "\(esc)[?6;2$y"),
    ("\(esc)[4h\(esc)[4$p", "\(esc)[4;1$y"), ("\(esc)[?8$p", "\(esc)[?8;4$y"),
    ("\(esc)[?2026h\(esc)[?2026$p", "\(esc)[?2026;1$y"), ("\(esc)[?9999$p", "\(esc)[?9999;0$y"),
    ("\(esc)[?2004h\(esc)[?2004s\(esc)[?2004l\(esc)[?2004r\(esc)[?2004$p", "\(esc)[?2004;1$y"),
    ("\(esc)[?1000h\(esc)[?1002h\(esc)[?1000$p", "\(esc)[?1000;2$y"),
    // Settings.
    ("\(esc)[1;38;5;9;48;2;1;2;3m\(esc)P$qm\(esc)\\", "\(esc)P1$r0;1;91;48:2::1:2:3m\(esc)\\"),
    ("\(esc)[2;4r\(esc)P$qr\(esc)\\", "\(esc)P1$r2;4r\(esc)\\"),
    ("\(esc)[4 q\(esc)P$q q\(esc)\\", "\(esc)P1$r4 q\(esc)\\"),
    ("\(esc)P$qz\(esc)\\", "\(esc)P0$r\(esc)\\"),
    ("\(esc)P+q436f\(esc)\\", "\(esc)P1+r436f=323536\(esc)\\"),
    ("\(esc)P+q7a7a\(esc)\\", "\(esc)P0+r7a7a\(esc)\\"),
    ("\(esc)P+q\(esc)[6n", "\(esc)[1;1R"),
    // Colours.
    ("\(esc)]4;1;#abc;1;?\(esc)\\", "\(esc)]4;1;rgb:a0a0/b0b0/c0c0\(esc)\\"),
    ("\(esc)]4;17;?\u{7}", "\(esc)]4;17;rgb:0000/0000/5f5f\u{7}"),
    ("\(esc)]10;red\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:ffff/0000/0000\u{7}"),
    ("\(esc)]10;rgbi:0.5/0.5/0.5\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:c1c1/bbbb/bbbb\u{7}"),
    (
      "\(esc)]10;rgbi:0/1/2\u{7}\(esc)]10;rgbi:0/1/0\u{7}\(esc)]10;?\u{7}",
      "\(esc)]10;rgb:0000/ffff/0000\u{7}"
    ),
    ("\(esc)]10;CIEXYZ:.5/.5/.5\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:dddd/b5b5/a0a0\u{7}"),
    ("\(esc)]10;CIExyY:.3/.3/.5\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:d1d1/b6b6/b7b7\u{7}"),
    ("\(esc)]10;CIEuvY:.2/.45/.5\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:d1d1/b6b6/b7b7\u{7}"),
    ("\(esc)]10;CIELab:1/1/1\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:6c6c/6767/6767\u{7}"),
    ("\(esc)]10;CIELuv:1/1/1\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:1616/1414/0e0e\u{7}"),
    ("\(esc)]10;CIELab:50/60/-40\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:7c7c/5050/ffff\u{7}"),
    ("\(esc)]10;TekHVC:1/1/1\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:1a1a/1313/0f0f\u{7}"),
    ("\(esc)]10;TekHVC:-20/50/10\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:9898/7575/8080\u{7}"),
    // What cannot be shown keeps its hue and how bright it is.
    ("\(esc)]10;CIEXYZ:1/1/1\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:ffff/ffff/ffff\u{7}"),
    ("\(esc)]10;CIEuvY:.5/.5/.5\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:ffff/a3a3/aeae\u{7}"),
    ("\(esc)]10;CIExyY:.5/.5/.5\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:f7f7/b3b3/0e0e\u{7}"),
    ("\(esc)]10;CIELuv:.5/.5/.5\u{7}\(esc)]10;?\u{7}", "\(esc)]10;rgb:0e0e/1313/0e0e\u{7}"),
    (
      "\(esc)]10;#abc\u{7}\(esc)]10;TekHVC:0/101/0\u{7}\(esc)]10;?\u{7}",
      "\(esc)]10;rgb:a0a0/b0b0/c0c0\u{7}"
    ),
    ("\(esc)]5;0;#abc\u{7}\(esc)]104;\u{7}\(esc)]5;0;?\u{7}", "\(esc)]5;0;rgb:e5e5/e5e5/e5e5\u{7}"),
    ("\(esc)]11;#123456\u{7}\(esc)]111\u{7}\(esc)]11;?\u{7}", "\(esc)]11;rgb:0000/0000/0000\u{7}"),
    ("\(esc)]5;0;rgb:f/f/0\u{7}\(esc)]4;256;?\u{7}", "\(esc)]4;256;rgb:ffff/ffff/0000\u{7}"),
    // The clipboard is not the guest's to read.
    ("\(esc)]52;c;?\u{7}", ""),
    // Checksums, as test programs ask for them.
    ("ABC\(esc)[7;1;1;1;1;3*y", "\(esc)P7!~00C6\(esc)\\"),
    ("\(esc)[7;1;1;1;1;1*y", "\(esc)P7!~0020\(esc)\\"),
    ("\(esc)[7mA\(esc)[m\(esc)[1;1;1;1${\(esc)[1#y\(esc)[7;1;1;1;1;1*y", "\(esc)P7!~0040\(esc)\\"),
    ("\(esc)[1#y\(esc)[7m\(esc)[1;1;1;1$z\(esc)[7;1;1;1;1;1*y", "\(esc)P7!~0040\(esc)\\"),
    ("\(esc)[7m\(esc)#8A\(esc)[1#y\(esc)[7;1;1;1;1;1*y", "\(esc)P7!~0041\(esc)\\"),
    ("\(esc)[7mA\(esc)[1;1;1;1$t\(esc)[1#y\(esc)[7;1;1;1;1;1*y", "\(esc)P7!~0061\(esc)\\"),
    ("日\(esc)[7;1;1;2;1;2*y", "\(esc)P7!~FFFF\(esc)\\"),
    ("\(esc)[8mA\(esc)[7;1;1;1;1;1*y", "\(esc)P7!~0020\(esc)\\"),
    ("A\(esc)[0#y\(esc)[7;1;1;1;1;1*y", "\(esc)P7!~FFBF\(esc)\\"),
    ("\(esc) G\(esc)[6n", "\u{9b}1;1R"),
    // What later terminals brought is missing at lower levels.
    ("\(esc)[62;1\"p\(esc)[4$p\(esc)[>c", "\(esc)[>1;379;0c"),
    ("\(esc)[61\"p\(esc)[c", "\(esc)[?1;2c"),
    // After VT52 mode the terminal is a VT100.
    ("\(esc)[?2l\(esc)<\(esc) G\(esc)[6n", "\(esc)[1;1R"),
    ("\(esc)[?2l\(esc)<\(esc)P$qr\(esc)\\", ""),
    ("\(esc)[?2027$p", "\(esc)[?2027;3$y"),
    ("\(esc)[2$w", "\(esc)P2$u1/9\(esc)\\"),
    ("\(esc)P2$t3/5/11\(esc)\\\(esc)[2$w", "\(esc)P2$u3/5\(esc)\\"),
    ("\(esc)[1$w", "\(esc)P1$u1;1;1;@;@;@;0;2;@;BBBB\(esc)\\"),
    (
      "\(esc)P1$t3;10;1;I;A;H;1;3;B;BA%50\(esc)\\\(esc)[1$w",
      "\(esc)P1$u3;10;1;I;A;H;1;3;B;BA<0\(esc)\\"
    ),
    (
      "\(esc)[3;4r\(esc)P1$t2;9;1;@;@;A\(esc)\\x\(esc)[1$w",
      "\(esc)P1$u2;10;1;@;@;A;0;2;@;BBBB\(esc)\\"
    ),
    ("\(esc)[?u", ""),
  ]

  @Test("questions are answered", arguments: questions)
  func question(input: String, answer: String) {
    let terminal = TerminalEmulator(rows: 6, columns: 10)
    terminal.feed(input)
    let reply = String(String.UnicodeScalarView(terminal.takeReplies().map { UnicodeScalar($0) }))
    #expect(reply == answer, "\(input.debugDescription)")
  }

  private static let happenings: [(String, [TerminalEvent])] = [
    ("\u{7}", [.bell]), ("\u{1b}]0;hi\u{7}", [.iconTitle("hi"), .title("hi")]),
    ("\u{1b}]2;a\u{202e}b\u{1b}\\", [.title("ab")]),
    ("\u{1b}]52;c;aGVsbG8=\u{7}", [.clipboard(selection: "c", text: Array("hello".utf8))]),
    ("\u{1b}]9;done\u{7}", [.notification(title: "", body: "done")]),
    ("\u{1b}]777;notify;t;b\u{7}", [.notification(title: "t", body: "b")]),
    ("\u{1b}]7;file:///tmp\u{7}", [.workingDirectory("file:///tmp")]),
    ("\u{1b}]133;D;1\u{7}", [.shellMark("D", status: 1)]), ("\u{1b}[?2004h", [.modesChanged]),
    ("\u{1b}]4;1;red\u{7}", [.colorsChanged]), ("\u{1b}[?2004l", []),
  ]

  @Test("the owner hears of what happens", arguments: happenings)
  func happening(input: String, events: [TerminalEvent]) {
    let terminal = TerminalEmulator(rows: 2, columns: 4)
    terminal.feed(input)
    #expect(terminal.takeEvents() == events, "\(input.debugDescription)")
    #expect(terminal.takeEvents() == [])
  }
}
