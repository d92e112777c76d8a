/// The top line: the tabs at the left, the guests' states and the clock at the right.
struct StatusBar: View, Equatable {
  struct TabLabel: Equatable {
    var number: Int
    var title: String
    var isCurrent: Bool
    var isZoomed: Bool
    /// Something rang there since one last looked.
    var hasBell: Bool
  }

  struct GuestLabel: Equatable {
    var name: String
    var state: GuestState
    var isFocused: Bool
  }

  var tabs: [TabLabel]
  var guests: [GuestLabel]
  var clock: String

  func draw(on surface: inout Surface, in area: Rectangle, _ context: DrawContext) {
    surface.fill(area, with: .blank(context.theme.bar))
    let left = tabSpans(columns: area.columns, context)
    for span in left {
      surface.put(
        span.text, row: area.row, column: area.column + span.columns.lowerBound,
        style: tabs[span.tab].isCurrent ? context.theme.barStrong : context.theme.bar,
        limit: area.columns - span.columns.lowerBound)
    }
    let used = left.last?.columns.upperBound ?? 0
    drawRight(on: &surface, in: area.inset(left: used + 1), context)
  }

  struct TabSpan: Equatable {
    var tab: Int
    var text: String
    var columns: Range<Int>
  }

  /// Where each tab's label is: for drawing and for the mouse. The current one is always there.
  func tabSpans(columns: Int, _ context: DrawContext) -> [TabSpan] {
    let texts = tabs.map { tab in
      " \(tab.number):\(TextLayout.shortened(tab.title, to: 20, mark: context.glyphs.ellipsis))"
        + (tab.isCurrent ? "*" : tab.hasBell ? "!" : "") + (tab.isZoomed ? "Z" : "")
    }
    var first = 0
    let current = tabs.firstIndex(where: \.isCurrent) ?? 0
    let widths = texts.map { TextLayout.width(of: $0) }
    while first < current, widths[first...current].reduce(0, +) > columns { first += 1 }
    var spans: [TabSpan] = []
    var at = 0
    for index in first..<max(first, texts.count) {
      guard at + widths[index] <= columns || index == current else { break }
      spans.append(
        TabSpan(tab: index, text: texts[index], columns: at..<min(columns, at + widths[index])))
      at += widths[index]
    }
    return spans
  }

  private func drawRight(
    on surface: inout Surface, in area: Rectangle, _ context: DrawContext
  ) {
    let clockText = clock.isEmpty ? "" : "  \(clock) "
    // What does not fit is left out from the least to the most useful.
    var shown = guests
    var showsClock = true
    let width = { (guests: [GuestLabel], clock: Bool) in
      guests.reduce(clock ? TextLayout.width(of: clockText) : 1) {
        $0 + TextLayout.width(of: text(of: $1, context)) + 2
      }
    }
    if width(shown, showsClock) > area.columns { showsClock = false }
    if width(shown, showsClock) > area.columns { shown = shown.filter(\.isFocused) }
    if width(shown, showsClock) > area.columns { shown = [] }
    var column = area.endColumn - width(shown, showsClock)
    for guest in shown {
      column = surface.put(
        "  \(guest.name) ", row: area.row, column: column,
        style: guest.isFocused ? context.theme.barStrong : context.theme.bar)
      column = surface.put(
        context.glyphs.state(guest.state), row: area.row, column: column,
        style: context.theme.state(guest.state, over: context.theme.bar))
    }
    if showsClock {
      surface.put(clockText, row: area.row, column: column, style: context.theme.bar)
    }
  }

  private func text(of guest: GuestLabel, _ context: DrawContext) -> String {
    "\(guest.name) \(context.glyphs.state(guest.state))"
  }
}
