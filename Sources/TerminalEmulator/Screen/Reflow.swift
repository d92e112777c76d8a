/// A row on its way from one width to another.
struct ReflowRow {
  var cells: ArraySlice<Cell>
  var isWrapped = false
  var isPrompt = false
  var size = LineSize.single

  var flags: Scrollback.RowFlags {
    Scrollback.RowFlags(isWrapped: isWrapped, isPrompt: isPrompt, size: size)
  }
}

/// Rows that belong together because the text was wrapped: what the program wrote as one line.
struct LogicalLine {
  var cells: [Cell] = []
  var isPrompt = false
  /// Whether the text goes on after the last of these cells.
  var isOpen = false
  /// One of double width stays one row, whatever of it is seen.
  var size = LineSize.single

  /// Cuts the line to rows of at most `columns` cells, never through a wide character.
  func rows(columns: Int) -> [ReflowRow] {
    let cells = columns > 1 ? self.cells : Self.narrowed(self.cells)
    guard size == .single else {
      return [ReflowRow(cells: cells[...].cut(to: columns), isPrompt: isPrompt, size: size)]
    }

    var rows: [ReflowRow] = []
    var start = 0
    repeat {
      var end = min(start + columns, cells.count)
      if end < cells.count, cells[end].isContinuation { end -= 1 }
      if end == cells.count, !isOpen {
        while end > start, cells[end - 1] == .blank { end -= 1 }
        rows.append(ReflowRow(cells: cells[start..<end], isPrompt: isPrompt && start == 0))
        break
      }
      rows.append(
        ReflowRow(
          cells: cells[start..<end], isWrapped: end < cells.count || isOpen,
          isPrompt: isPrompt && start == 0))
      start = end
    } while start < cells.count
    return rows
  }

  /// One column has no room for wide characters.
  private static func narrowed(_ cells: [Cell]) -> [Cell] {
    cells.compactMap { cell in
      guard !cell.isContinuation else { return nil }

      return cell.isWide ? Cell(content: 0x20, style: cell.styleIndex) : cell
    }
  }
}

extension ArraySlice<Cell> {
  /// The first of them, as many as there are columns, but no half of a wide character.
  func cut(to columns: Int) -> Self {
    let end = startIndex + columns
    guard end < endIndex else { return self }

    return self[..<(self[end].isContinuation ? end - 1 : end)]
  }
}

extension Scrollback {
  /// A line that never ends is cut anew in pieces of this many cells.
  private static let longestLine = 1 << 16

  /// Cuts all rows to the pending width, if there is one.
  mutating func reflowIfNeeded(styles: inout StyleTable, graphemes: inout GraphemeTable) {
    guard let columns = pendingWidth else { return }

    var fresh = Scrollback(limit: limit, droppedCount: droppedCount)
    var row = 0
    while row < count {
      var end = row + 1
      var cells = cellCount(row)
      while end < count, flags(end - 1).contains(.wrapped), cells < Self.longestLine {
        cells += cellCount(end)
        end += 1
      }
      if end == row + 1, cells <= columns || flags(row).size != .single {
        fresh.append(encoded: payload(row), cellCount: cells, flags: flags(row))
      } else if (row..<end).allSatisfy({ flags($0).contains(.plain) }) {
        fresh.append(plain: (row..<end).flatMap { payload($0) }, columns, like: self, row, end - 1)
      } else {
        let line = line(row..<end, styles: &styles, graphemes: &graphemes)
        for row in line.rows(columns: columns) {
          fresh.append(row.cells.span, flags: row.flags, styles: styles, graphemes: graphemes)
        }
      }
      row = end
    }
    self = fresh
  }

  /// Appends a long line of plain text, cut to rows.
  private mutating func append(
    plain text: [UInt8], _ columns: Int, like other: Scrollback, _ first: Int, _ last: Int
  ) {
    var start = 0
    repeat {
      let end = min(start + columns, text.count)
      var flags: RowFlags = .plain
      if start == 0, other.flags(first).contains(.prompt) { flags.insert(.prompt) }
      if end < text.count || other.flags(last).contains(.wrapped) { flags.insert(.wrapped) }
      append(encoded: text[start..<end], cellCount: end - start, flags: flags)
      start = end
    } while start < text.count
  }

  private func line(
    _ rows: Range<Int>, styles: inout StyleTable, graphemes: inout GraphemeTable
  ) -> LogicalLine {
    var line = LogicalLine()
    for row in rows { read(row, into: &line.cells, styles: &styles, graphemes: &graphemes) }
    line.isPrompt = flags(rows.lowerBound).contains(.prompt)
    line.isOpen = flags(rows.upperBound - 1).contains(.wrapped)
    line.size = flags(rows.lowerBound).size
    return line
  }

  /// Takes the newest line back out, with all its rows.
  mutating func removeLastLine(
    styles: inout StyleTable, graphemes: inout GraphemeTable
  ) -> LogicalLine {
    var first = count - 1
    var cells = cellCount(first)
    while first > 0, flags(first - 1).contains(.wrapped), cells < Self.longestLine {
      first -= 1
      cells += cellCount(first)
    }
    let line = line(first..<count, styles: &styles, graphemes: &graphemes)
    for _ in first..<count { removeLast() }
    return line
  }
}
