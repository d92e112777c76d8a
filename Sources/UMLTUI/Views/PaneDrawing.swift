/// How a pane's lines get onto a surface.
extension TerminalPane {
  /// The screen's row in the first row of the area: not the first when the area is too small for
  /// the screen, so that the cursor is always seen.
  func firstRow(in area: Rectangle) -> Int {
    max(0, min(screen.cursorRow + 1 - area.rows, rows - area.rows))
  }

  func firstLine(in area: Rectangle) -> Int {
    view.isScrolling ? view.shownTop(extent) : screen.topLine + firstRow(in: area)
  }

  /// The rows of the area down to the last with text in it.
  func usedRows(in area: Rectangle) -> Int {
    screen.usedRows - firstRow(in: area)
  }

  func draw(
    on surface: inout Surface, in area: Rectangle, isFocused: Bool, _ context: DrawContext
  ) {
    guard !area.isEmpty else { return }
    let first = firstLine(in: area)
    let end = screen.topLine + rows
    for row in 0..<area.rows {
      let line = first + row
      let place = Rectangle(
        row: area.row + row, column: area.column, rows: 1, columns: area.columns)
      if line < end {
        screen.draw(line: line, on: &surface, in: place)
      } else {
        surface.fill(place)
      }
      decorate(line, on: &surface, in: place, context)
    }
    if isFocused, let cursor = markCursor, (first..<first + area.rows).contains(cursor.line) {
      surface.cursor = .init(
        row: area.row + cursor.line - first,
        column: area.column + min(cursor.column, area.columns - 1))
    }
    if isFocused, !view.isScrolling, let cursor = screen.visibleCursor {
      let row = cursor.row - firstRow(in: area)
      let column = min(cursor.column, area.columns - 1)
      if row >= 0, row < area.rows {
        surface.cursor = .init(row: area.row + row, column: area.column + column)
      }
    }
  }

  /// Marks what was searched for and what the mouse marked.
  private func decorate(
    _ line: Int, on surface: inout Surface, in place: Rectangle, _ context: DrawContext
  ) {
    if view.isScrolling, !view.searchText.isEmpty {
      let cells = (place.column..<place.endColumn).filter { surface[place.row, $0].width > 0 }
      var text = cells.map { column -> Character in
        surface.clusters.scalars(of: surface[place.row, column].content).first.map(Character.init)
          ?? " "
      }
      while text.last == " " { text.removeLast() }
      for match in search.matches(in: text) {
        for index in match {
          surface[place.row, cells[index]].style = context.theme.match
        }
      }
    }
    guard let selection else { return }
    let marked = selection.columns(in: line, columns: place.columns)
    let area = Rectangle(
      row: place.row, column: place.column + marked.lowerBound, rows: 1, columns: marked.count)
    surface.restyle(area) { $0.attributes.formSymmetricDifference(.reverse) }
  }
}
