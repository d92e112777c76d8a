import ConsoleService

/// A list to choose from, narrowed by typing: panes and consoles, or what can be done.
struct ChooserView: View, Equatable {
  enum Choice: Hashable {
    case goTo(PaneID)
    case open(LineAddress)
    case halt(String)
    case reboot(String)
    case restart(String)
    case sendBreak(LineAddress)
    case lineMenu(LineAddress)
    case listLines(String)
    case wish(LineAddress, LineWish)
    /// Asks for what the line is to be attached to, or logged to.
    case askForAttachment(LineAddress)
    case askForLog(LineAddress)
    case join(LineAddress, LineAddress)
    case unjoin(LineAddress)
  }

  struct Item: Equatable {
    var text: String
    /// At the right: a state, a size.
    var detail: String
    var choice: Choice
  }

  /// Where a chosen console is opened.
  enum Place: Hashable {
    case newTab
    case beside(PaneID, SplitAxis)
  }

  /// What the list is of.
  enum Subject: Hashable {
    /// What can be done; it stays as it is.
    case menu
    /// All panes, and the consoles that none shows.
    case everything
    /// All consoles, to be opened there.
    case consoles(Place)

    var place: Place { if case .consoles(let place) = self { place } else { .newTab } }
  }

  var title: String
  var items: [Item]
  var subject = Subject.menu
  var filter = TextField()
  var selected = 0

  var matching: [Item] {
    let wanted = filter.string.lowercased()
    return items.filter { Self.matches($0.text.lowercased(), wanted) }
  }

  /// Others instead; what was selected stays so if it is still there.
  mutating func replaceItems(_ items: [Item]) {
    let before = matching.indices.contains(selected) ? matching[selected].choice : nil
    self.items = items
    let index = matching.firstIndex { $0.choice == before }
    selected = index ?? max(0, min(selected, matching.count - 1))
  }

  /// Whether all letters of `wanted` occur in the text in that order.
  static func matches(_ text: String, _ wanted: String) -> Bool {
    var rest = text[...]
    for letter in wanted where letter != " " {
      guard let found = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: found)...]
    }
    return true
  }

  mutating func handle(_ key: KeyEvent) -> OverlayOutcome<Choice> {
    let count = matching.count
    switch (key.key, key.modifiers) {
    case (.escape, _), (.character("c"), .control), (.character("g"), .control): return .closes
    case (.enter, _):
      guard matching.indices.contains(selected) else { return .stays }
      return .chooses(matching[selected].choice)
    case (.up, _), (.tab, .shift), (.character("p"), .control): selected -= 1
    case (.down, _), (.tab, _), (.character("n"), .control): selected += 1
    case (.home, _): selected = 0
    case (.end, _): selected = count - 1
    default: if filter.handle(key) { selected = 0 }
    }
    let after = matching.count
    selected = after == 0 ? 0 : (selected + after) % after
    return .stays
  }

  func area(in bounds: Rectangle) -> Rectangle {
    bounds.centred(
      rows: min(bounds.rows, max(5, items.count + 3)), columns: min(60, bounds.columns))
  }

  /// The item in a row of the screen.
  func item(atRow row: Int, in area: Rectangle) -> Item? {
    let inside = area.inset(top: 1, bottom: 2)
    guard row >= inside.row, row < inside.endRow else { return nil }
    let index = firstShown(rows: inside.rows) + row - inside.row
    return matching.indices.contains(index) ? matching[index] : nil
  }

  private func firstShown(rows: Int) -> Int {
    max(0, min(selected - rows + 1, matching.count - rows))
  }

  func draw(on surface: inout Surface, in area: Rectangle, _ context: DrawContext) {
    let inside = surface.box(area, title: title, context)
    guard !inside.isEmpty else { return }
    let listRows = max(1, inside.rows - 1)
    let first = firstShown(rows: listRows)
    for (offset, item) in matching.dropFirst(first).prefix(listRows).enumerated() {
      let row = inside.row + offset
      let isSelected = first + offset == selected
      let style = isSelected ? context.theme.selection : context.theme.hint
      surface.fill(
        Rectangle(row: row, column: inside.column, rows: 1, columns: inside.columns),
        with: .blank(style))
      // The mark says what the reversed colours say where there are none.
      surface.put(
        (isSelected ? "> " : "  ") + item.text, row: row, column: inside.column, style: style,
        limit: inside.columns)
      let column = inside.endColumn - TextLayout.width(of: item.detail) - 1
      if column > inside.column + 2 + TextLayout.width(of: item.text) {
        surface.put(item.detail, row: row, column: column, style: style)
      }
    }
    if matching.isEmpty {
      surface.put(
        "  nothing matches", row: inside.row, column: inside.column, style: context.theme.hint,
        limit: inside.columns)
    }
    guard inside.rows > 1 else { return }
    let row = inside.endRow - 1
    let start = surface.put(" find: ", row: row, column: inside.column, style: context.theme.border)
    filter.draw(
      on: &surface, row: row, column: start, columns: inside.endColumn - start - 1,
      style: context.theme.hint)
  }
}
