/// Lines drawn cell by cell that join where they meet.
struct FrameLines {
  private let area: Rectangle
  private var sides: [LineSides]

  init(area: Rectangle) {
    self.area = area
    sides = Array(repeating: [], count: area.rows * area.columns)
  }

  mutating func addHorizontal(row: Int, columns: Range<Int>) {
    for column in columns {
      if column > columns.lowerBound { add(.left, row, column) }
      if column < columns.upperBound - 1 { add(.right, row, column) }
    }
  }

  mutating func addVertical(column: Int, rows: Range<Int>) {
    for row in rows {
      if row > rows.lowerBound { add(.up, row, column) }
      if row < rows.upperBound - 1 { add(.down, row, column) }
    }
  }

  mutating func addBox(_ box: Rectangle) {
    guard box.rows >= 2, box.columns >= 2 else { return }
    addHorizontal(row: box.row, columns: box.column..<box.endColumn)
    addHorizontal(row: box.endRow - 1, columns: box.column..<box.endColumn)
    addVertical(column: box.column, rows: box.row..<box.endRow)
    addVertical(column: box.endColumn - 1, rows: box.row..<box.endRow)
  }

  private mutating func add(_ side: LineSides, _ row: Int, _ column: Int) {
    guard area.contains(row: row, column: column) else { return }
    sides[(row - area.row) * area.columns + column - area.column].insert(side)
  }

  func draw(
    on surface: inout Surface, _ glyphs: Glyphs, style: (_ row: Int, _ column: Int) -> SurfaceStyle
  ) {
    for row in area.row..<area.endRow {
      for column in area.column..<area.endColumn {
        let reached = sides[(row - area.row) * area.columns + column - area.column]
        guard !reached.isEmpty else { continue }
        surface.put(
          SurfaceCell(glyphs.line(reached), style(row, column)), row: row, column: column)
      }
    }
  }
}
