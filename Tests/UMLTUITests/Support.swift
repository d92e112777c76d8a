import Testing

@testable import UMLTUI

/// A guest of the imagination: it remembers what it was asked.
final class FakeSource: PaneSource {
  let guest: String
  private(set) var calls: [String] = []
  private(set) var sent: [UInt8] = []

  init(_ guest: String) { self.guest = guest }

  func attach(_ line: String, readOnly: Bool) {
    calls.append("attach \(line)\(readOnly ? " read-only" : "")")
  }
  func detach(_ line: String) { calls.append("detach \(line)") }
  func send(_ bytes: [UInt8], to line: String) {
    sent += bytes
    calls.append("send \(line) \(String(decoding: bytes, as: UTF8.self))")
  }
  func resize(_ line: String, rows: Int, columns: Int) {
    calls.append("resize \(line) \(columns)x\(rows)")
  }
  func sendBreak(to line: String) { calls.append("break \(line)") }
  func request(_ command: String) { calls.append("request \(command)") }
  func close() { calls.append("close") }

  func takeCalls() -> [String] {
    defer { calls = [] }
    return calls
  }
}

/// A workspace with two guests on it, and short ways to play with it.
final class Stage {
  let workspace: Workspace
  var sources: [String: FakeSource] = [:]
  var now: Int64 = 1000

  init(
    rows: Int = 12, columns: Int = 60, guests: [String] = ["left", "right"],
    lines: [String] = ["con0", "ssl1"], glyphs: Glyphs = .unicode,
    options: Workspace.Options = .init()
  ) {
    workspace = Workspace(
      rows: rows, columns: columns, options: options,
      context: DrawContext(theme: .color, glyphs: glyphs))
    workspace.clock = "14:07"
    for guest in guests { boot(guest, lines) }
  }

  func boot(_ guest: String, _ lines: [String]) {
    let source = FakeSource(guest)
    sources[guest] = source
    workspace.add(source)
    report(.connected(kernel: "umltop", arguments: []), guest)
    report(.lines(lines.map { LineFacts(name: $0) }), guest)
    report(.state(.running), guest)
  }

  func report(_ event: PaneSourceEvent, _ guest: String) {
    workspace.receive(event, from: guest, now: now)
  }

  /// What the guest prints on a line.
  func print(_ text: String, _ guest: String = "left", _ line: String = "con0") {
    report(.output(line: line, bytes: Array(text.utf8)), guest)
  }

  /// Answers every wish for a size, as a service does.
  func acceptSizes() {
    for (address, size) in workspace.requestedSizes {
      report(
        .resized(line: address.line, rows: size.rows, columns: size.columns), address.guest)
    }
  }

  func press(_ keys: KeyEvent...) {
    for key in keys { workspace.handle(.key(key), now: now) }
  }

  /// The prefix, then keys.
  func command(_ keys: KeyEvent...) {
    press(.control("b"))
    for key in keys { press(key) }
  }

  func type(_ text: String) {
    for scalar in text.unicodeScalars { press(.character(scalar)) }
  }

  func mouse(
    _ action: MouseEvent.Action, _ button: MouseEvent.Button, _ row: Int, _ column: Int
  ) {
    workspace.handle(.mouse(MouseEvent(action, button, row: row, column: column)), now: now)
  }

  var focus: String { workspace.focusedPane.map { "\($0.address)" } ?? "" }
  var text: String { workspace.draw().text }
}

/// Compares a screen with the picture of it, printing both when they differ.
func expectScreen(
  _ stage: Stage, _ picture: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = stage.text
  guard text != picture else { return }
  Issue.record("drawn:\n\(text)\nexpected:\n\(picture)", sourceLocation: sourceLocation)
}
