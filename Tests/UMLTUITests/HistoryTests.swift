import Testing

@testable import UMLTUI

@Suite struct HistoryTests {
  /// One guest in a pane of four rows that has printed some numbered lines.
  private func stage(lines: Int) -> Stage {
    let stage = Stage(rows: 5, columns: 20, guests: ["left"])
    stage.acceptSizes()
    for line in 1...lines { stage.print(line == 1 ? "line 1" : "\r\nline \(line)") }
    return stage
  }

  private func body(_ stage: Stage) -> [String] {
    (0..<4).map { stage.workspace.draw().line($0) }
  }

  @Test("looking back stays where it is while output goes on, and returns to it")
  func pinned() {
    let stage = stage(lines: 10)
    stage.command("[")
    stage.press(KeyEvent(.up), KeyEvent(.up))
    #expect(body(stage) == ["line 5", "line 6", "line 7", "line 8"])
    stage.print("\r\nline 11")
    #expect(body(stage) == ["line 5", "line 6", "line 7", "line 8"])
    stage.press("q")
    #expect(body(stage) == ["line 8", "line 9", "line 10", "line 11"])
    stage.type("x")
    #expect(stage.sources["left"]?.sent == [UInt8(ascii: "x")])
  }

  @Test("a snapshot in the middle of much output leaves one who looks back where he is")
  func snapshot() {
    let stage = stage(lines: 10)
    stage.command("[")
    stage.press(KeyEvent(.up), KeyEvent(.up))
    let text = (3...30).map { "line \($0)" }.joined(separator: "\r\n")
    stage.report(
      .snapshot(line: "con0", rows: 4, columns: 20, topLine: 26, bytes: Array(text.utf8)), "left")
    #expect(body(stage) == ["line 5", "line 6", "line 7", "line 8"])
    stage.press("q")
    #expect(body(stage) == ["line 27", "line 28", "line 29", "line 30"])
  }

  @Test("pages, the top, the wheel")
  func moving() {
    let stage = stage(lines: 30)
    stage.command(KeyEvent(.pageUp))
    #expect(body(stage)[0] == "line 24")
    stage.press("g")
    #expect(body(stage)[0] == "line 1")
    stage.press(KeyEvent(.end))
    stage.mouse(.press, .wheelUp, 1, 1)
    #expect(body(stage)[0] == "line 24")
    stage.mouse(.press, .wheelDown, 1, 1)
    #expect(stage.focusedIsFollowing)
  }

  @Test("searching goes up from match to match and says when there are no more")
  func searching() {
    let stage = stage(lines: 30)
    stage.command("/")
    stage.type("LINE 2")
    stage.press(KeyEvent(.enter))
    #expect(stage.workspace.notice?.text == "'LINE 2' is not in the history")
    stage.command("/")
    stage.type("line 2")
    stage.press(KeyEvent(.enter))
    #expect(body(stage).contains("line 29"))
    for _ in 0..<10 { stage.press("n") }
    #expect(body(stage).contains("line 2"))
    stage.press("n")
    #expect(stage.workspace.notice?.text == "no more 'line 2' that way")
    stage.press("N")
    #expect(body(stage).contains("line 20"))
  }

  @Test("text marked with the mouse can be pasted, and goes to the terminal's clipboard")
  func marking() {
    let stage = stage(lines: 4)
    stage.mouse(.press, .left, 0, 5)
    stage.mouse(.move, .left, 1, 3)
    stage.mouse(.release, .left, 1, 3)
    #expect(stage.workspace.takeEffects() == [.copy(Array("1\nline".utf8))])
    stage.command("]")
    #expect(stage.sources["left"]?.sent == Array("1\rline".utf8))
  }

  @Test("text can be marked with the keyboard alone")
  func keyboard() {
    let stage = stage(lines: 30)
    stage.command("/")
    stage.type("line 12")
    stage.press(KeyEvent(.enter), "v", "l", "v", KeyEvent(.down), "$", "y")
    #expect(stage.workspace.takeEffects() == [.copy(Array("ine 12\nline 13".utf8))])
    #expect(stage.workspace.notice?.text.hasPrefix("copied 14 characters; Ctrl-b ]") == true)
    #expect(stage.focusedIsFollowing)
    stage.command("[", "v", "y")
    #expect(stage.workspace.notice?.text.hasPrefix("nothing is marked yet: v begins") == true)
    stage.press(KeyEvent(.escape), "q")
    stage.command("[", "v", "v", "k", "k", "k", "k", "k", KeyEvent(.escape))
    #expect(body(stage)[0] == "line 25")
    stage.press("q")
    #expect(stage.focusedIsFollowing)
  }

  @Test(
    "text is found whatever its case, unless capitals are asked for",
    arguments: [
      ("err", [0..<3, 7..<10]), ("Err", [7..<10]), ("", []), ("errors", []),
      // Regular expressions, and what only looks like one.
      ("e.r", [0..<3, 7..<10]), ("^e[a-z]+", [0..<5]), ("Er{2}$", [7..<10]), ("x*", []),
      ("(err", []), (": ", [5..<7]),
    ])
  func finds(text: String, ranges: [Range<Int>]) {
    #expect(TextSearch(text).matches(in: Array("error: Err")) == ranges)
  }
}

extension Stage {
  var focusedIsFollowing: Bool { workspace.focusedPane?.isScrolling == false }
}
