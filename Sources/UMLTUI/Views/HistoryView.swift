/// What part of a pane's lines is shown. Lines are counted from the first the terminal ever had,
/// so that a view stays where it is while output goes on below.
struct HistoryView: Equatable {
  /// The first line shown; nil follows the output.
  private(set) var top: Int?
  /// What was searched for last; its matches are marked.
  var searchText = ""
  /// The line of the match one is at.
  var match: Int?

  /// The lines there are, and how many of them fit.
  struct Extent: Equatable {
    /// The oldest line kept.
    var oldest: Int
    /// The first line of the screen itself: where the view is when it follows.
    var screenTop: Int
    /// How many lines the screen has.
    var rows: Int
  }

  var isScrolling: Bool { top != nil }

  mutating func begin(_ extent: Extent) { if top == nil { top = extent.screenTop } }

  mutating func follow() {
    top = nil
    match = nil
  }

  /// Looks back by some lines, or forward; at the end it stays scrolling until told otherwise.
  mutating func scroll(up lines: Int, _ extent: Extent) {
    let wanted = shownTop(extent) - lines
    top = max(extent.oldest, min(wanted, extent.screenTop))
  }

  mutating func scrollToTop(_ extent: Extent) { top = extent.oldest }

  /// Brings a line into view, in the middle if it was not.
  mutating func show(_ line: Int, viewRows: Int, _ extent: Extent) {
    let current = shownTop(extent)
    if top != nil, line >= current, line < current + viewRows { return }
    top = max(extent.oldest, min(line - viewRows / 2, extent.screenTop))
  }

  /// Scrolls no further than needed to show a line.
  mutating func reveal(_ line: Int, viewRows: Int, _ extent: Extent) {
    let current = shownTop(extent)
    let wanted = line < current ? line : max(current, line - viewRows + 1)
    top = max(extent.oldest, min(wanted, extent.screenTop))
  }

  /// The first line to show; what has been dropped from the history cannot be shown.
  func shownTop(_ extent: Extent) -> Int {
    guard let top else { return extent.screenTop }
    return max(extent.oldest, min(top, extent.screenTop))
  }

  /// How many lines lie between the view and the newest screen.
  func linesBelow(_ extent: Extent) -> Int { extent.screenTop - shownTop(extent) }
}
