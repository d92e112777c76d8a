/// The bottom line: what is at hand. The focused line's facts; after the prefix, the keys.
struct HintBar: View, Equatable {
  enum Content: Equatable {
    /// What we look at, and how to find out more, the longest form first.
    case facts(String, help: [String])
    /// The keys that may follow the prefix.
    case keys(prefix: String, [Hint])
    /// Something the user should read.
    case notice(String)
  }

  struct Hint: Equatable {
    var keys: String
    var text: String
  }

  var content: Content

  func draw(on surface: inout Surface, in area: Rectangle, _ context: DrawContext) {
    surface.fill(area)
    let start = area.column + 1
    switch content {
    case .notice(let text):
      let short = TextLayout.shortened(text, to: area.columns - 2, mark: context.glyphs.ellipsis)
      surface.put(short, row: area.row, column: start, style: context.theme.notice)
    case .facts(let facts, let help): drawFacts(facts, help, on: &surface, in: area, context)
    case .keys(let prefix, let hints):
      drawKeys(prefix, hints, on: &surface, in: area, context)
    }
  }

  private func drawFacts(
    _ facts: String, _ help: [String], on surface: inout Surface, in area: Rectangle,
    _ context: DrawContext
  ) {
    let room = area.columns - 2
    let fitting = help.first { TextLayout.width(of: $0) + 2 + TextLayout.width(of: facts) <= room }
    // A newcomer needs the way to the help more than the last of the facts.
    let shown = fitting ?? help.last ?? ""
    let width = TextLayout.width(of: shown)
    let short = TextLayout.shortened(
      facts, to: room - (width > 0 ? width + 2 : 0), mark: context.glyphs.ellipsis)
    surface.put(short, row: area.row, column: area.column + 1, style: context.theme.hint)
    surface.put(shown, row: area.row, column: area.endColumn - width - 1, style: context.theme.hint)
  }

  private func drawKeys(
    _ prefix: String, _ hints: [Hint], on surface: inout Surface, in area: Rectangle,
    _ context: DrawContext
  ) {
    var column = surface.put(
      "\(prefix)  ", row: area.row, column: area.column + 1, style: context.theme.notice)
    // The last hint, how to see all keys, is never the one left out.
    let last = hints.last.map { width(of: $0) } ?? 0
    for (index, hint) in hints.enumerated() {
      let isLast = index == hints.count - 1
      let separator = index == 0 ? "" : " \(context.glyphs.separator) "
      let needed = separator.count + width(of: hint) + (isLast ? 0 : last + 3)
      guard isLast || column + needed < area.endColumn else { continue }
      column = surface.put(separator, row: area.row, column: column, style: context.theme.border)
      column = surface.put(
        hint.keys, row: area.row, column: column, style: context.theme.focusedTitle)
      column = surface.put(
        " \(hint.text)", row: area.row, column: column, style: context.theme.hint)
    }
  }

  private func width(of hint: Hint) -> Int {
    TextLayout.width(of: hint.keys) + 1 + TextLayout.width(of: hint.text)
  }
}
