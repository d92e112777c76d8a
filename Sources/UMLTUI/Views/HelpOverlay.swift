/// All keys and commands with their sentences; typing narrows the list.
struct HelpOverlay: View, Equatable {
  struct Entry: Equatable {
    var heading: String
    var keys: String
    var text: String
  }

  private let prefix: String
  var entries: [Entry]
  var filter = TextField()
  var scroll = 0
  /// The lines there were room for, to know how far one can scroll.
  var pageRows = 10

  init(_ map: KeyMap) {
    prefix = map.prefix.description
    entries = KeyBinding.Topic.allCases.flatMap { topic in
      map.bindings.filter { $0.topic == topic && !Self.isDigit($0) }.map {
        Entry(heading: topic.rawValue, keys: $0.label, text: $0.help)
      }
    }
    let tabs = Entry(
      heading: KeyBinding.Topic.tabs.rawValue, keys: "0 … 9", text: "go to the tab of that number")
    let end = entries.lastIndex { $0.heading == tabs.heading } ?? entries.endIndex - 1
    entries.insert(tabs, at: end + 1)
    entries += Self.lookingBack + Self.mouse
    entries += CommandTable.rows.map { row in
      let usage = row.usage.isEmpty ? row.name : "\(row.name) \(row.usage)"
      return Entry(heading: "Commands, after \(map.prefix) :", keys: usage, text: row.help)
    }
  }

  private static let lookingBack: [Entry] = [
    ("q Esc Enter", "return to the newest output"),
    ("PgUp PgDn k j", "move, also with the arrows, Ctrl-u, Ctrl-d, g, G"),
    ("/ n N", "search upwards, go to the next match, go back"),
    ("v", "mark text: v again where it begins, y where it ends copies it"),
  ].map { Entry(heading: "While looking back", keys: $0, text: $1) }

  private static let mouse: [Entry] = [
    ("click", "go to a pane or a tab"),
    ("drag a border", "move it"),
    ("drag", "copy text; twice clicked a word, three times a line"),
    ("wheel", "look back"),
    ("middle button", "type what was copied last"),
    ("Shift and these", "the same where a program uses the mouse itself"),
  ].map { Entry(heading: "Mouse", keys: $0, text: $1) }

  private static func isDigit(_ binding: KeyBinding) -> Bool {
    if case .selectTab = binding.command { return true }
    return false
  }

  enum Line: Equatable {
    case heading(String)
    case entry(Entry)
    case blank
  }

  var lines: [Line] {
    let wanted = filter.string.lowercased()
    var lines: [Line] = []
    var heading = ""
    for entry in entries {
      let text = "\(entry.keys) \(entry.text)".lowercased()
      guard wanted.isEmpty || text.contains(wanted) else { continue }
      if entry.heading != heading {
        if !lines.isEmpty { lines.append(.blank) }
        heading = entry.heading
        lines.append(.heading(heading))
      }
      lines.append(.entry(entry))
    }
    return lines
  }

  mutating func handle(_ key: KeyEvent) -> OverlayOutcome<Never> {
    let page = max(1, pageRows - 1)
    switch key.key {
    case .escape, .enter: return .closes
    case .character("q") where filter.string.isEmpty && key.modifiers.isEmpty: return .closes
    case .up: scroll -= 1
    case .down: scroll += 1
    case .pageUp: scroll -= page
    case .pageDown: scroll += page
    case .home: scroll = 0
    case .end: scroll = .max
    default: if filter.handle(key) { scroll = 0 }
    }
    scroll = max(0, min(scroll, lines.count - pageRows))
    return .stays
  }

  mutating func handle(_ mouse: MouseEvent) {
    switch mouse.button {
    case .wheelUp: scroll = max(0, scroll - 3)
    case .wheelDown: scroll = max(0, min(scroll + 3, lines.count - pageRows))
    default: break
    }
  }

  static func area(in bounds: Rectangle) -> Rectangle {
    bounds.centred(rows: max(3, bounds.rows - 2), columns: min(76, bounds.columns))
  }

  func draw(on surface: inout Surface, in area: Rectangle, _ context: DrawContext) {
    let inside = surface.box(
      area, title: "Keys, after \(prefix)   (type to search, Esc closes)", context)
    guard !inside.isEmpty else { return }
    let lines = lines
    let listRows = inside.rows - 1
    let first = max(0, min(scroll, lines.count - listRows))
    for (offset, line) in lines.dropFirst(first).prefix(max(0, listRows)).enumerated() {
      draw(line, on: &surface, row: inside.row + offset, in: inside, context)
    }
    let row = inside.endRow - 1
    let more = lines.count - first - listRows
    if more > 0 {
      let text = "\(more) more, PgDn "
      surface.put(
        text, row: row, column: inside.endColumn - text.count, style: context.theme.border)
    }
    let start = surface.put(
      " search: ", row: row, column: inside.column, style: context.theme.border)
    filter.draw(
      on: &surface, row: row, column: start, columns: inside.endColumn - start - 16,
      style: context.theme.hint)
  }

  private func draw(
    _ line: Line, on surface: inout Surface, row: Int, in inside: Rectangle, _ context: DrawContext
  ) {
    switch line {
    case .blank: break
    case .heading(let text):
      surface.put(
        text, row: row, column: inside.column + 1, style: context.theme.focusedTitle,
        limit: inside.columns - 1)
    case .entry(let entry):
      let column = inside.column + 3
      let end = surface.put(
        entry.keys, row: row, column: column, style: context.theme.notice,
        limit: inside.endColumn - column)
      let text = max(end + 2, min(column + 16, inside.endColumn))
      surface.put(
        TextLayout.shortened(
          entry.text, to: inside.endColumn - text, mark: context.glyphs.ellipsis),
        row: row, column: text, style: context.theme.hint)
    }
  }
}
