import Testing

@testable import UMLTUI

@Suite struct RenderingTests {
  private func surface(_ lines: String...) -> Surface {
    var surface = Surface(rows: lines.count, columns: lines.map(\.count).max() ?? 0)
    for (row, line) in lines.enumerated() { surface.put(line, row: row, column: 0) }
    return surface
  }

  @Test("only what differs is drawn, a run a row")
  func difference() {
    let old = surface("hello", "world", "12345")
    let new = surface("hello", "wOrLd", "02345")
    #expect(
      SurfaceDiff.runs(from: old, to: new) == [
        SurfaceRun(row: 1, columns: 1..<4), SurfaceRun(row: 2, columns: 0..<1),
      ])
    #expect(SurfaceDiff.runs(from: new, to: new) == [])
  }

  @Test("no run cuts a wide character in half")
  func wide() {
    var old = Surface(rows: 1, columns: 6)
    old.put(SurfaceCell("世", width: 2), row: 0, column: 1)
    var new = Surface(rows: 1, columns: 6)
    new.put(SurfaceCell("a"), row: 0, column: 2)
    #expect(SurfaceDiff.runs(from: old, to: new) == [SurfaceRun(row: 0, columns: 1..<3)])
    old.put(SurfaceCell("界", width: 2), row: 0, column: 5)
    #expect(old.line(0) == " 世")
  }

  @Test("drawing runs one after another leads to the same picture")
  func target() {
    let target = TextTarget(rows: 2, columns: 5)
    let first = surface("abcde", "fghij")
    target.show(SurfaceDiff.everything(first), of: first)
    let second = surface("abXde", "fghij")
    target.show(SurfaceDiff.runs(from: first, to: second), of: second)
    #expect(target.shown.text == "abXde\nfghij")
    #expect(target.cellsSent == 11)
  }

  @Test("names cannot steer the terminal")
  func controls() {
    #expect(surface("a\u{1b}[2Jb").line(0) == "a?[2Jb")
    #expect(UserTerminalSequences.title("a\u{7}\u{1b}b") == "\u{1b}]2;ab\u{7}")
  }

  @Test(
    "colours become the nearest the terminal has",
    arguments: [
      (ColorDepth.palette(256), SurfaceColor.rgb(255, 0, 0), 196),
      (.palette(256), .palette(200), 200), (.palette(8), .palette(9), 1),
      (.palette(8), .palette(8), 7),
      (.palette(8), .rgb(0, 200, 0), 2), (.palette(16), .palette(9), 9),
      (.direct, .rgb(1, 2, 3), 0x010203), (.direct, .palette(1), 1),
      (.direct, .palette(196), 0xff0000), (.none, .palette(1), -1), (.direct, .standard, -1),
    ])
  func colors(depth: ColorDepth, color: SurfaceColor, number: Int) {
    #expect(depth.number(of: color) == number)
  }

  @Test("pairs of colours are numbered once, and start again when there are no more")
  func pairs() {
    var pairs = ColorPairs(depth: .palette(256), limit: 3)
    var defined: [String] = []
    let number = { (style: SurfaceStyle) in
      pairs.number(for: style) { defined.append("\($0): \($1) on \($2)") }
    }
    let red = SurfaceStyle(foreground: .red)
    let blue = SurfaceStyle(background: .palette(4))
    #expect([number(.plain), number(red), number(blue), number(red)] == [0, 1, 2, 1])
    #expect(defined == ["1: 1 on -1", "2: -1 on 4"])
    #expect(pairs.isFull)
  }

  @Test("a character of doubtful width is placed by itself, and the cursor put back")
  func direct() {
    var drawing = DirectDrawing(depth: .palette(256))
    drawing.put(["👩", "\u{200d}", "🚀"], row: 2, column: 4, style: .init(foreground: .palette(9)))
    drawing.put(["é"], row: 3, column: 0, style: .init(foreground: .palette(9)))
    #expect(
      String(decoding: drawing.finish(), as: UTF8.self)
        == "\u{1b}7\u{1b}[3;5H\u{1b}[0;91m👩‍🚀\u{1b}[4;1Hé\u{1b}8")
    var nothing = DirectDrawing(depth: .none)
    #expect(nothing.finish() == [])
  }

  @Test("frames come at once after quiet and at most sixty times a second in a flood")
  func frameClock() {
    var clock = FrameClock()
    #expect(clock.due(now: 1_000, isHeldBack: false) <= 1_000_000_000)
    clock.drew(from: 1_000_000_000, to: 1_001_000_000)
    #expect(clock.due(now: 1_002_000_000, isHeldBack: false) == 1_016_000_000)
    clock.drew(from: 2_000_000_000, to: 2_030_000_000)
    #expect(clock.due(now: 2_030_000_000, isHeldBack: false) == 2_060_000_000)
  }

  @Test("the echo of a key does not wait for the frame's turn, once")
  func echo() {
    var clock = FrameClock()
    clock.drew(from: 1_000_000_000, to: 1_001_000_000)
    clock.echoed(now: 1_002_000_000)
    #expect(clock.due(now: 1_002_000_000, isHeldBack: false) == 1_016_000_000)
    clock.typed(now: 1_002_000_000)
    clock.echoed(now: 1_003_000_000)
    #expect(clock.due(now: 1_003_000_000, isHeldBack: false) <= 1_003_000_000)
    clock.drew(from: 1_003_000_000, to: 1_004_000_000)
    clock.echoed(now: 1_005_000_000)
    #expect(clock.due(now: 1_005_000_000, isHeldBack: false) == 1_019_000_000)
  }

  @Test("a program that asks for a moment gets one, and no more")
  func holding() {
    var clock = FrameClock()
    #expect(clock.due(now: 1_000_000_000, isHeldBack: true) == 1_150_000_000)
    #expect(clock.due(now: 1_100_000_000, isHeldBack: true) == 1_150_000_000)
    #expect(clock.due(now: 1_101_000_000, isHeldBack: false) < 1_101_000_000)
    #expect(clock.due(now: 1_200_000_000, isHeldBack: true) == 1_350_000_000)
  }

  @Test(
    "clipboard text", arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foob", "Zm9vYg==")])
  func base64(text: String, encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
  }
}

@Suite struct FramePainterTests {
  @Test("a frame sends what has changed since the one before, and nothing when nothing has")
  func frames() {
    let stage = Stage(rows: 10, columns: 60)
    stage.acceptSizes()
    let target = TextTarget(rows: 10, columns: 60)
    let painter = FramePainter(target)
    painter.paint(stage.workspace)
    #expect(target.cellsSent == 600)
    painter.paint(stage.workspace)
    #expect(target.cellsSent == 600)
    stage.print("abc")
    painter.paint(stage.workspace)
    #expect(target.cellsSent == 603)
    #expect(target.shown.text == stage.text)
    #expect(target.shown.cursor == .init(row: 2, column: 4))
  }

  @Test(
    "no more is drawn than what a program has changed, unless what lies around its pane changes",
    arguments: [
      ("x", [2]), ("\u{1b}[3;1Hx\u{1b}[Hy", [2, 4]), ("\u{1b}[?25l", []), ("\r\n", []),
      ("\u{1b}[9;1H\n", Array(2..<8)), ("\u{1b}[?5h", Array(2..<8)),
      ("\u{1b}]2;name\u{7}", Array(0..<10)),
    ])
  func damage(output: String, rows: [Int]) {
    let stage = Stage(rows: 10, columns: 60)
    stage.acceptSizes()
    var surface = stage.workspace.draw()
    _ = stage.workspace.redraw(on: &surface)
    stage.print(output)
    #expect(stage.workspace.redraw(on: &surface) == rows)
    #expect(surface.text == stage.text)
    #expect(stage.workspace.redraw(on: &surface) == [])
  }

  @Test("after a change of size all is drawn again")
  func resizing() {
    let stage = Stage(rows: 10, columns: 60)
    let target = TextTarget(rows: 10, columns: 60)
    let painter = FramePainter(target)
    painter.paint(stage.workspace)
    painter.resize(rows: 5, columns: 20)
    stage.workspace.resize(rows: 5, columns: 20)
    painter.paint(stage.workspace)
    #expect(target.cellsSent == 700)
    #expect(target.shown.text == stage.text)
  }
}
