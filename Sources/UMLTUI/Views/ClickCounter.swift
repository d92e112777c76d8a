/// Counts clicks on one cell in quick succession: two mark a word, three a line.
struct ClickCounter {
  private static let intervalMilliseconds: Int64 = 400

  private var last: (row: Int, column: Int, time: Int64, count: Int)?

  /// - Returns: 1 to 3, for the click that has just come.
  mutating func click(row: Int, column: Int, now: Int64) -> Int {
    var count = 1
    if let last, last.row == row, last.column == column,
      now - last.time <= Self.intervalMilliseconds
    {
      count = last.count % 3 + 1
    }
    last = (row, column, now, count)
    return count
  }
}
