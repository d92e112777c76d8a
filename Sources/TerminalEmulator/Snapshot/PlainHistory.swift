/// Plain lines of history are kept in just the form that prints them, so they need not become cells
/// on their way into a snapshot.
extension SnapshotWriter {
  /// Writes the plain lines from a row on, as many as there are together.
  ///
  /// - Returns: the row after them.
  mutating func writePlainLines(from first: Int, of source: Source) -> Int {
    guard case .main(let history) = source else { return first }

    let rows = screen.scrollback.count - history..<screen.scrollback.count
    var next = rows.lowerBound + first
    while let end = plainLineEnd(from: next, in: rows) {
      set(.standard)
      set(protecting: false)
      for row in next..<end { append(screen.scrollback.payload(row)) }
      endLine()
      next = end
    }
    return next - rows.lowerBound
  }

  /// The row after the line that begins in a row, if that line is plain and ends in the history.
  private func plainLineEnd(from first: Int, in rows: Range<Int>) -> Int? {
    for row in first..<max(first, rows.upperBound) {
      let flags = screen.scrollback.flags(row)
      guard flags.contains(.plain), !flags.contains(.prompt), flags.size == .single else {
        return nil
      }

      let text = screen.scrollback.payload(row)
      // A zero is a blank, which cannot be printed; nor does nothing at all make the receiver wrap.
      guard !text.contains(0), row == first || !text.isEmpty else { return nil }
      guard flags.contains(.wrapped) else { return row + 1 }
      guard text.count == screen.columns else { return nil }
    }
    return nil
  }
}
