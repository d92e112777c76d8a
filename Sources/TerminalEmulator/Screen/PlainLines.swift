/// Plain lines in bulk. What a flood prints has scrolled away again before anybody sees it: all of
/// it but the last screenful can go to the history without ever becoming cells.
extension Screen {
  /// Takes as many whole lines of plain text from the start of `bytes` as leave a screenful.
  ///
  /// The result is the same as if they had been printed one by one, which is left to the caller
  /// for the rest.
  ///
  /// - Returns: how many bytes were taken, and how many are known to be plain lines: in those it
  ///   need not be tried again.
  mutating func takePlainLines(_ bytes: Span<UInt8>) -> (taken: Int, known: Int) {
    guard isFlooding else { return (0, 0) }

    var lines = PlainLines()
    lines.collect(bytes)
    guard let kept = lines.tail(rows: rows, columns: columns) else { return (0, lines.end) }

    for row in 0..<rows - 1 {
      grid.archive(row, to: &scrollback, styles: styles, graphemes: graphemes)
    }
    bytes.withUnsafeBufferPointer { bytes in
      for line in 0..<kept {
        scrollback.append(plain: UnsafeBufferPointer(rebasing: bytes[lines[line]]), columns)
      }
    }
    for row in 0..<rows { grid.clear(row, with: .blank) }
    scrolledRows = rows
    endPrinting()
    cursor = Cursor()
    return (lines.starts[kept], lines.end)
  }

  /// Whether nothing stands in the way: an ordinary screen, and the cursor at the start of its last
  /// row, which is still empty.
  private var isFlooding: Bool {
    let isOrdinary =
      charsets.isPlain && modes.flags.contains([.autowrap, .ansi]) && !isAlternate
      && modes.flags.isDisjoint(with: [.insert, .origin, .horizontalMargins])
      && margins == Margins(rows: rows, columns: columns)
      && pen == .standard && !protection.isOn && scrollback.limit > rows
    guard isOrdinary, rows > 1, cursor == Cursor(row: rows - 1) else { return false }

    return grid[info: rows - 1].used == 0 && grid[info: rows - 1].size == .single
      && !grid[info: rows - 2].isWrapped
  }
}

/// Where lines of nothing but printable ASCII lie in some bytes.
private struct PlainLines {
  /// Where each line begins, and last where the next one would.
  private(set) var starts: [Int] = [0]

  var end: Int { starts[starts.count - 1] }

  /// The text of a line, without its end.
  subscript(line: Int) -> Range<Int> { starts[line]..<starts[line + 1] - 2 }

  mutating func collect(_ bytes: Span<UInt8>) {
    var start = 0
    while start < bytes.count {
      let end = bytes.endOfPrintable(from: start)
      guard end + 1 < bytes.count, bytes[end] == 0x0d, bytes[end + 1] == 0x0a else { return }

      start = end + 2
      starts.append(start)
    }
  }

  /// The first line of those that fill the screen at the end; nil when nothing is gained by
  /// leaving the others out.
  func tail(rows: Int, columns: Int) -> Int? {
    var line = starts.count - 1
    var filled = 0
    while line > 0, filled < rows - 1 {
      line -= 1
      filled += max(1, (self[line].count + columns - 1) / columns)
    }
    return filled >= rows - 1 && line >= rows ? line : nil
  }
}

extension Scrollback {
  /// Appends a line of plain text, wrapped as printing it would have.
  fileprivate mutating func append(plain text: UnsafeBufferPointer<UInt8>, _ columns: Int) {
    var start = 0
    repeat {
      let end = min(start + columns, text.count)
      let row = UnsafeBufferPointer(rebasing: text[start..<end])
      append(encoded: row, flags: end < text.count ? [.plain, .wrapped] : .plain)
      start = end
    } while start < text.count
  }
}
