import LinuxABI
import TerminalEmulator
import TestSupport
import Testing
import UMLHost

@testable import UMLTUI

/// A real terminal line with our own emulator as the terminal at its other end.
private final class OuterTerminal {
  private let pty: HostPseudoTerminal
  private let line: HostDescriptor
  let emulator: TerminalEmulator
  let target: NCursesTarget

  init(rows: Int, columns: Int, terminal: String = "xterm-256color") throws {
    pty = try HostPseudoTerminal.open(
      size: WindowSize(rows: UInt16(rows), columns: UInt16(columns)))
    line = try pty.openSecondary()
    try pty.primary.setNonBlocking(true)
    emulator = TerminalEmulator(rows: rows, columns: columns)
    target = try NCursesTarget(
      terminals: ["no-such-terminal", terminal], usesColor: true, isKnownUTF8: true,
      input: line.borrowed,
      output: line.borrowed, rows: rows, columns: columns)
  }

  deinit { target.close() }

  /// Shows what has been sent; returns the bytes.
  @discardableResult
  func receive() -> [UInt8] {
    var received: [UInt8] = []
    while let bytes = try? pty.primary.read(upTo: 65536), !bytes.isEmpty { received += bytes }
    emulator.feed(received)
    return received
  }

  var text: String {
    (0..<emulator.rows).map { emulator.text(ofRow: $0) }.joined(separator: "\n")
  }
}

@Suite struct CharacterSetProbeTests {
  @Test(
    "the cursor's report is found among what was typed",
    arguments: [
      ("\u{1b}[1;2R", CharacterSetProbe.Answer.columns(1), ""),
      ("ls\u{1b}[A\u{1b}[24;3Rx", .columns(2), "ls\u{1b}[Ax"), ("", .incomplete, ""),
      ("\u{1b}[1;", .incomplete, "\u{1b}[1;"), ("R\u{1b}R", .incomplete, "R\u{1b}R"),
    ])
  func answers(bytes: String, answer: CharacterSetProbe.Answer, rest: String) {
    var received = Array(bytes.utf8)
    #expect(CharacterSetProbe.takeAnswer(from: &received) == answer)
    #expect(received == Array(rest.utf8))
  }
}

/// ncurses keeps its state in globals: one test after the other.
@Suite(.serialized) struct NCursesTargetTests {
  private static let texts = [
    "a", " ", "é", "e\u{301}", "世", "👩\u{200d}🚀", "🚀", "❤\u{fe0f}", "─", "\u{1fae8}", "ß",
  ]

  private static func scribble(on surface: inout Surface, _ dice: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...30, using: &dice) {
      let row = Int.random(in: 0..<surface.rows, using: &dice)
      let column = Int.random(in: 0..<surface.columns, using: &dice)
      let style = SurfaceStyle(
        foreground: .palette(UInt8.random(in: 0...255, using: &dice)),
        background: Bool.random(using: &dice) ? .standard : .rgb(10, 20, 30),
        attributes: Bool.random(using: &dice) ? .bold : [])
      let text = texts.randomElement(using: &dice) ?? "a"
      // As an emulator does: what one half of a wide character loses, the other loses too.
      for at in column...column + 1 where at < surface.columns {
        if surface[row, at].width == 0, at > 0 { surface[row, at - 1] = .blank() }
        if surface[row, at].width == 2 { surface[row, at + 1] = .blank() }
        surface[row, at] = .blank()
      }
      surface.put(text, row: row, column: column, style: style)
    }
  }

  @Test(
    "whatever is drawn after whatever else, the terminal shows it", arguments: [1, 7, 1234, 99])
  func shows(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let outer = try OuterTerminal(rows: 6, columns: 24)
    var shown = Surface(rows: 6, columns: 24)
    outer.target.show(SurfaceDiff.everything(shown), of: shown)
    for _ in 0..<60 {
      var next = shown
      Self.scribble(on: &next, &dice)
      next.cursor = .init(row: Int.random(in: 0..<6, using: &dice), column: 3)
      outer.target.show(SurfaceDiff.runs(from: shown, to: next), of: next)
      outer.receive()
      shown = next
      guard outer.text == shown.text else {
        Issue.record("the terminal shows:\n\(outer.text)\ninstead of:\n\(shown.text)")
        return
      }
      #expect(outer.emulator.cursor.row == next.cursor?.row)
      #expect(outer.emulator.cursor.column == 3)
    }
  }

  @Test("one changed cell costs a few bytes, an unchanged frame none")
  func isCheap() throws {
    let outer = try OuterTerminal(rows: 24, columns: 80)
    var surface = Surface(rows: 24, columns: 80)
    for row in 0..<24 { surface.put("row \(row) of the text", row: row, column: 2) }
    outer.target.show(SurfaceDiff.everything(surface), of: surface)
    outer.receive()
    let old = surface
    surface.put("X", row: 12, column: 40)
    outer.target.show(SurfaceDiff.runs(from: old, to: surface), of: surface)
    #expect(outer.receive().count < 40)
    outer.target.show(SurfaceDiff.everything(surface), of: surface)
    #expect(outer.receive().isEmpty)
  }

  @Test("a change of size draws everything in the new one")
  func resizes() throws {
    let outer = try OuterTerminal(rows: 4, columns: 10)
    for (rows, columns) in [(2, 30), (1, 1), (8, 5)] {
      outer.emulator.resize(rows: rows, columns: columns)
      outer.target.resize(rows: rows, columns: columns)
      var surface = Surface(rows: rows, columns: columns)
      surface.fill(surface.bounds, with: SurfaceCell("x"))
      outer.target.show(SurfaceDiff.everything(surface), of: surface)
      outer.receive()
      #expect(outer.text == surface.text)
    }
  }

  @Test("leaving restores the main screen and shows the cursor")
  func leaves() throws {
    let outer = try OuterTerminal(rows: 4, columns: 10)
    outer.emulator.feed("before")
    var surface = Surface(rows: 4, columns: 10)
    surface.put("during", row: 0, column: 0)
    outer.target.show(SurfaceDiff.everything(surface), of: surface)
    outer.receive()
    #expect(outer.emulator.modes.isAlternateScreen)
    #expect(!outer.emulator.cursor.isVisible)
    outer.target.close()
    outer.receive()
    #expect(!outer.emulator.modes.isAlternateScreen)
    #expect(outer.emulator.cursor.isVisible)
    #expect(outer.text.hasPrefix("before"))
  }

  @Test("where there is one screen only, leaving clears its last row")
  func leavesPicture() throws {
    let outer = try OuterTerminal(rows: 3, columns: 10, terminal: "vt100")
    var surface = Surface(rows: 3, columns: 10)
    for row in 0..<3 { surface.put("row \(row)", row: row, column: 0) }
    outer.target.show(SurfaceDiff.everything(surface), of: surface)
    outer.target.close()
    outer.receive()
    surface.fill(Rectangle(row: 2, rows: 1, columns: 10))
    #expect(outer.text == surface.text)
  }

  @Test(
    "terminals that will not do are named",
    arguments: [
      ("no-such-terminal", NCursesTarget.StartFailure.unknownTerminal("no-such-terminal")),
      ("dumb", .tooSimple("dumb")),
    ])
  func refuses(terminal: String, failure: NCursesTarget.StartFailure) {
    let thrown = #expect(throws: NCursesTarget.StartFailure.self) {
      _ = try OuterTerminal(rows: 2, columns: 2, terminal: terminal)
    }
    #expect(thrown == failure)
  }
}
