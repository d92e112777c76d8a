/// Text marked with the mouse: from one cell to another, line by line in between.
struct TextSelection: Equatable {
  struct Point: Equatable, Comparable {
    /// A line counted as `HistoryView` does.
    var line: Int
    var column: Int

    static func < (left: Point, right: Point) -> Bool {
      (left.line, left.column) < (right.line, right.column)
    }
  }

  var anchor: Point
  var end: Point
  /// A word or a line was asked for, be it of one character.
  var isWhole = false

  /// Nothing is marked by a click alone.
  var isEmpty: Bool { anchor == end && !isWhole }
  var first: Point { min(anchor, end) }
  var last: Point { max(anchor, end) }

  /// The columns marked in a line that is so many columns long.
  func columns(in line: Int, columns: Int) -> Range<Int> {
    guard !isEmpty, line >= first.line, line <= last.line else { return 0..<0 }
    let start = line == first.line ? min(first.column, columns) : 0
    let end = line == last.line ? min(last.column + 1, columns) : columns
    return start..<max(start, end)
  }
}
