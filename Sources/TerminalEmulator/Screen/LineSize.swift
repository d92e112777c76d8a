/// How large the characters of a row are. Of two rows of double height one shows the upper halves
/// of its characters and one the lower.
public enum LineSize: UInt8, Sendable {
  /// DECSWL.
  case single
  /// DECDWL.
  case doubleWidth
  /// DECDHL.
  case upperHalf, lowerHalf

  /// Columns of the screen that a character of one column takes.
  public var columnsPerCell: Int { self == .single ? 1 : 2 }

  /// What follows ESC to choose it.
  var designator: String {
    switch self {
    case .single: "#5"
    case .doubleWidth: "#6"
    case .upperHalf: "#3"
    case .lowerHalf: "#4"
    }
  }
}

extension LineSize {
  /// How many of a row's cells are seen.
  func visibleCells(_ columns: Int) -> Int { self == .single ? columns : (columns + 1) / 2 }
}

/// Rows of double width and height, as xterm has them: a row keeps all its cells, and those of its
/// second half are not seen. Its text never goes on in the next row.
extension Screen {
  /// The column after the last one that text may fill, and tabs and CUF reach, for a cursor where
  /// it is now. Other ways lead beyond it, where nothing can be printed.
  @inline(__always)
  var printLimit: Int {
    let size = grid[info: cursor.row].size
    return size == .single ? rightLimit : min(rightLimit, size.visibleCells(columns))
  }

  /// DECSWL, DECDWL, DECDHL. There are no such lines while there are left and right margins.
  mutating func setLineSize(_ size: LineSize) {
    let row = cursor.row
    guard !modes.flags.contains(.horizontalMargins), size != grid[info: row].size else { return }

    if size != .single {
      cursor.column = min(cursor.column, columns / 2)
      endLine(before: row)
      grid[info: row].isWrapped = false
    }
    lastPrinted = 0
    grid[info: row].size = size
    grid.touch(row, upTo: 0)
  }

  /// All rows become ordinary.
  mutating func resetLineSizes() {
    for row in 0..<rows where grid[info: row].size != .single {
      grid[info: row].size = .single
      grid.touch(row, upTo: 0)
    }
  }
}
