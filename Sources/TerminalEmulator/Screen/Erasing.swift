extension Screen {
  /// What an erasing command does with guarded characters.
  enum ErasureKind { case all, unprotected }

  /// Ordinary erasure spares what ECMA-48's rule guards.
  private var ordinaryErasure: ErasureKind { protection.rule == .ecma ? .unprotected : .all }

  /// ED and DECSED.
  mutating func eraseInDisplay(_ selector: Int, isSelective: Bool) {
    let kind = isSelective ? .unprotected : ordinaryErasure
    switch selector {
    case 0:
      eraseInRow(cursor.row, cursor.column..<columns, kind)
      for row in cursor.row + 1..<max(rows, cursor.row + 1) { eraseRow(row, kind) }
      // As all of it goes.
      if cursor.row == 0, cursor.column == 0 { grid[info: 0].size = .single }
    case 1:
      for row in 0..<cursor.row { eraseRow(row, kind) }
      eraseInRow(cursor.row, 0..<cursor.column + 1, kind)
    case 2: for row in 0..<rows { eraseRow(row, kind) }
    case 3 where !isSelective: scrollback.removeAll()
    default: return
    }
    endPrinting()
  }

  /// EL and DECSEL.
  mutating func eraseInLine(_ selector: Int, isSelective: Bool) {
    let kind = isSelective ? .unprotected : ordinaryErasure
    switch selector {
    case 0: eraseInRow(cursor.row, cursor.column..<columns, kind)
    case 1: eraseInRow(cursor.row, 0..<cursor.column + 1, kind)
    case 2: eraseInRow(cursor.row, 0..<columns, kind)
    default: return
    }
    endPrinting()
  }

  /// ECH.
  mutating func eraseCharacters(_ count: Int) {
    let end = min(cursor.column + count, columns)
    eraseInRow(cursor.row, cursor.column..<end, ordinaryErasure)
    endPrinting()
  }

  /// Erases a whole row, which becomes an ordinary one unless something guarded is left.
  private mutating func eraseRow(_ row: Int, _ kind: ErasureKind) {
    eraseInRow(row, 0..<columns, kind)
    guard grid[info: row].size != .single else { return }
    guard kind == .all || !(0..<columns).contains(where: { grid[row, $0].isProtected }) else {
      return
    }

    grid[info: row].size = .single
    grid.touch(row, upTo: 0)
  }

  mutating func eraseInRow(_ row: Int, _ range: Range<Int>, _ kind: ErasureKind) {
    guard !range.isEmpty else { return }

    unlinkWrap(row, range)
    let blank = erasedCell
    guard kind == .unprotected else {
      splitWide(row, range.lowerBound, range.upperBound)
      grid.fill(row, range, with: blank)
      return
    }

    for column in range where !grid[row, column].isProtected {
      splitWide(row, column, column + 1)
      grid[row, column] = blank
    }
  }

  /// A line that loses its end no longer goes on in the next row, nor one that loses its start
  /// from the row before.
  private mutating func unlinkWrap(_ row: Int, _ range: Range<Int>) {
    if range.upperBound == columns, grid[info: row].isWrapped { grid[info: row].isWrapped = false }
    if range.lowerBound == 0 { endLine(before: row) }
  }

  /// Makes sure that no text is taken to go on from the row before into this one.
  mutating func endLine(before row: Int) {
    if row > 0 {
      if grid[info: row - 1].isWrapped { grid[info: row - 1].isWrapped = false }
    } else if !isAlternate {
      scrollback.endLastLine()
    }
  }

  /// DECALN: the screen full of E, to adjust a picture tube by.
  mutating func showAlignmentPattern() {
    margins = Margins(rows: rows, columns: columns)
    setMode(.origin, false)
    pen = .standard
    resetLineSizes()
    for row in 0..<rows {
      unlinkWrap(row, 0..<columns)
      grid.fill(row, 0..<columns, with: Cell(content: UInt32(UInt8(ascii: "E")), style: 0))
    }
    moveCursor(toRow: 0, column: 0)
  }
}
