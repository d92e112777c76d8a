extension Screen {
  /// Moves the rows of `region` up, within the left and right margins. What leaves the top of the
  /// main screen goes to the scrollback.
  mutating func scrollUp(_ region: Range<Int>, by count: Int) {
    let count = min(count, region.count)
    let blank = erasedCell
    guard margins.left == 0, margins.right == columns - 1 else {
      for row in region.dropLast(count) { copyColumns(from: row + count, to: row) }
      for row in region.suffix(count) { eraseInRow(row, margins.columns, .all) }
      return
    }

    if region.lowerBound == 0, !isAlternate {
      for row in 0..<count {
        grid.archive(row, to: &scrollback, styles: styles, graphemes: graphemes)
      }
    }
    grid.scrollUp(region, by: count, with: blank)
    if region.count == rows {
      scrolledRows = min(scrolledRows + count, rows)
    } else {
      grid.markDirty(region)
    }
  }

  /// Moves the rows of `region` down, within the left and right margins.
  mutating func scrollDown(_ region: Range<Int>, by count: Int) {
    let count = min(count, region.count)
    let blank = erasedCell
    guard margins.left == 0, margins.right == columns - 1 else {
      for row in region.dropFirst(count).reversed() { copyColumns(from: row - count, to: row) }
      for row in region.prefix(count) { eraseInRow(row, margins.columns, .all) }
      return
    }

    endLine(before: region.lowerBound)
    grid.scrollDown(region, by: count, with: blank)
    grid[info: region.upperBound - 1].isWrapped = false
    grid.markDirty(region)
  }

  private mutating func copyColumns(from source: Int, to target: Int) {
    for row in [source, target] {
      cutWide(row, at: margins.left)
      cutWide(row, at: margins.right + 1)
      grid[info: row].isWrapped = false
    }
    grid.copy(margins.columns, from: source, to: target)
  }

  /// SU. Like SD it leaves the cursor alone, and a wrap that is pending.
  mutating func scrollUp(_ count: Int) {
    scrollUp(margins.rows, by: count)
  }

  /// SD.
  mutating func scrollDown(_ count: Int) {
    scrollDown(margins.rows, by: count)
  }
}

extension Grid {
  /// Puts a copy of a row at the end of the scrollback.
  func archive(
    _ row: Int, to scrollback: inout Scrollback, styles: StyleTable, graphemes: GraphemeTable
  ) {
    let flags = Scrollback.RowFlags(self[info: row])
    let end = lineEnd(row)
    span(row) { cells in
      scrollback.append(
        cells.extracting(0..<end), flags: flags, styles: styles, graphemes: graphemes)
    }
  }
}
