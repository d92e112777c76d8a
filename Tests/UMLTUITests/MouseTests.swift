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
}
