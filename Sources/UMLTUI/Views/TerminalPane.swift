/// A console of a guest as one sees it: its screen, or a look back into its history.
///
/// Fed by the workspace with what the console service sends. The screen has the size the service
/// reports; the area it is drawn in may for a moment, or beside a larger client, have another.
final class TerminalPane {
  let id: PaneID
  let address: LineAddress
  private(set) var screen: PaneScreen
  private let historyLimit: Int
  var view = HistoryView()
  /// What `view` marks the matches of.
  private(set) var search = TextSearch("")
  var selection: TextSelection?
  /// Where the keyboard is marking text, if it is.
  var markCursor: TextSelection.Point?
  /// Rows of the area it is shown in: what a page is.
  var viewRows: Int
  /// Whether its line has been asked for.
  var isAttached = false
  /// It rang while nobody looked.
  var hasBell = false
  var hasFocus = false
  /// The screen's row that was in the first row of the area when it was last drawn.
  var drawnFirstRow = 0

  init(id: PaneID, address: LineAddress, rows: Int, columns: Int, historyLimit: Int) {
    self.id = id
    self.address = address
    self.historyLimit = historyLimit
    viewRows = rows
    screen = PaneScreen(rows: rows, columns: columns, historyLimit: historyLimit)
  }

  var rows: Int { screen.rows }
  var columns: Int { screen.columns }
  var title: String { screen.title }

  // MARK: Output

  /// Begins anew with a snapshot. Lines keep their numbers, so that one who looks back, or marks
  /// text, while much is printed stays where he is.
  func restart(rows: Int, columns: Int, topLine: Int, bytes: [UInt8]) {
    if columns != screen.columns || !view.isScrolling { selection = nil }
    screen = PaneScreen(rows: rows, columns: columns, historyLimit: historyLimit)
    screen.feed(bytes)
    screen.number(from: topLine)
    _ = screen.takeBell()
  }

  func feed(_ bytes: [UInt8]) { screen.feed(bytes) }

  func resize(rows: Int, columns: Int) {
    guard rows != screen.rows || columns != screen.columns else { return }
    screen.resize(rows: rows, columns: columns)
    selection = nil
  }

  func takeBell() -> Bool { screen.takeBell() }

  // MARK: Input

  func encode(_ key: KeyEvent) -> [UInt8] { screen.input.encode(key) }
  func encode(paste bytes: [UInt8]) -> [UInt8] { screen.input.encode(paste: bytes) }
  func encode(focus: Bool) -> [UInt8] { screen.input.encode(focus: focus) }

  var tracksMouse: Bool { screen.tracksMouse }

  func encode(_ mouse: MouseEvent, in area: Rectangle) -> [UInt8] {
    var inside = mouse
    inside.row = max(0, min(mouse.row - area.row + firstRow(in: area), rows - 1))
    inside.column = max(0, min(mouse.column - area.column, columns - 1))
    return screen.input.encode(inside)
  }

  // MARK: Looking back

  var isScrolling: Bool { view.isScrolling }
  var searchText: String { view.searchText }

  var extent: HistoryView.Extent {
    .init(oldest: screen.oldestLine, screenTop: screen.topLine, rows: screen.rows)
  }

  func beginScrolling() { view.begin(extent) }
  func scroll(up lines: Int) {
    view.scroll(up: lines, extent)
    // The wheel led back to where it began.
    if lines < 0, view.linesBelow(extent) == 0 { view.follow() }
  }
  func scrollPages(up pages: Int) { view.scroll(up: pages * max(1, viewRows - 1), extent) }
  func scrollToTop() { view.scrollToTop(extent) }
  func followOutput() {
    view.follow()
    endMarking()
  }

  /// Goes to the next line with this text, upwards or downwards; false when there is none.
  func search(for text: String, up: Bool = true) -> Bool {
    view.searchText = text
    search = TextSearch(text)
    let end = screen.topLine + rows
    let start = view.match ?? (up ? view.shownTop(extent) + viewRows : view.shownTop(extent) - 1)
    var line = up ? min(start, end) - 1 : max(start + 1, screen.oldestLine)
    while line >= screen.oldestLine, line < end {
      if !search.matches(in: Array(screen.text(ofLine: line))).isEmpty {
        view.begin(extent)
        view.show(line, viewRows: viewRows, extent)
        view.match = line
        return true
      }
      line += up ? -1 : 1
    }
    return false
  }

  /// For the hint bar: where one is, and what the keys do.
  func scrollFacts(_ context: DrawContext) -> String {
    let below = view.linesBelow(extent)
    let separator = " \(context.glyphs.separator) "
    let place = below == 0 ? "history: at the end" : "history: \(below) lines below"
    let keys =
      isMarking
      ? ["arrows move", "v begin here", "y copy", "Esc back"]
      : ["q back", "PgUp PgDn", "/ search", "n N next", "v mark"]
    return ([place] + keys).joined(separator: separator)
  }

  /// For the title: that one does not see the newest output.
  func note(_ context: DrawContext) -> String {
    guard isScrolling else { return "" }
    return "-\(view.linesBelow(extent))"
  }

  // MARK: Marking

  func beginSelection(at mouse: MouseEvent, in area: Rectangle) {
    let point = point(at: mouse, in: area)
    selection = TextSelection(anchor: point, end: point)
  }

  func extendSelection(to mouse: MouseEvent, in area: Rectangle) {
    // Dragged past an edge, the text follows.
    if mouse.row < area.row { scroll(up: 1) }
    if mouse.row >= area.endRow, isScrolling { scroll(up: -1) }
    selection?.end = point(at: mouse, in: area)
  }

  func point(at mouse: MouseEvent, in area: Rectangle) -> TextSelection.Point {
    let row = max(0, min(mouse.row - area.row, area.rows - 1))
    let column = max(0, min(mouse.column - area.column, columns - 1))
    return .init(line: firstLine(in: area) + row, column: column)
  }

  /// The text marked, lines joined where the terminal had broken them; nil when there is none.
  func takeSelectedText() -> String? {
    guard let selection, !selection.isEmpty else {
      self.selection = nil
      return nil
    }
    var text = ""
    for line in selection.first.line...selection.last.line {
      let range = selection.columns(in: line, columns: columns)
      text += screen.text(ofLine: line, columns: range)
      if line < selection.last.line, !screen.isWrapped(line) { text += "\n" }
    }
    return text
  }
}
