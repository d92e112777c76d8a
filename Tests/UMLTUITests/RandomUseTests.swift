import TestSupport
import Testing

@testable import UMLTUI

@Suite struct RandomUseTests {
  private static let keys: [KeyEvent] =
    KeyMap().bindings.flatMap(\.keys)
    + ["y", "v", "k", "/", "é", "世"]
    + [KeyEvent(.enter), KeyEvent(.escape), KeyEvent(.backspace), KeyEvent(.home), KeyEvent(.end)]

  private static let outputs = [
    "text\r\n", "\u{1b}[2J\u{1b}[H", "\u{1b}[?1049h", "\u{1b}[?1049l", "\u{1b}[?1002;1006h", "世界",
    "\u{1b}[?25l", "\u{1b}[31;44m", "\u{7}", "\u{1b}]2;name\u{7}", "👩\u{200d}🚀", "\u{1b}[?2026h",
  ]

  private func step(_ stage: Stage, _ dice: inout SeededGenerator) {
    stage.now += Int64(dice.number(0...300))
    switch dice.number(0...9) {
    case 0...4:
      if Bool.random(using: &dice) { stage.press(.control("b")) }
      stage.press(Self.keys.randomElement(using: &dice) ?? "x")
    case 5:
      let action = [MouseEvent.Action.press, .release, .move].randomElement(using: &dice)
      let button = [MouseEvent.Button.left, .middle, .right, .none, .wheelUp, .wheelDown]
        .randomElement(using: &dice)
      stage.mouse(action ?? .press, button ?? .left, dice.number(0...40), dice.number(0...120))
    case 6:
      stage.workspace.resize(rows: dice.number(0...40), columns: dice.number(0...120))
      if Bool.random(using: &dice) { stage.acceptSizes() }
    case 7:
      let event = [
        PaneSourceEvent.state(.halted(1)), .state(.running), .disconnected, .refused("no"),
        .lines([]), .lines([LineFacts(name: "con0"), LineFacts(name: "con1", title: "t\u{1b}")]),
        .snapshot(line: "con0", rows: 3, columns: 5, topLine: 0, bytes: Array("snap".utf8)),
        .resized(line: "con0", rows: 1, columns: 1), .notice("something"),
      ].randomElement(using: &dice)
      stage.report(event ?? .disconnected, Bool.random(using: &dice) ? "left" : "right")
    case 8: stage.workspace.handle(.paste([0x1b, 0x5b, 0x41, 0xff]), now: stage.now)
    default:
      for _ in 0..<dice.number(1...8) {
        stage.print(
          Self.outputs.randomElement(using: &dice) ?? "",
          Bool.random(using: &dice) ? "left" : "right")
      }
    }
  }

  @Test("whatever one does in whatever order, every frame can be drawn", arguments: 1...6)
  func neverTraps(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let stage = Stage(options: .init())
    let target = TextTarget(rows: stage.workspace.rows, columns: stage.workspace.columns)
    let painter = FramePainter(target)
    for _ in 0..<150 {
      step(stage, &dice)
      let workspace = stage.workspace
      if target.rows != workspace.rows || target.columns != workspace.columns {
        painter.resize(rows: workspace.rows, columns: workspace.columns)
      }
      painter.paint(workspace)
      guard target.shown.text == stage.text else {
        Issue.record("shown:\n\(target.shown.text)\ninstead of:\n\(stage.text)")
        return
      }
      if let cursor = target.shown.cursor {
        #expect(cursor.row < workspace.rows && cursor.column < workspace.columns)
      }
      if workspace.tabs.isEmpty { stage.boot("left", ["con0", "con1"]) }
    }
  }

  @Test("random bytes are decoded without loss of place, however they are cut", arguments: 1...8)
  func decoderNeverTraps(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let alphabet = Array("\u{1b}[]O<>?;019~MmRuIPA$^ \u{7}\u{7f}é世".utf8) + [0x80, 0xff, 0xc3]
    for _ in 0..<100 {
      let bytes = (0..<dice.number(1...40)).map { _ in
        alphabet.randomElement(using: &dice) ?? 0
      }
      var whole = InputDecoder()
      let events = whole.feed(bytes) + whole.decide()
      var cut = InputDecoder()
      let pieces = bytes.flatMap { cut.feed([$0]) } + cut.decide()
      #expect(events == pieces)
    }
  }
}

extension SeededGenerator {
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}
