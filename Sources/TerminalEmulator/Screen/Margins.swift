/// The scrolling region, bounds included (DECSTBM and DECSLRM).
struct Margins: Equatable {
  var top = 0
  var bottom: Int
  var left = 0
  var right: Int

  init(rows: Int, columns: Int) {
    bottom = rows - 1
    right = columns - 1
  }

  @inline(__always)
  var rows: Range<Int> { top..<bottom + 1 }

  @inline(__always)
  var columns: Range<Int> { left..<right + 1 }

  func contains(row: Int) -> Bool { row >= top && row <= bottom }

  func contains(column: Int) -> Bool { column >= left && column <= right }
}
