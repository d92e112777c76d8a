/// Writes output that makes a fresh terminal look like this one.
///
/// The writer knows what the receiver's pen is after what it has written, and moves over blanks
/// rather than printing spaces, because a blank cell and a space are not the same.
struct SnapshotWriter {
  private(set) var bytes: [UInt8] = []
  /// A copy: reading history numbers styles anew, which must not touch the screen itself.
  private(set) var screen: Screen
  private var style = CellStyle.standard
  private var isProtecting = false
  /// The content printed last, while the receiver might join the next character to it.
  private var lastPrinted = JoinContext()

  init(_ screen: Screen) { self.screen = screen }

  mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func write(control text: String) {
    write("\u{1b}[\(text)")
    lastPrinted = JoinContext()
  }

  mutating func write(command text: String) { write("\u{1b}]\(text)\u{1b}\\") }

  mutating func append(_ pending: some Collection<UInt8>) { bytes.append(contentsOf: pending) }

  // MARK: Pen

  mutating func set(_ style: CellStyle) {
    guard style != self.style else { return }

    if style.hyperlink != self.style.hyperlink { open(style.hyperlink) }
    self.style = style
    write("\u{1b}[\(style.graphicsText)m")
  }

  private mutating func open(_ hyperlink: UInt32) {
    guard let link = screen.hyperlinks[hyperlink] else { return write(command: "8;;") }

    let parameters = link.identifier.isEmpty ? "" : "id=\(link.identifier)"
    write(command: "8;\(parameters);\(link.address)")
  }

  mutating func set(protecting isProtecting: Bool) {
    guard isProtecting != self.isProtecting else { return }

    self.isProtecting = isProtecting
    write("\u{1b}[\(isProtecting ? 1 : 0)\"q")
  }

  /// Notes what was written by other means.
  mutating func didWrite(protecting isProtecting: Bool) { self.isProtecting = isProtecting }

  // MARK: Text

  /// Which rows to write. Rows of history come before those of the main screen.
  enum Source { case main(history: Int), alternate }

  /// Writes a whole screen, or history and screen, from the top down.
  mutating func write(_ source: Source) {
    let count: Int
    switch source {
    case .main(let history): count = history + screen.rows
    case .alternate: count = screen.rows
    }
    var number = writePlainLines(from: 0, of: source)
    var row = row(number, of: source)
    while true {
      if row.isPrompt { write(command: "133;A") }
      write(row.cells)
      if row.size != .single { write("\u{1b}\(row.size.designator)") }
      number += 1
      guard number < count else { break }

      let end = RowEnd(row, of: screen)
      row = self.row(number, of: source)
      if wrapsByItself(end, into: row) {
        startContinuation(row, end)
      } else {
        endLine()
        let next = writePlainLines(from: number, of: source)
        if next > number { row = self.row(next, of: source) }
        number = next
      }
    }
    set(.standard)
    set(protecting: false)
  }

  private mutating func row(_ number: Int, of source: Source) -> ReflowRow {
    switch source {
    case .main(let history):
      if number < history { return screen.historyRow(number - history) }
      return (screen.isAlternate ? screen.hiddenGrid : screen.grid).row(number - history)
    case .alternate:
      return (screen.isAlternate ? screen.grid : screen.hiddenGrid).row(number)
    }
  }

  /// What of a row decides how the next one follows.
  private struct RowEnd {
    var isWrapped: Bool
    var isFull: Bool
    var hasRoomForWide: Bool
    var last: JoinContext

    init(_ row: ReflowRow, of screen: Screen) {
      isWrapped = row.isWrapped
      let last = row.cells.last ?? .blank
      isFull = row.cells.count == screen.columns && !last.isBlank
      hasRoomForWide = !isFull && screen.columns > 1
      self.last = screen.joinContext(row.cells.last { !$0.isContinuation }?.content ?? 0)
    }
  }

  mutating func endLine() {
    // A new line comes in on the pen's background.
    if style.packedBackground != .standard { set(.standard) }
    write("\r\n")
    lastPrinted = JoinContext()
  }

  /// Whether printing the next row after this one makes the receiver wrap.
  private func wrapsByItself(_ end: RowEnd, into next: ReflowRow) -> Bool {
    guard end.isWrapped, !next.isPrompt, next.size == .single, let first = next.cells.first,
      first.content != 0
    else {
      return false
    }

    // Only a character that is wide from its first scalar on wraps early.
    let base = screen.graphemes.first(first.content)
    if !end.isFull { return screen.widths[base].width == 2 && end.hasRoomForWide }
    return !screen.joins(base, to: end.last)
  }

  /// Makes the receiver wrap without painting the new row in the first cell's background.
  private mutating func startContinuation(_ row: ReflowRow, _ end: RowEnd) {
    guard let first = row.cells.first else { return }

    // A wide character wraps by itself only from the last column.
    if !end.isFull { write(control: "\(screen.columns)G") }
    guard screen.styles[first.styleIndex].packedBackground != .standard || !end.isFull else {
      return
    }

    set(.standard)
    writeContent(first, column: 0)
    write("\r")
    lastPrinted = JoinContext()
  }

  private mutating func write(_ cells: ArraySlice<Cell>) {
    var column = cells.startIndex
    while column < cells.endIndex {
      let cell = cells[column]
      if cell.content == 0 {
        let run = cells[column...].prefix { $0.content == 0 && $0.styleIndex == cell.styleIndex }
        writeBlanks(run.count, screen.styles[cell.styleIndex])
        column = run.endIndex
      } else if cell.isPlainASCII {
        column = writeASCII(cells[column...])
      } else {
        write(cell, column: column - cells.startIndex)
        column += cell.width
      }
    }
  }

  /// Writes the cells up to the first that is not ASCII in the same style: nothing in them can
  /// join, so they need no closer look.
  private mutating func writeASCII(_ cells: ArraySlice<Cell>) -> Int {
    let first = cells[cells.startIndex]
    set(screen.styles[first.styleIndex])
    set(protecting: first.isProtected)
    var index = cells.startIndex
    while index < cells.endIndex, cells[index].isPlainASCII,
      cells[index].rawValue & ~Cell.contentMask == first.rawValue & ~Cell.contentMask
    {
      bytes.append(UInt8(truncatingIfNeeded: cells[index].rawValue))
      index += 1
    }
    let last = cells[index - 1].content
    lastPrinted = JoinContext(first: last, last: last, isSingle: true)
    return index
  }

  private mutating func writeBlanks(_ count: Int, _ style: CellStyle) {
    if style.packedBackground != .standard {
      set(style.erasing)
      write(control: "\(count)X")
    }
    write(control: "\(count)C")
  }

  mutating func write(_ cell: Cell, column: Int) {
    set(screen.styles[cell.styleIndex])
    set(protecting: cell.isProtected)
    if screen.joins(screen.graphemes.first(cell.content), to: lastPrinted) {
      write(control: "\(column + 1)G")
    }
    writeContent(cell, column: column)
  }

  private mutating func writeContent(_ cell: Cell, column: Int) {
    lastPrinted = screen.joinContext(cell.content)
    guard cell.isGrapheme else { return bytes.append(utf8: cell.content) }

    // Where a variant could not take its width, the receiver must not try; in the last column it
    // cannot either.
    let isNatural =
      screen.naturalWidth(cell.content) == cell.width || column == screen.columns - 1
    var scalars: [UInt32] = []
    screen.graphemes.forEachScalar(cell.content) { scalars.append($0) }
    for scalar in scalars where isNatural || !CharacterWidth.selectors.contains(scalar) {
      bytes.append(utf8: scalar)
    }
  }
}
