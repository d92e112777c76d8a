/// The cells of one screen. Rows are found through an order, so scrolling moves numbers and not
/// cells.
///
/// Coordinates count from zero and are the caller's to clamp.
struct Grid {
  let rows: Int
  let columns: Int
  private var cells: [Cell]
  private var order: [Int32]
  private var info: [RowInfo]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = [Cell](repeating: .blank, count: rows * columns)
    order = (0..<rows).map(Int32.init)
    info = [RowInfo](repeating: RowInfo(), count: rows)
  }

  @inline(__always)
  private func start(_ row: Int) -> Int { Int(order[row]) &* columns }

  @inline(__always)
  subscript(row: Int, column: Int) -> Cell {
    get { cells[start(row) &+ column] }
    set {
      cells[start(row) &+ column] = newValue
      touch(row, upTo: column &+ 1)
    }
  }

  @inline(__always)
  subscript(info row: Int) -> RowInfo {
    get { info[Int(order[row])] }
    set { info[Int(order[row])] = newValue }
  }

  func span<Result>(_ row: Int, _ body: (Span<Cell>) -> Result) -> Result {
    body(cells.span.extracting(start(row)..<start(row) + columns))
  }

  /// Marks a row as changed, with cells written below `end`.
  @inline(__always)
  mutating func touch(_ row: Int, upTo end: Int) {
    let slot = Int(order[row])
    info[slot].isDirty = true
    if info[slot].used < end { info[slot].used = end }
  }

  mutating func markDirty(_ rows: Range<Int>) {
    for row in rows { info[Int(order[row])].isDirty = true }
  }

  /// Writes a run of ASCII, all of which has to fit.
  @inline(__always)
  mutating func write(_ bytes: Span<UInt8>, row: Int, column: Int, template: Cell) {
    let count = bytes.count
    precondition(column >= 0 && column + count <= columns, "a run must fit its row")
    let first = start(row) + column
    cells.withUnsafeMutableBufferPointer { cells in
      bytes.withUnsafeBufferPointer { bytes in
        for index in 0..<count {
          cells[first &+ index].rawValue = template.rawValue | UInt64(bytes[index])
        }
      }
    }
    touch(row, upTo: column + count)
  }

  /// Fills part of a row with one cell.
  mutating func fill(_ row: Int, _ range: Range<Int>, with cell: Cell) {
    guard !range.isEmpty else { return }

    let slot = Int(order[row])
    var end = range.upperBound
    if cell == .blank {
      // Beyond the used part all is blank already.
      end = min(end, info[slot].used)
      guard range.lowerBound < end else { return }

      if range.upperBound >= info[slot].used, range.lowerBound < info[slot].used {
        info[slot].used = range.lowerBound
      }
    } else {
      info[slot].used = max(info[slot].used, end)
    }
    info[slot].isDirty = true
    let first = slot * columns
    cells.withUnsafeMutableBufferPointer { cells in
      cells[first + range.lowerBound..<first + end].update(repeating: cell)
    }
  }

  /// Moves cells within a row; the ranges may overlap.
  mutating func move(_ row: Int, from: Range<Int>, to target: Int) {
    guard !from.isEmpty else { return }

    let first = start(row)
    cells.withUnsafeMutableBufferPointer { cells in
      guard let base = cells.baseAddress else { return }

      let source = base + first + from.lowerBound
      (base + first + target).update(from: source, count: from.count)
    }
    touch(row, upTo: target + from.count)
  }

  /// Copies cells from one row to the same columns of another.
  mutating func copy(_ range: Range<Int>, from source: Int, to target: Int) {
    guard source != target, !range.isEmpty else { return }

    let from = start(source)
    let to = start(target)
    cells.withUnsafeMutableBufferPointer { cells in
      for column in range { cells[to + column] = cells[from + column] }
    }
    touch(target, upTo: min(range.upperBound, max(self[info: source].used, range.lowerBound)))
    // What was copied beyond the source's used part is blank, and may have replaced other cells;
    // the target's mark is only an upper bound, so it stays.
  }

  /// Makes a row blank, in the colour that erasing leaves.
  mutating func clear(_ row: Int, with cell: Cell) {
    fill(row, 0..<columns, with: cell)
    let slot = Int(order[row])
    info[slot].isWrapped = false
    info[slot].isPrompt = false
    info[slot].size = .single
    // What was shown in its place was another row.
    info[slot].isDirty = true
  }

  /// Moves rows up by `count` within `region`; what comes in at the bottom is cleared.
  mutating func scrollUp(_ region: Range<Int>, by count: Int, with cell: Cell) {
    let count = min(count, region.count)
    guard count > 0 else { return }

    if count == 1 {
      let leaving = order[region.lowerBound]
      for row in region.lowerBound..<region.upperBound - 1 { order[row] = order[row + 1] }
      order[region.upperBound - 1] = leaving
    } else {
      order[region].rotate(by: count)
    }
    for row in region.upperBound - count..<region.upperBound { clear(row, with: cell) }
  }

  /// Moves rows down by `count` within `region`; what comes in at the top is cleared.
  mutating func scrollDown(_ region: Range<Int>, by count: Int, with cell: Cell) {
    let count = min(count, region.count)
    guard count > 0 else { return }

    order[region].rotate(by: region.count - count)
    for row in region.lowerBound..<region.lowerBound + count { clear(row, with: cell) }
  }

  /// Calls `body` with every cell that may be other than blank.
  func forEachUsedCell(_ body: (Cell) -> Void) {
    for slot in 0..<rows {
      for column in 0..<info[slot].used { body(cells[slot * columns + column]) }
    }
  }
}

extension ArraySlice {
  /// Moves the first `count` elements behind the others.
  fileprivate mutating func rotate(by count: Int) {
    guard count > 0, count < self.count else { return }

    let head = Array(prefix(count))
    let tail = Array(dropFirst(count))
    replaceSubrange(startIndex..<endIndex, with: tail + head)
  }
}
