import Testing

@testable import UMLTUI

@Suite struct CommandTests {
  @Test("keys go to the focused guest; the prefix twice sends it")
  func typing() {
    let stage = Stage()
    stage.type("ls")
    stage.press(KeyEvent(.enter))
    stage.command(.control("b"))
    #expect(stage.sources["left"]?.sent == Array("ls\r\u{2}".utf8))
    #expect(stage.sources["right"]?.sent == [])
  }

  @Test("focus moves by direction, to the next, to the last, by number, by click")
  func focus() {
    let stage = Stage()
    stage.command(KeyEvent(.right))
    #expect(stage.focus == "right con0")
    stage.now += 1000
    stage.command("o")
    #expect(stage.focus == "left con0")
    stage.command(";")
    #expect(stage.focus == "right con0")
    stage.command("q", "0")
    #expect(stage.focus == "left con0")
    stage.mouse(.press, .left, 4, 50)
    #expect(stage.focus == "right con0")
  }

  @Test("an arrow after the prefix may be repeated for a moment, other keys are the guest's")
  func repeats() {
    let stage = Stage(guests: ["a", "b", "c"])
    stage.command(KeyEvent(.right), KeyEvent(.right))
    #expect(stage.focus == "c con0")
    stage.press("x")
    #expect(stage.sources["c"]?.sent == [UInt8(ascii: "x")])
    stage.command(KeyEvent(.left))
    stage.now += PrefixState.repeatMilliseconds
    stage.press(KeyEvent(.left))
    #expect(stage.focus == "b con0")
  }

  @Test("splitting asks which console to open, and opens it there")
  func split() {
    let stage = Stage(rows: 14)
    stage.command("%")
    expectScreen(
      stage,
      """
       1:pair*                     left ▶ run  right ▶ run  14:07
      ┌─ ● left · con0 ─────────────┬─ right · con0 ─────────────┐
      │                             │                            │
      ┌ Open to the right ───────────────────────────────────────┐
      │> left ssl1                                               │
      │  right ssl1                                              │
      │  left con0                                 shown already │
      │  right con0                                shown already │
      │ find:                                                    │
      └──────────────────────────────────────────────────────────┘
      │                             │                            │
      │                             │                            │
      └─────────────────────────────┴────────────────────────────┘
       left con0 → pane · 80×24 · following         Ctrl-b ? keys
      """)
    stage.press(KeyEvent(.enter))
    #expect(stage.focus == "left ssl1")
    #expect(stage.workspace.tab?.panes.count == 3)
    stage.command("\"")
    stage.type("rssl")
    stage.press(KeyEvent(.enter))
    #expect(stage.focus == "right ssl1")
    #expect(stage.workspace.overlay == nil)
  }

  @Test("closing asks, detaches the line, and the last pane closed leaves")
  func close() {
    let stage = Stage(guests: ["left"])
    _ = stage.sources["left"]?.takeCalls()
    stage.command("x", "n")
    #expect(stage.workspace.takeEffects() == [])
    stage.command("x")
    #expect(stage.text.hasSuffix(" close left con0? The guest runs on. (y/n)"))
    stage.press("y")
    #expect(stage.sources["left"]?.takeCalls() == ["detach con0"])
    #expect(stage.workspace.takeEffects() == [.detach])
  }

  @Test("zoom, layouts, swapping and breaking out rearrange the same panes")
  func arranging() {
    let stage = Stage()
    stage.command("z")
    #expect(stage.workspace.plan.arrangement.placements.count == 1)
    stage.command("z", "o")
    stage.press(" ")
    stage.command(" ")
    #expect(stage.workspace.plan.arrangement.dividers.map(\.axis) == [.stacked])
    stage.command("{")
    #expect(stage.workspace.tab?.panes == [PaneID(2), PaneID(1)])
    stage.command("!")
    #expect(stage.workspace.tabs.map(\.panes) == [[PaneID(2)], [PaneID(1)]])
    #expect(stage.workspace.currentTab == 1)
    stage.command("l")
    #expect(stage.workspace.currentTab == 0)
    stage.command("2")
    #expect(stage.workspace.currentTab == 1)
  }

  @Test("a tab is renamed, and closed after asking")
  func tabs() {
    let stage = Stage()
    stage.command("c", KeyEvent(.enter))
    #expect(stage.text.hasPrefix(" 1:pair 2:left ssl1*"))
    stage.command(",")
    stage.press(.control("u"))
    stage.type("serial")
    stage.press(KeyEvent(.enter))
    #expect(stage.text.hasPrefix(" 1:pair 2:serial*"))
    stage.mouse(.press, .left, 0, 3)
    #expect(stage.workspace.currentTab == 0)
    stage.command("n")
    stage.command("&", "y")
    #expect(stage.text.hasPrefix(" 1:pair*"))
  }

  @Test("commands can be typed, completed and recalled; errors are said")
  func prompt() {
    let stage = Stage()
    stage.command(":")
    stage.type("zo")
    stage.press(KeyEvent(.tab), KeyEvent(.enter))
    #expect(stage.workspace.tab?.isZoomed == true)
    stage.command(":", KeyEvent(.up), KeyEvent(.enter))
    #expect(stage.workspace.tab?.isZoomed == false)
    stage.command(":")
    stage.type("what")
    stage.press(KeyEvent(.enter))
    #expect(stage.text.hasSuffix(" no command 'what'; the list: help"))
    stage.now += Notice.milliseconds
    stage.workspace.tick(now: stage.now)
    #expect(stage.workspace.notice == nil)
  }

  @Test("the guest menu halts after asking; BREAK goes to the line")
  func guestMenu() {
    let stage = Stage()
    stage.command("X", KeyEvent(.enter), "y")
    #expect(stage.workspace.takeEffects() == [.control(guest: "left", .halt)])
    stage.command("X")
    stage.type("break")
    stage.press(KeyEvent(.enter))
    #expect(stage.sources["left"]?.takeCalls().last == "break con0")
  }

  @Test("the help lists every key with its sentence, narrows by typing, and scrolls")
  func help() {
    let stage = Stage(rows: 24, columns: 80)
    stage.command("?")
    #expect(stage.text.contains("% |             open another console to the right"))
    stage.type("zoom")
    #expect(stage.text.contains("let this pane fill the tab"))
    #expect(!stage.text.contains("open another console"))
    stage.press(.control("u"), KeyEvent(.end))
    #expect(stage.text.contains("leave; all guests run on"))
    stage.press(KeyEvent(.escape))
    #expect(stage.workspace.overlay == nil)
  }

  @Test("the prefix shows its keys in the bottom line until the next key")
  func hints() {
    let stage = Stage(rows: 24, columns: 110)
    stage.press(.control("b"))
    let bar = stage.text.split(separator: "\n").last
    #expect(
      bar
        == " Ctrl-b  ←↑↓→ focus · % \" split · z zoom · c new tab · [ scroll · Tab find · X guest · d detach · ? all keys"
    )
    stage.press("J")
    #expect(stage.text.hasSuffix("J means nothing after Ctrl-b; ? lists all keys"))
  }

  @Test("a bell in a tab one does not see is marked there until one looks")
  func bell() {
    let stage = Stage()
    stage.print("\u{7}")
    #expect(stage.workspace.takeEffects() == [.beep])
    stage.command("c", KeyEvent(.enter))
    _ = stage.workspace.takeEffects()
    stage.print("\u{7}")
    #expect(stage.workspace.takeEffects() == [])
    #expect(stage.text.hasPrefix(" 1:pair! 2:left ssl1*"))
    stage.command("p")
    #expect(stage.text.hasPrefix(" 1:pair* 2:left ssl1"))
  }
}
