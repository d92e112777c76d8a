/// Marking text with the keyboard: a cursor in the history, and from some point on a selection
/// from there to it.
extension TerminalPane {
  var isMarking: Bool { markCursor != nil }

  /// Shows the cursor, at the match found last or in the last line shown.
  func beginMarking() {
    beginScrolling()
    let line = view.match ?? view.shownTop(extent) + viewRows - 1
    markCursor = .init(line: min(line, extent.screenTop + rows - 1), column: 0)
    selection = nil
  }

  func endMarking() {
    markCursor = nil
    selection = nil
  }

  /// Begins the selection at the cursor, or begins it anew.
  func anchorMark() {
    guard let cursor = markCursor else { return }
    selection = TextSelection(anchor: cursor, end: cursor)
  }

  /// Moves the cursor; the view follows it.
  func moveMark(lines: Int = 0, columns: Int = 0) {
    guard var cursor = markCursor else { return }
    cursor.line = max(extent.oldest, min(cursor.line + lines, extent.screenTop + rows - 1))
    cursor.column = max(0, min(cursor.column + columns, self.columns - 1))
    setMark(cursor)
  }

  func moveMark(toColumn column: Int) {
    guard var cursor = markCursor else { return }
    cursor.column = max(0, min(column, columns - 1))
    setMark(cursor)
  }

  /// Goes behind the last character of the line.
  func moveMarkToLineEnd() {
    guard let cursor = markCursor else { return }
    let width = TextLayout.width(of: screen.text(ofLine: cursor.line))
    moveMark(toColumn: (width - 1) * screen.columnsPerCell(ofLine: cursor.line))
  }

  private func setMark(_ cursor: TextSelection.Point) {
    markCursor = cursor
    selection?.end = cursor
    view.reveal(cursor.line, viewRows: viewRows, extent)
  }
}
