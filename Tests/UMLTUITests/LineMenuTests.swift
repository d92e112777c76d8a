import Testing

@testable import UMLTUI

@Suite("Lines and cables in the interface")
struct LineMenuTests {
  private func facts(
    _ name: String, attachment: String = "pane", cable: CableFacts? = nil, log: String? = nil
  ) -> LineFacts {
    var facts = LineFacts(name: name)
    facts.attachment = attachment
    facts.cable = cable
    facts.logPath = log
    return facts
  }

  private func press(_ stage: Stage, _ key: KeyEvent) {
    _ = stage.sources.values.map { $0.takeCalls() }
    stage.press(.control("b"), key)
  }

  /// Chooses what a filter finds in the menu that is open.
  private func choose(_ stage: Stage, _ filter: String) {
    stage.workspace.handle(.paste(Array(filter.utf8)), now: stage.now)
    stage.press(KeyEvent(.enter))
  }

  @Test("one key joins two guests' lines, and the same key takes the cable away")
  func cable() {
    let stage = Stage(columns: 120)
    press(stage, "L")
    let request = "request line ssl1 attach cable:left:ssl1+right:ssl1"
    #expect(stage.sources["left"]?.takeCalls() == [request])
    #expect(stage.sources["right"]?.takeCalls() == [request])

    let partner = LineAddress(guest: "right", line: "ssl1")
    let cable = CableFacts(partner: partner, sentCount: 1234, receivedCount: 40)
    stage.report(
      .lines([facts("con0"), facts("ssl1", attachment: "cable:x", cable: cable)]), "left")
    press(stage, "L")
    #expect(stage.sources["left"]?.takeCalls() == ["request line ssl1 restore"])
    #expect(stage.sources["right"]?.takeCalls() == ["request line ssl1 restore"])
  }

  @Test("with more than two guests one is chosen; without another there is nothing to join")
  func choice() {
    let stage = Stage(guests: ["left", "right", "third"])
    press(stage, "L")
    stage.press(KeyEvent(.down), KeyEvent(.enter))
    #expect(
      stage.sources["third"]?.takeCalls() == [
        "request line ssl1 attach cable:left:ssl1+third:ssl1"
      ])
    let alone = Stage(guests: ["left"])
    press(alone, "L")
    #expect(alone.sources["left"]?.takeCalls() == [])
    #expect(alone.workspace.notice?.text.contains("no other guest") == true)
  }

  @Test("who only looks on changes nothing")
  func readOnly() {
    var options = Workspace.Options()
    options.isReadOnly = true
    let stage = Stage(options: options)
    press(stage, "L")
    press(stage, "a")
    stage.press(KeyEvent(.enter))
    #expect(stage.sources["left"]?.takeCalls() == ["request line"])
  }

  @Test("the border tells of the cable, or what else the line is attached to")
  func border() {
    let stage = Stage(columns: 160, lines: ["ssl1"])
    func title(_ facts: LineFacts) -> String {
      stage.report(.lines([facts]), "left")
      return stage.workspace.renderText(width: 160, height: 12)
    }
    let partner = LineAddress(guest: "right", line: "ssl1")
    let cable = CableFacts(partner: partner, sentCount: 1234, receivedCount: 40)
    #expect(
      title(facts("ssl1", attachment: "cable:x", cable: cable)).contains(
        "cable ⇄ right ssl1 1.2k▸ 40◂"))
    #expect(
      title(facts("ssl1", attachment: "cable:x", cable: CableFacts(partner: nil))).contains(
        "cable, nobody at the other end"))
    #expect(title(facts("ssl1", attachment: "pts:/dev/pts/5")).contains("→ pts:/dev/pts/5"))
    #expect(title(facts("ssl1", log: "/tmp/x")).contains("log /tmp/x"))
  }

  @Test(
    "the menu asks the guest for what was chosen",
    arguments: [
      ("hostterm", "request line con0 attach pts"), ("nothing", "request line con0 attach null"),
      ("restore", "request line con0 restore"), ("break", "break con0"),
      ("all lines", "request line"),
    ])
  func menu(filter: String, call: String) {
    let stage = Stage(rows: 30, columns: 80)
    press(stage, "a")
    choose(stage, filter == "hostterm" ? "new terminal" : filter)
    #expect(stage.sources["left"]?.takeCalls() == [call])
  }

  @Test("a log is offered beside where umltop was started, and ended by the same menu")
  func log() {
    let stage = Stage(rows: 30, columns: 80)
    press(stage, "a")
    choose(stage, "log")
    stage.press(KeyEvent(.enter))
    #expect(stage.sources["left"]?.takeCalls() == ["request line con0 log /tmp/left-con0.log"])
    stage.report(.lines([facts("con0", log: "/tmp/left-con0.log")]), "left")
    press(stage, "a")
    choose(stage, "end the log")
    #expect(stage.sources["left"]?.takeCalls() == ["request line con0 log"])
  }

  @Test("the list of all lines leads to each one's menu")
  func allLines() {
    let stage = Stage(rows: 30, columns: 80)
    press(stage, "a")
    choose(stage, "all lines")
    stage.report(.answer("con0\tpane\topen\nssl3\tpts:/dev/pts/7\tclosed\n"), "left")
    let screen = stage.workspace.renderText(width: 80, height: 30)
    #expect(screen.contains("ssl3 → pts:/dev/pts/7"))
    stage.press(KeyEvent(.down), KeyEvent(.enter))
    choose(stage, "restore")
    #expect(stage.sources["left"]?.takeCalls().last == "request line ssl3 restore")
  }

  @Test(
    "counts are short",
    arguments: [(0, "0"), (999, "999"), (1000, "1.0k"), (25_300, "25k"), (1_250_000, "1.2M")])
  func counts(count: Int, text: String) {
    #expect(Workspace.shortCount(UInt64(count)) == text)
  }
}
