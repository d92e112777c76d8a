extension Screen {
  /// The owner's resizing, which ends what a program chose.
  mutating func resize(rows newRows: Int, columns newColumns: Int) {
    windowColumns = Self.clampedSide(newColumns)
    setMode(.columns132, false)
    changeSize(rows: Self.clampedSide(newRows), columns: windowColumns)
  }

  /// A program's choice between 80 and 132 columns, whatever room the owner has to show them.
  mutating func chooseColumns(is132: Bool) {
    changeSize(rows: rows, columns: is132 ? 132 : 80)
    setMode(.columns132, is132)
  }

  private mutating func changeSize(rows newRows: Int, columns newColumns: Int) {
    guard newRows != rows || newColumns != columns else { return }

    lastPrinted = 0
    if isAlternate {
      grid = Self.cropped(grid, rows: newRows, columns: newColumns)
      let (main, cursor) = reflow(
        hiddenGrid, hiddenSavedCursor.cursor, rows: newRows, columns: newColumns)
      hiddenGrid = main
      hiddenSavedCursor.cursor = cursor
    } else {
      hiddenGrid = Self.cropped(hiddenGrid, rows: newRows, columns: newColumns)
      (grid, cursor) = reflow(grid, cursor, rows: newRows, columns: newColumns)
    }
    if newColumns != columns { scrollback.pendingWidth = newColumns }
    rows = newRows
    columns = newColumns
    margins = Margins(rows: rows, columns: columns)
    tabs.resize(columns: columns)
    clampCursors()
    if grid[cursor.row, cursor.column].isBlank { cursor.isWrapPending = false }
    grid.markDirty(0..<rows)
    scrolledRows = rows
    isAppearanceChanged = true
  }

  private mutating func clampCursors() {
    func clamped(_ cursor: Cursor) -> Cursor {
      var result = cursor
      result.row = min(cursor.row, rows - 1)
      result.column = min(cursor.column, columns - 1)
      if result.column < columns - 1 { result.isWrapPending = false }
      return result
    }
    cursor = clamped(cursor)
    savedCursor.cursor = clamped(savedCursor.cursor)
    hiddenSavedCursor.cursor = clamped(hiddenSavedCursor.cursor)
  }

  /// The alternate screen: what fits stays, as programs there redraw by themselves.
  private static func cropped(_ grid: Grid, rows: Int, columns: Int) -> Grid {
    var fresh = Grid(rows: rows, columns: columns)
    for row in 0..<min(rows, grid.rows) {
      for column in 0..<min(columns, grid[info: row].used) {
        let cell = grid[row, column]
        let isCut = cell.isWide && column + 1 >= columns
        fresh[row, column] = isCut ? Cell(content: 0x20, style: cell.styleIndex) : cell
      }
      fresh[info: row].size = grid[info: row].size
    }
    return fresh
  }

  /// Fits the main screen to a new size. Rows that no longer fit go to the scrollback and come
  /// back from it when there is room, so that the text keeps its place above the cursor.
  private mutating func reflow(
    _ grid: Grid, _ cursor: Cursor, rows newRows: Int, columns newColumns: Int
  ) -> (Grid, Cursor) {
    let used = max((0..<grid.rows).last { grid.contentEnd($0) > 0 } ?? 0, cursor.row) + 1
    let blankBelow = grid.rows - used
    var (lines, position) = logicalLines(of: grid, 0..<used, cursor)
    if newColumns != grid.columns { rejoinScrollback(&lines, &position) }

    var cut: [ReflowRow] = []
    var cursor = Cursor()
    for (number, line) in lines.enumerated() {
      let first = cut.count
      cut.append(contentsOf: line.rows(columns: newColumns))
      if number == position.line {
        cursor = Self.locate(position.offset, in: cut[first...], columns: newColumns)
      }
    }
    return place(&cut, cursor, blankBelow: blankBelow, rows: newRows, columns: newColumns)
  }

  /// A place in the text: so many cells into a line.
  private typealias Position = (line: Int, offset: Int)

  private func logicalLines(
    of grid: Grid, _ rows: Range<Int>, _ cursor: Cursor
  ) -> ([LogicalLine], Position) {
    var lines: [LogicalLine] = []
    var position: Position = (0, 0)
    var isOpen = false
    for row in rows {
      let info = grid[info: row]
      if !isOpen { lines.append(LogicalLine(isPrompt: info.isPrompt, size: info.size)) }
      let last = lines.count - 1
      isOpen = info.isWrapped
      if row == cursor.row {
        position = (last, lines[last].cells.count + cursor.column)
        if cursor.isWrapPending { position.offset += 1 }
      }
      for column in 0..<grid.lineEnd(row) { lines[last].cells.append(grid[row, column]) }
      lines[last].isOpen = isOpen
    }
    return (lines, position)
  }

  /// The first line may have begun in the scrollback.
  private mutating func rejoinScrollback(_ lines: inout [LogicalLine], _ position: inout Position) {
    guard scrollback.endsWrapped else { return }

    var head = scrollback.removeLastLine(styles: &styles, graphemes: &graphemes)
    if position.line == 0 { position.offset += head.cells.count }
    head.cells += lines[0].cells
    head.isOpen = lines[0].isOpen
    lines[0] = head
  }

  private static func locate(
    _ offset: Int, in rows: ArraySlice<ReflowRow>, columns: Int
  ) -> Cursor {
    var left = offset
    for (row, content) in rows.enumerated() {
      let isLast = row == rows.count - 1
      if left < content.cells.count || isLast {
        let number = rows.startIndex + row
        guard left >= columns else { return Cursor(row: number, column: left) }

        let isAfterText = left == columns && content.cells.count == columns
        return Cursor(row: number, column: columns - 1, isWrapPending: isAfterText)
      }
      left -= content.cells.count
    }
    return Cursor(row: rows.startIndex)
  }

  private mutating func place(
    _ cut: inout [ReflowRow], _ cursor: Cursor, blankBelow: Int, rows: Int, columns: Int
  ) -> (Grid, Cursor) {
    var cursor = cursor
    // What is below the cursor goes before the cursor itself would leave the screen.
    let leaving = min(max(cut.count - rows, 0), cursor.row)
    for row in cut.prefix(leaving) {
      scrollback.append(row.cells.span, flags: row.flags, styles: styles, graphemes: graphemes)
    }
    cut.removeFirst(leaving)
    cursor.row -= leaving
    let returned = takeRows(atMost: rows - cut.count - blankBelow, columns: columns)
    cut.insert(contentsOf: returned, at: 0)
    cursor.row += returned.count

    var grid = Grid(rows: rows, columns: columns)
    for (row, content) in cut.prefix(rows).enumerated() {
      for (column, cell) in content.cells.enumerated() { grid[row, column] = cell }
      grid[info: row].isWrapped = content.isWrapped && row + 1 < rows
      grid[info: row].isWrappedEarly = content.cells.count < columns
      grid[info: row].isPrompt = content.isPrompt
      grid[info: row].size = content.size
    }
    return (grid, cursor)
  }

  /// Takes rows back out of the scrollback.
  private mutating func takeRows(atMost wanted: Int, columns: Int) -> [ReflowRow] {
    var rows: [ReflowRow] = []
    while rows.count < wanted, scrollback.count > 0 {
      let line = scrollback.removeLastLine(styles: &styles, graphemes: &graphemes)
      rows.insert(contentsOf: line.rows(columns: columns), at: 0)
    }
    for row in rows.prefix(max(rows.count - wanted, 0)) {
      scrollback.append(row.cells.span, flags: row.flags, styles: styles, graphemes: graphemes)
    }
    return Array(rows.suffix(max(wanted, 0)))
  }
}

extension Grid {
  /// How many cells of a row belong to its line: those up to the last that is not blank, or where
  /// the text goes on in the next row all of them, but for the column that a wide character left.
  func lineEnd(_ row: Int) -> Int {
    let info = self[info: row]
    guard info.isWrapped else { return min(contentEnd(row), info.size.visibleCells(columns)) }

    let isLeftOver = info.isWrappedEarly && self[row, columns - 1] == .blank
    return isLeftOver ? columns - 1 : columns
  }

  /// The column after the last cell of a row that is not blank.
  func contentEnd(_ row: Int) -> Int {
    var end = self[info: row].used
    while end > 0, self[row, end - 1] == .blank { end -= 1 }
    return end
  }
}
