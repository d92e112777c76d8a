/// A block of character cells; rows and columns count from 0 at the top left.
public struct Rectangle: Hashable, Sendable {
  public var row: Int
  public var column: Int
  public var rows: Int
  public var columns: Int

  public init(row: Int = 0, column: Int = 0, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  /// The first row below and the first column to the right of it.
  var endRow: Int { row + rows }
  var endColumn: Int { column + columns }
  var isEmpty: Bool { rows == 0 || columns == 0 }

  func contains(row: Int, column: Int) -> Bool {
    row >= self.row && row < endRow && column >= self.column && column < endColumn
  }

  func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Rectangle {
    Rectangle(
      row: row + top, column: column + left,
      rows: rows - top - bottom, columns: columns - left - right)
  }

  /// A rectangle of at most this size in the middle of this one.
  func centred(rows: Int, columns: Int) -> Rectangle {
    let height = min(rows, self.rows)
    let width = min(columns, self.columns)
    return Rectangle(
      row: row + (self.rows - height) / 2, column: column + (self.columns - width) / 2,
      rows: height, columns: width)
  }
}
