extension Screen {
  /// The column after the last one that text may fill, for a cursor where it is now.
  @inline(__always)
  var rightLimit: Int {
    cursor.column <= margins.right ? margins.right + 1 : columns
  }

  @inline(__always)
  private mutating func cellTemplate() -> Cell {
    Cell(content: 0, style: penNumbers().pen, bits: protection.isOn ? Cell.protectedBit : 0)
  }

  mutating func printASCII(_ bytes: Span<UInt8>) {
    guard charsets.isPlain, !modes.flags.contains(.insert) else {
      for index in 0..<bytes.count { put(charsets.translate(bytes[index]), width: 1) }
      return
    }

    let template = cellTemplate()
    let wraps = modes.flags.contains(.autowrap)
    var index = 0
    while index < bytes.count {
      if cursor.isWrapPending, wraps { wrapLine() }
      let limit = printLimit
      // Beyond what is seen of a double line nothing is printed, nor does the cursor move.
      guard cursor.column < limit else { return }

      let count = min(limit - cursor.column, bytes.count - index)
      write(bytes.extracting(index..<index + count), template)
      index += count
      cursor.column += count
      guard cursor.column == limit else { continue }

      cursor.column = limit - 1
      cursor.isWrapPending = true
      // Without wrapping each further character replaces the last: only the final one counts.
      if !wraps, index < bytes.count {
        write(bytes.extracting(bytes.count - 1..<bytes.count), template)
        break
      }
    }
    lastPrinted = UInt32(bytes[bytes.count - 1])
    canRepeat = true
  }

  @inline(__always)
  private mutating func write(_ bytes: Span<UInt8>, _ template: Cell) {
    splitWide(cursor.row, cursor.column, cursor.column + bytes.count)
    grid.write(bytes, row: cursor.row, column: cursor.column, template: template)
  }

  /// National sets (DECNRCM) and sets for the right half are of terminals before UTF-8: every byte
  /// is a character.
  var isEightBit: Bool { modes.flags.contains(.nationalSets) || charsets.hasRightHalf }

  mutating func printEightBit(_ byte: UInt8) {
    guard byte >= 0xa0 else { return }

    put(charsets.translateRight(byte), width: 1)
  }

  /// Prints a scalar that came as UTF-8.
  mutating func print(_ scalar: UInt32) {
    let properties = widths[scalar]
    switch properties.kind {
    case .plain: break
    case .ignored: return
    case .extending: return extendPrevious(with: scalar)
    case .regionalIndicator, .pictograph, .emojiModifier:
      if joins(scalar, to: joinContext(lastPrinted)) { return extendPrevious(with: scalar) }
    }
    put(scalar, width: properties.width)
  }

  /// Writes one cell, or two, at the cursor and moves it on.
  @inline(__always)
  mutating func put(_ content: UInt32, width: Int) {
    let template = cellTemplate()
    if cursor.isWrapPending, modes.flags.contains(.autowrap) { wrapLine() }
    guard cursor.column < printLimit else { return }
    if cursor.column + width > printLimit, !makeRoomForWide() { return }

    let limit = printLimit
    let end = cursor.column + width
    if modes.flags.contains(.insert) { insertCells(width) }
    splitWide(cursor.row, cursor.column, end)
    let bits = content == 0 ? template.rawValue : template.rawValue | UInt64(content)
    if width == 1 {
      grid[cursor.row, cursor.column] = Cell(rawValue: bits)
    } else {
      grid[cursor.row, cursor.column] = Cell(rawValue: bits | Cell.wideBits)
      grid[cursor.row, cursor.column + 1] = Cell(
        rawValue: template.rawValue | Cell.continuationBits)
    }
    lastPrinted = content
    canRepeat = true
    cursor.isWrapPending = end == limit
    cursor.column = end == limit ? limit - 1 : end
  }

  /// A wide character does not fit before the margin: wrap early, or else move back.
  private mutating func makeRoomForWide() -> Bool {
    let limit = printLimit
    if modes.flags.contains(.autowrap) {
      guard limit - margins.left >= 2 else { return false }

      wrapLine(isEarly: true)
    } else {
      guard limit >= 2 else { return false }

      cursor.column = limit - 2
    }
    return cursor.column + 2 <= printLimit
  }

  mutating func wrapLine(isEarly: Bool = false) {
    if rightLimit == columns, grid[info: cursor.row].size == .single {
      grid[info: cursor.row].isWrapped = true
      grid[info: cursor.row].isWrappedEarly = isEarly
    }
    let lastPrinted = lastPrinted
    // Whether the region scrolls depends on where the cursor was.
    index()
    if grid[info: cursor.row].size != .single { endLine(before: cursor.row) }
    cursor.column = margins.left
    // The next scalar may still belong to the character before the wrap in REP's eyes.
    self.lastPrinted = lastPrinted
  }

  /// Clears what is left of wide characters that a change of the columns `start..<end` halves.
  @inline(__always)
  mutating func splitWide(_ row: Int, _ start: Int, _ end: Int) {
    if grid[row, start].isContinuation, start > 0 { blank(row, start - 1) }
    if end < columns, grid[row, end].isContinuation { blank(row, end) }
  }

  /// Clears a wide character that lies across the left edge of a column, both halves.
  mutating func cutWide(_ row: Int, at column: Int) {
    guard column > 0, column < columns, grid[row, column].isContinuation else { return }

    blank(row, column - 1)
    blank(row, column)
  }

  /// Leaves nothing of a character but its background.
  mutating func blank(_ row: Int, _ column: Int) {
    let style = styles[grid[row, column].styleIndex].erasing
    grid[row, column] = Cell(content: 0, style: styles.number(for: style))
  }

  /// Adds a combining scalar to the character before the cursor.
  private mutating func extendPrevious(with scalar: UInt32) {
    var column = cursor.isWrapPending ? cursor.column : cursor.column - 1
    guard column >= 0 else { return }

    if grid[cursor.row, column].isContinuation, column > 0 { column -= 1 }
    var cell = grid[cursor.row, column]
    guard cell.content != 0 else { return }

    sweepIfNeeded()
    let content = graphemes.extend(cell.content, with: scalar)
    cell.content = content
    grid[cursor.row, column] = cell
    if lastPrinted != 0 { lastPrinted = content }
    adjustWidth(column, cell, scalar)
  }

  /// Variation selectors change how many columns a character takes.
  private mutating func adjustWidth(_ column: Int, _ cell: Cell, _ scalar: UInt32) {
    let base = widths[graphemes.first(cell.content)]
    switch scalar {
    case CharacterWidth.emojiSelector where base.hasVariants && !cell.isWide: widen(column)
    case CharacterWidth.textSelector where base.hasVariants && cell.isWide: narrow(column)
    default: break
    }
  }

  private mutating func widen(_ column: Int) {
    guard !cursor.isWrapPending, cursor.column == column + 1, column + 1 < printLimit else {
      return
    }

    splitWide(cursor.row, column + 1, column + 2)
    let cell = grid[cursor.row, column]
    grid[cursor.row, column] = Cell(rawValue: cell.rawValue | Cell.wideBits)
    let bits = cell.rawValue & ~Cell.contentMask | Cell.continuationBits
    grid[cursor.row, column + 1] = Cell(rawValue: bits)
    if column + 2 == printLimit {
      cursor.isWrapPending = true
    } else {
      cursor.column += 1
    }
  }

  private mutating func narrow(_ column: Int) {
    let isAfter = cursor.isWrapPending ? cursor.column == column + 1 : cursor.column == column + 2
    guard isAfter else { return }

    let cell = grid[cursor.row, column]
    grid[cursor.row, column] = Cell(rawValue: cell.rawValue & ~Cell.wideBits)
    blank(cursor.row, column + 1)
    cursor.column = column + 1
    cursor.isWrapPending = false
  }
}
