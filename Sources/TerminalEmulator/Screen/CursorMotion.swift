extension Screen {
  /// Whatever moves the cursor or changes what is around it ends a pending wrap, and what was
  /// printed last is no longer what stands before the cursor.
  @inline(__always)
  mutating func endPrinting() {
    cursor.isWrapPending = false
    lastPrinted = 0
  }

  /// Moves to a position counted from the origin, as CUP does.
  @inline(__always)
  mutating func moveCursor(toRow row: Int, column: Int) {
    endPrinting()
    if modes.flags.contains(.origin) {
      cursor.row = min(max(row + margins.top, margins.top), margins.bottom)
      cursor.column = min(max(column + margins.left, margins.left), margins.right)
    } else {
      cursor.row = min(max(row, 0), rows - 1)
      cursor.column = min(max(column, 0), columns - 1)
    }
  }

  /// The cursor's position counted from the origin.
  var originPosition: (row: Int, column: Int) {
    guard modes.flags.contains(.origin) else { return (cursor.row, cursor.column) }

    return (cursor.row - margins.top, cursor.column - margins.left)
  }

  mutating func moveCursor(toColumn column: Int) {
    moveCursor(toRow: originPosition.row, column: column)
  }

  mutating func moveCursor(toRow row: Int) {
    moveCursor(toRow: row, column: originPosition.column)
  }

  mutating func cursorUp(_ count: Int) {
    endPrinting()
    let limit = cursor.row >= margins.top ? margins.top : 0
    cursor.row = max(cursor.row - count, limit)
  }

  mutating func cursorDown(_ count: Int) {
    endPrinting()
    let limit = cursor.row <= margins.bottom ? margins.bottom : rows - 1
    cursor.row = min(cursor.row + count, limit)
  }

  mutating func cursorForward(_ count: Int) {
    endPrinting()
    cursor.column = min(cursor.column + count, printLimit - 1)
  }

  /// CUB and BS, which go back over the end of the line before where mode 45 allows it.
  mutating func cursorBack(_ count: Int) {
    let wraps =
      modes.flags.contains(.autowrap)
      && !modes.flags.isDisjoint(with: [.reverseWrap, .extendedReverseWrap])
    // A pending wrap counts as a column of its own there, as the cursor is "after" the last.
    let count = wraps && cursor.isWrapPending ? count - 1 : count
    endPrinting()
    let limit = cursor.column >= margins.left ? margins.left : 0
    if wraps, cursor.column - count < limit {
      wrapBack(count, from: limit)
    } else {
      cursor.column = max(cursor.column - count, limit)
    }
  }

  /// Goes back over the starts of lines, and from the screen's start to its end, between `first`
  /// and the right margin. From the region's first cell it goes to the region's last, however far.
  private mutating func wrapBack(_ count: Int, from first: Int) {
    guard cursor.row != margins.top || cursor.column != margins.left else {
      cursor.row = margins.bottom
      cursor.column = margins.right
      return
    }

    let width = margins.right + 1 - first
    let offset = (width * cursor.row + cursor.column - first - count) % (width * rows)
    let place = offset < 0 ? offset + width * rows : offset
    cursor.row = place / width
    cursor.column = first + place % width
  }

  mutating func carriageReturn() {
    endPrinting()
    let isLeftOfMargin = cursor.column < margins.left && !modes.flags.contains(.origin)
    cursor.column = isLeftOfMargin ? 0 : margins.left
  }

  /// LF, VT, FF.
  mutating func lineFeed() {
    index()
    if modes.flags.contains(.newLine) { carriageReturn() }
  }

  /// IND: down, scrolling at the bottom margin.
  mutating func index() {
    endPrinting()
    if cursor.row == margins.bottom {
      if margins.contains(column: cursor.column) { scrollUp(margins.rows, by: 1) }
    } else if cursor.row < rows - 1 {
      cursor.row += 1
    }
  }

  /// RI: up, scrolling at the top margin.
  mutating func reverseIndex() {
    endPrinting()
    if cursor.row == margins.top {
      if margins.contains(column: cursor.column) { scrollDown(margins.rows, by: 1) }
    } else if cursor.row > 0 {
      cursor.row -= 1
    }
  }

  mutating func forwardTab(_ count: Int) {
    // Mode 41: a tab after the last column counts from the next line (for old curses).
    if cursor.isWrapPending, modes.flags.isSuperset(of: [.moreFix, .autowrap]) { wrapLine() }
    let limit = printLimit - 1
    for _ in 0..<min(count, columns) where cursor.column < limit {
      endPrinting()
      cursor.column = min(tabs.next(after: cursor.column) ?? limit, limit)
    }
  }

  mutating func backwardTab(_ count: Int) {
    endPrinting()
    let limit = modes.flags.contains(.origin) ? margins.left : 0
    for _ in 0..<min(count, columns) where cursor.column > limit {
      cursor.column = max(tabs.previous(before: cursor.column) ?? limit, limit)
    }
  }

  mutating func clearTabs(_ selector: Int) {
    switch selector {
    case 0: tabs.clear(cursor.column)
    case 3: tabs.clearAll()
    default: break
    }
  }

  mutating func setMargins(top: Int, bottom: Int) {
    let bottom = min(bottom, rows)
    guard top < bottom else { return }

    margins.top = top - 1
    margins.bottom = bottom - 1
    moveCursor(toRow: 0, column: 0)
  }

  mutating func setMargins(left: Int, right: Int) {
    let right = min(right, columns)
    guard left < right else { return }

    margins.left = left - 1
    margins.right = right - 1
    moveCursor(toRow: 0, column: 0)
  }

  mutating func saveCursor() {
    savedCursor = SavedCursor(
      cursor: cursor, style: pen, charsets: charsets, protection: protection,
      usesOrigin: modes.flags.contains(.origin))
  }

  mutating func restoreCursor() {
    endPrinting()
    cursor = savedCursor.cursor
    pen = savedCursor.style
    charsets = savedCursor.charsets
    protection = savedCursor.protection
    setMode(.origin, savedCursor.usesOrigin)
    if savedCursor.usesOrigin {
      cursor.row = min(max(cursor.row, margins.top), margins.bottom)
      cursor.column = min(max(cursor.column, margins.left), margins.right)
    }
  }

  mutating func setMode(_ mode: ModeSet, _ isOn: Bool) {
    if isOn { modes.flags.insert(mode) } else { modes.flags.remove(mode) }
  }
}
