/// How the owner looks at rows, on the screen and above it.
extension Screen {
  var scrollbackCount: Int {
    mutating get {
      scrollback.reflowIfNeeded(styles: &styles, graphemes: &graphemes)
      return scrollback.count
    }
  }

  mutating func withRow<Result>(_ row: Int, _ body: (Span<Cell>) -> Result) -> Result? {
    if row >= 0 {
      guard row < rows else { return nil }

      return grid.span(row, body)
    }

    guard scrollbackCount + row >= 0 else { return nil }

    sweepIfNeeded()
    var cells: [Cell] = []
    cells.reserveCapacity(columns)
    scrollback.read(
      scrollback.count + row, into: &cells, styles: &styles, graphemes: &graphemes)
    if cells.count < columns {
      cells.append(contentsOf: repeatElement(.blank, count: columns - cells.count))
    }
    return body(cells.span.extracting(0..<columns))
  }

  /// A row of the scrollback, −1 the newest, cut to the present width.
  mutating func historyRow(_ row: Int) -> ReflowRow {
    sweepIfNeeded()
    var cells: [Cell] = []
    let index = scrollbackCount + row
    scrollback.read(index, into: &cells, styles: &styles, graphemes: &graphemes)
    let flags = scrollback.flags(index)
    return ReflowRow(
      cells: cells[...].cut(to: flags.size.visibleCells(columns)),
      isWrapped: flags.contains(.wrapped), isPrompt: flags.contains(.prompt), size: flags.size)
  }

  mutating func flags(_ row: Int) -> Scrollback.RowFlags {
    if row >= 0 {
      guard row < rows else { return [] }

      return Scrollback.RowFlags(grid[info: row])
    }

    guard scrollbackCount + row >= 0 else { return [] }

    return scrollback.flags(scrollback.count + row)
  }

  /// A row as text, up to the last character that is not a space.
  mutating func text(ofRow row: Int) -> String {
    let text = Self.text(line(row).cells, graphemes)
    let end = text.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
    return String(decoding: text[..<end], as: UTF8.self)
  }

  /// What a row contributes to its line, spaces at the end of a wrapped row included.
  mutating func lineText(ofRow row: Int) -> String {
    let line = line(row)
    guard line.isWrapped else { return text(ofRow: row) }

    return String(decoding: Self.text(line.cells, graphemes), as: UTF8.self)
  }

  private mutating func line(_ row: Int) -> ReflowRow {
    if row < 0 { return scrollbackCount + row >= 0 ? historyRow(row) : ReflowRow(cells: []) }
    guard row < rows else { return ReflowRow(cells: []) }

    let cells = grid.span(row) { cells in (0..<grid.lineEnd(row)).map { cells[$0] } }
    return ReflowRow(cells: cells[...], isWrapped: grid[info: row].isWrapped)
  }

  private static func text(_ cells: ArraySlice<Cell>, _ graphemes: GraphemeTable) -> [UInt8] {
    var bytes: [UInt8] = []
    for cell in cells where !cell.isContinuation {
      if cell.content == 0 { bytes.append(0x20) }
      graphemes.forEachScalar(cell.content) { bytes.append(utf8: $0) }
    }
    return bytes
  }

  mutating func takeDamage() -> Damage {
    var damage = Damage()
    damage.scrolledRows = scrolledRows
    for row in 0..<rows where grid[info: row].isDirty {
      damage.rows.append(row)
      grid[info: row].isDirty = false
    }
    damage.isAppearanceChanged = isAppearanceChanged
    damage.isCursorChanged = isCursorRestyled || cursor != drawnCursor
    drawnCursor = cursor
    scrolledRows = 0
    isAppearanceChanged = false
    isCursorRestyled = false
    return damage
  }
}

extension Grid {
  /// A row without the blanks at its end.
  func row(_ row: Int) -> ReflowRow {
    let cells = span(row) { cells in (0..<contentEnd(row)).map { cells[$0] } }
    let info = self[info: row]
    return ReflowRow(
      cells: cells[...], isWrapped: info.isWrapped, isPrompt: info.isPrompt, size: info.size)
  }
}
