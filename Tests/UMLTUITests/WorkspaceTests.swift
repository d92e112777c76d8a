import Testing

@testable import UMLTUI

@Suite struct WorkspaceTests {
  @Test("two guests stand side by side in one tab, the first with the focus")
  func pair() {
    let stage = Stage()
    stage.print("left login: ")
    stage.print("right login: ", "right")
    expectScreen(
      stage,
      """
       1:pair*                     left ▶ run  right ▶ run  14:07
      ┌─ ● left · con0 ─────────────┬─ right · con0 ─────────────┐
      │left login:                  │right login:                │
      │                             │                            │
      │                             │                            │
      │                             │                            │
      │                             │                            │
      │                             │                            │
      │                             │                            │
      │                             │                            │
      └─────────────────────────────┴────────────────────────────┘
       left con0 → pane · 80×24 · following         Ctrl-b ? keys
      """)
  }

  @Test("a list of consoles shows guests that come meanwhile, and keeps what is selected")
  func choosing() {
    let stage = Stage(guests: ["left"])
    stage.command("w")
    stage.press(KeyEvent(.down))
    let source = FakeSource("new")
    stage.workspace.add(source, opensPane: false)
    stage.report(.lines([LineFacts(name: "con0")]), "new")
    guard case .chooser(let chooser) = stage.workspace.overlay else {
      Issue.record("no list")
      return
    }
    #expect(chooser.items.map(\.text) == ["left con0", "left ssl1", "new con0"])
    #expect(chooser.selected == 1)
    #expect(source.takeCalls() == [])
    stage.press(KeyEvent(.down), KeyEvent(.enter))
    #expect(stage.focus == "new con0")
  }

  @Test("without UTF-8 the same is drawn in ASCII")
  func ascii() {
    let stage = Stage(rows: 8, columns: 64, glyphs: .ascii)
    stage.report(.state(.panicked), "right")
    stage.acceptSizes()
    expectScreen(
      stage,
      """
       1:pair*                       left R run  right P panic  14:07
      +- * left - con0 ---------------+- right - con0 ---------------+
      |                               |P panicked, r restarts        |
      |                               |                              |
      |                               |                              |
      |                               |                              |
      +-------------------------------+------------------------------+
       left con0 -> pane - 31x4 - following             Ctrl-b ? keys
      """)
  }

  @Test(
    "small terminals show one pane and one status line, and none is too small",
    arguments: [
      (3, 20, "ab\n\n 1:pair*"), (2, 6, "ab\n 1:pai"), (1, 1, "a"), (1, 4, "ab"),
      (7, 39, "ab\n\n\n\n\n\n 1:pair*       left ▶ run  right ▶ run"),
    ])
  func small(rows: Int, columns: Int, picture: String) {
    let stage = Stage(rows: rows, columns: columns)
    stage.acceptSizes()
    stage.report(
      .snapshot(line: "con0", rows: 2, columns: 8, topLine: 0, bytes: Array("ab".utf8)), "left")
    expectScreen(stage, picture)
  }

  @Test("no size and no state of the interface traps", arguments: [1, 2, 3, 5, 8, 13])
  func everySizeDraws(rows: Int) {
    for columns in [1, 2, 3, 7, 20, 40, 41, 100] {
      let stage = Stage(rows: rows, columns: columns)
      stage.command("%", KeyEvent(.enter))
      stage.command("\"", KeyEvent(.enter))
      for keys: KeyEvent in ["?", "q", ":", KeyEvent(.tab), "X", "[", "&", " ", "z"] {
        stage.command(keys)
        _ = stage.text
        stage.press(KeyEvent(.escape))
        _ = stage.text
      }
    }
  }

  @Test("each line is told the size of its pane once, and again when it changes")
  func sizes() {
    let stage = Stage()
    #expect(
      stage.sources["left"]?.takeCalls() == ["attach con0", "resize con0 60x9", "resize con0 29x8"])
    #expect(stage.sources["right"]?.takeCalls() == ["attach con0", "resize con0 28x8"])
    stage.workspace.resize(rows: 24, columns: 80)
    #expect(stage.sources["left"]?.takeCalls() == ["resize con0 39x20"])
    stage.command("z")
    #expect(stage.sources["left"]?.takeCalls() == ["resize con0 80x21"])
  }

  @Test("a read-only client neither types nor resizes")
  func readOnly() {
    var options = Workspace.Options()
    options.isReadOnly = true
    let stage = Stage(options: options)
    stage.type("rm")
    #expect(stage.sources["left"]?.takeCalls() == ["attach con0 read-only"])
    #expect(stage.workspace.notice?.text == "read-only: keys do not reach left")
  }

  @Test("bare, the pane is the whole terminal and every key is the guest's")
  func bare() {
    var options = Workspace.Options()
    options.isBare = true
    let stage = Stage(rows: 2, columns: 10, guests: ["left"], options: options)
    #expect(stage.sources["left"]?.takeCalls() == ["attach con0", "resize con0 10x2"])
    stage.acceptSizes()
    stage.print("hello")
    expectScreen(stage, "hello\n")
    stage.press(.control("b"), "d")
    #expect(stage.sources["left"]?.sent == [2, UInt8(ascii: "d")])
  }

  @Test("a guest that has ended keeps its last screen and offers to start again")
  func restart() {
    let stage = Stage(rows: 9, columns: 48, guests: ["left"])
    stage.acceptSizes()
    stage.print("reboot: System halted\r\n")
    stage.report(.state(.halted(0)), "left")
    stage.report(.disconnected, "left")
    expectScreen(
      stage,
      """
       1:left*                   left ■ halted  14:07
      ─ left · con0 ──────────────────────────────────
      reboot: System halted
      ■ halted (0) — press r to restart




       left con0 → pane · 48×6 · ended  Ctrl-b ? keys
      """)
    stage.press("x", "r")
    #expect(stage.workspace.takeEffects() == [.control(guest: "left", .restart)])
    #expect(stage.sources["left"]?.sent == [])

    stage.boot("left", ["con0"])
    #expect(stage.sources["left"]?.takeCalls() == ["attach con0", "resize con0 48x6"])
    #expect(stage.workspace.tabs.count == 1)
  }

  @Test("the picture of any size can be had as text")
  func renders() {
    let stage = Stage()
    let text = stage.workspace.renderText(width: 40, height: 8)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 8)
    #expect(stage.workspace.rows == 12)
  }
}
