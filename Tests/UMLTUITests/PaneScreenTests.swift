import Testing

@testable import UMLTUI

@Suite struct PaneScreenTests {
  private func screen(_ output: String) -> PaneScreen {
    let screen = PaneScreen(rows: 2, columns: 8, historyLimit: 10)
    screen.feed(Array(output.utf8))
    return screen
  }

  @Test(
    "colours that a program has redefined are shown as it wants them",
    arguments: [
      (
        "\u{1b}]4;1;#204060\u{7}\u{1b}[31mx", SurfaceColor.rgb(0x20, 0x40, 0x60),
        SurfaceColor.standard
      ),
      ("\u{1b}]10;#fefefe\u{7}\u{1b}]11;#010203\u{7}x", .rgb(0xfe, 0xfe, 0xfe), .rgb(1, 2, 3)),
    ])
  func colors(output: String, foreground: SurfaceColor, background: SurfaceColor) {
    let screen = screen(output)
    var surface = Surface(rows: 1, columns: 8)
    screen.draw(
      line: screen.topLine, on: &surface, in: Rectangle(row: 0, column: 0, rows: 1, columns: 8))
    #expect(surface[0, 0].style.foreground == foreground)
    #expect(surface[0, 0].style.background == background)
  }

  @Test(
    "the keypad's keys are sequences of their own for a program that asks",
    arguments: [
      ("", "5", "\r"), ("\u{1b}=", "\u{1b}Ou", "\u{1b}OM"), ("\u{1b}=\u{1b}>", "5", "\r"),
    ])
  func keypad(output: String, five: String, enter: String) {
    let screen = screen(output)
    #expect(screen.input.encode(KeyEvent(.keypad("5"))) == Array(five.utf8))
    #expect(screen.input.encode(KeyEvent(.keypad("\r"))) == Array(enter.utf8))
    #expect(screen.hasApplicationKeypad == (output == "\u{1b}="))
  }

  @Test("characters of a double line take two columns each, and stay one for who marks them")
  func doubleWidth() {
    let screen = screen("\u{1b}#6a世b\u{1b}[1;2H")
    var surface = Surface(rows: 1, columns: 8)
    screen.draw(
      line: screen.topLine, on: &surface, in: Rectangle(row: 0, column: 0, rows: 1, columns: 8))
    #expect(surface.line(0) == "a 世  b")
    #expect(screen.visibleCursor?.column == 2)
    #expect(screen.text(ofLine: screen.topLine) == "a世b")
    #expect(screen.text(ofLine: screen.topLine, columns: 2..<8) == "世b")
    #expect(screen.word(ofLine: screen.topLine, at: 3) == 0..<8)
    #expect(screen.characterColumns(ofLine: screen.topLine).prefix(3) == [0, 2, 6])
  }

  @Test("keys held together reach a program that wants to know, and are ours after the prefix")
  func heldKeys() {
    let stage = Stage()
    stage.print("\u{1b}[>4;2m")
    #expect(stage.workspace.focusedPane?.screen.modifyOtherKeys == 2)
    stage.press(KeyEvent(.character("?"), .shift))
    #expect(stage.sources["left"]?.sent == Array("\u{1b}[27;2;63~".utf8))
    stage.command(KeyEvent(.character("?"), .shift))
    guard case .help = stage.workspace.overlay else {
      Issue.record("no help")
      return
    }
  }
}
