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

  /// Draws all of it.
  func draw(
    on surface: inout Surface, in area: Rectangle, isFocused: Bool, _ context: DrawContext
  ) {
    for row in 0..<area.rows { drawRow(row, on: &surface, in: area, context) }
    if isFocused { putCursor(on: &surface, in: area) }
  }

  /// Draws what the program has changed since the last call, on a surface that shows how the pane
  /// looked then. Not while one looks back or marks text.
  ///
  /// - Returns: the rows of the area that were drawn.
  func redraw(
    on surface: inout Surface, in area: Rectangle, isFocused: Bool, _ context: DrawContext
  ) -> [Int] {
    let first = firstRow(in: area)
    let changed = first == drawnFirstRow ? screen.takeChangedRows() : Array(0..<rows)
    let drawn = changed.map { $0 - first }.filter { (0..<area.rows).contains($0) }
    for row in drawn { drawRow(row, on: &surface, in: area, context) }
    if isFocused { putCursor(on: &surface, in: area) }
    noteDrawn(in: area)
    return drawn
  }

  /// All of it was drawn.
  func noteDrawn(in area: Rectangle) {
    drawnFirstRow = firstRow(in: area)
    _ = screen.takeChangedRows()
  }

  private func drawRow(
    _ row: Int, on surface: inout Surface, in area: Rectangle, _ context: DrawContext
  ) {
    let place = Rectangle(
      row: area.row + row, column: area.column, rows: 1, columns: area.columns)
    guard !place.isEmpty else { return }
    let line = firstLine(in: area) + row
    if line < screen.topLine + rows {
      screen.draw(line: line, on: &surface, in: place)
    } else {
      surface.fill(place)
    }
    decorate(line, on: &surface, in: place, context)
  }

  /// Shows the cursor of the program, or that of who marks text.
  private func putCursor(on surface: inout Surface, in area: Rectangle) {
    guard !area.isEmpty else { return }
    let first = firstLine(in: area)
    if let cursor = markCursor, (first..<first + area.rows).contains(cursor.line) {
      surface.cursor = .init(
        row: area.row + cursor.line - first,
        column: area.column + min(cursor.column, area.columns - 1))
    }
    if !view.isScrolling, let cursor = screen.visibleCursor {
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
      markMatches(in: line, on: &surface, in: place, context.theme.match)
    }
    guard let selection else { return }
    let marked = selection.columns(in: line, columns: place.columns)
    let area = Rectangle(
      row: place.row, column: place.column + marked.lowerBound, rows: 1, columns: marked.count)
    surface.restyle(area) { $0.attributes.formSymmetricDifference(.reverse) }
  }

  private func markMatches(
    in line: Int, on surface: inout Surface, in place: Rectangle, _ style: SurfaceStyle
  ) {
    let starts = screen.characterColumns(ofLine: line).filter { $0 < place.columns }
    var text = starts.map { column -> Character in
      let content = surface[place.row, place.column + column].content
      return surface.clusters.scalars(of: content).first.map(Character.init) ?? " "
    }
    while text.last == " " { text.removeLast() }
    for match in search.matches(in: text) {
      for index in match {
        let end = index + 1 < starts.count ? starts[index + 1] : place.columns
        for column in starts[index]..<end {
          surface[place.row, place.column + column].style = style
        }
      }
    }
  }
}
