extension Screen {
  private var isCursorInMargins: Bool {
    margins.contains(row: cursor.row) && margins.contains(column: cursor.column)
  }

  /// Shifts what is right of the cursor further right, as ICH and insert mode do: between the
  /// margins, and not at all outside them.
  mutating func insertCells(_ count: Int) {
    guard margins.contains(column: cursor.column) else { return }

    shiftRight(cursor.row, from: cursor.column, to: rightLimit, by: count)
  }

  private mutating func shiftRight(_ row: Int, from start: Int, to end: Int, by count: Int) {
    let count = min(count, end - start)
    for column in [start, end - count, end] { cutWide(row, at: column) }
    grid.move(row, from: start..<end - count, to: start + count)
    grid.fill(row, start..<start + count, with: erasedCell)
    grid[info: row].isWrapped = false
  }

  private mutating func shiftLeft(_ row: Int, from start: Int, to end: Int, by count: Int) {
    let count = min(count, end - start)
    for column in [start, start + count, end] { cutWide(row, at: column) }
    grid.move(row, from: start + count..<end, to: start)
    grid.fill(row, end - count..<end, with: erasedCell)
    grid[info: row].isWrapped = false
  }

  /// ICH.
  mutating func insertCharacters(_ count: Int) {
    endPrinting()
    insertCells(count)
  }

  /// DCH.
  mutating func deleteCharacters(_ count: Int) {
    endPrinting()
    guard margins.contains(column: cursor.column) else { return }

    shiftLeft(cursor.row, from: cursor.column, to: rightLimit, by: count)
  }

  /// IL.
  mutating func insertLines(_ count: Int) {
    endPrinting()
    guard isCursorInMargins else { return }

    scrollDown(cursor.row..<margins.bottom + 1, by: count)
    cursor.column = margins.left
  }

  /// DL.
  mutating func deleteLines(_ count: Int) {
    endPrinting()
    guard isCursorInMargins else { return }

    let region = cursor.row..<margins.bottom + 1
    endLine(before: cursor.row)
    deleteRows(region, min(count, region.count))
    cursor.column = margins.left
  }

  /// Deleting at the top of the screen is no scrolling: what goes is not history.
  private mutating func deleteRows(_ region: Range<Int>, _ count: Int) {
    guard region.lowerBound == 0, margins.left == 0, margins.right == columns - 1 else {
      return scrollUp(region, by: count)
    }

    grid.scrollUp(region, by: count, with: erasedCell)
    grid.markDirty(region)
  }

  /// DECIC. Like all that moves columns it leaves a pending wrap alone.
  mutating func insertColumns(_ count: Int) {
    guard isCursorInMargins else { return }

    for row in margins.rows {
      shiftRight(row, from: cursor.column, to: margins.right + 1, by: count)
    }
  }

  /// DECDC.
  mutating func deleteColumns(_ count: Int) {
    guard isCursorInMargins else { return }

    for row in margins.rows {
      shiftLeft(row, from: cursor.column, to: margins.right + 1, by: count)
    }
  }

  /// DECBI: left, or where that is impossible, the region moves right.
  mutating func backIndex() {
    if cursor.column == margins.left { insertColumns(1) } else { cursorBack(1) }
  }

  /// DECFI: right, or where that is impossible, the region moves left.
  mutating func forwardIndex() {
    if cursor.column == margins.right {
      guard isCursorInMargins else { return }

      for row in margins.rows {
        shiftLeft(row, from: margins.left, to: margins.right + 1, by: 1)
      }
    } else {
      cursorForward(1)
    }
  }

  /// REP: prints the last character again, which it must follow directly.
  mutating func repeatLast(_ count: Int) {
    guard lastPrinted != 0, canRepeat else { return }

    defer { canRepeat = false }
    let count = min(count, rows * columns)
    if lastPrinted < 0x7f, charsets.isPlain {
      printASCII([UInt8](repeating: UInt8(lastPrinted), count: count).span)
      return
    }

    var scalars: [UInt32] = []
    graphemes.forEachScalar(lastPrinted) { scalars.append($0) }
    for _ in 0..<count {
      // Two flags in a row are not to join.
      lastPrinted = 0
      for scalar in scalars { print(scalar) }
    }
  }
}
