import Testing

@testable import UMLTUI

@Suite struct MouseTests {
  @Test("a border follows the mouse as far as the panes allow")
  func dragging() {
    let stage = Stage()
    let column = { stage.workspace.plan.arrangement.dividers[0].area.column }
    #expect(column() == 30)
    stage.mouse(.press, .left, 5, 30)
    stage.mouse(.move, .left, 5, 40)
    #expect(column() == 40)
    stage.mouse(.move, .left, 5, 500)
    #expect(column() == 57)
    stage.mouse(.release, .left, 5, 20)
    #expect(column() == 20)
    stage.mouse(.move, .none, 5, 44)
    #expect(column() == 20)
  }

  @Test("keys move the border too, again and again")
  func resizing() {
    let stage = Stage()
    stage.command(KeyEvent(.right, .control), KeyEvent(.right, .control), KeyEvent(.left, .alt))
    #expect(stage.workspace.plan.arrangement.dividers[0].area.column == 27)
  }

  @Test("a click outside a list closes it, one on an item chooses it")
  func lists() {
    let stage = Stage(rows: 14)
    stage.command(KeyEvent(.tab))
    stage.mouse(.press, .left, 0, 0)
    #expect(stage.workspace.overlay == nil)
    stage.command(KeyEvent(.tab))
    stage.mouse(.press, .left, 5, 10)
    #expect(stage.focus == "right con0")
  }

  @Test(
    "two clicks mark a word, three a line, whatever its rows",
    arguments: [
      (2, "cat /etc/passwd; echo", "/etc/passwd"), (2, "see (日本) x", "日本"), (2, "a   b", nil),
      (2, "do x", "x"), (3, "cat /etc/passwd; echo", "cat /etc/passwd; echo"),
      (
        3, "a line that is longer than the pane is wide",
        "a line that is longer than the pane is wide"
      ),
    ] as [(Int, String, String?)])
  func clicks(count: Int, line: String, expected: String?) {
    let stage = Stage(guests: ["left"])
    stage.acceptSizes()
    stage.print("\u{1b}[2J\u{1b}[H" + line)
    _ = stage.workspace.takeEffects()
    let column = ["a   b", "do x"].contains(line) ? 3 : 6
    for _ in 0..<count {
      stage.mouse(.press, .left, 2, column)
      stage.mouse(.release, .left, 2, column)
    }
    let copied = stage.workspace.takeEffects().compactMap { effect -> String? in
      if case .copy(let bytes) = effect { String(decoding: bytes, as: UTF8.self) } else { nil }
    }
    #expect(copied.last == expected)
  }

  @Test("without bars the mouse stays the user's until the program asks for it")
  func bareMouse() {
    var options = Workspace.Options()
    options.isBare = true
    let stage = Stage(guests: ["left"], lines: ["con0"], options: options)
    #expect(!stage.workspace.wantsMouse)
    stage.print("\u{1b}[?1000h")
    #expect(stage.workspace.wantsMouse)
  }

  @Test("the terminal tells of every motion only while a program wants it")
  func motion() {
    let stage = Stage()
    #expect(!stage.workspace.wantsMouseMotion)
    stage.print("\u{1b}[?1003h")
    #expect(stage.workspace.wantsMouseMotion)
    stage.print("\u{1b}[?1003l")
    #expect(!stage.workspace.wantsMouseMotion)
  }
}
