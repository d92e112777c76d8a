/// What a frame looks like: a grid of cells and where the cursor is. Views draw on it.
///
/// Everything is clipped to it; no coordinate is an error.
public struct Surface {
  public struct CursorPosition: Hashable, Sendable {
    var row: Int
    var column: Int
  }

  public private(set) var rows: Int
  public private(set) var columns: Int
  var cells: [SurfaceCell]
  /// Nil hides the cursor.
  public var cursor: CursorPosition?
  let clusters: ClusterTable

  init(rows: Int, columns: Int, clusters: ClusterTable = ClusterTable()) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
    self.clusters = clusters
    cells = Array(repeating: .blank(), count: self.rows * self.columns)
  }

  var bounds: Rectangle { Rectangle(rows: rows, columns: columns) }

  subscript(row: Int, column: Int) -> SurfaceCell {
    get { cells[row * columns + column] }
    set { cells[row * columns + column] = newValue }
  }

  /// Lends the cells of a part of a row, which has to lie within the surface.
  @inline(__always)
  mutating func withCells(
    row: Int, column: Int, count: Int, _ body: (UnsafeMutableBufferPointer<SurfaceCell>) -> Void
  ) {
    guard count > 0 else { return }
    let start = row * columns + column
    cells.withUnsafeMutableBufferPointer {
      body(UnsafeMutableBufferPointer(rebasing: $0[start..<start + count]))
    }
  }

  mutating func fill(_ area: Rectangle, with cell: SurfaceCell = .blank()) {
    let top = max(0, area.row)
    let left = max(0, area.column)
    let right = min(columns, area.endColumn)
    guard left < right else { return }
    for row in top..<max(top, min(rows, area.endRow)) {
      for column in left..<right { self[row, column] = cell }
    }
  }

  /// Puts one cell; a wide one that does not fit becomes a blank.
  mutating func put(_ cell: SurfaceCell, row: Int, column: Int) {
    guard row >= 0, row < rows, column >= 0, column < columns else { return }
    guard cell.width == 2 else {
      self[row, column] = cell
      return
    }
    guard column + 1 < columns else {
      self[row, column] = .blank(cell.style)
      return
    }
    self[row, column] = cell
    self[row, column + 1] = .rightHalf(cell.style)
  }

  /// Puts text, at most `limit` columns of it; returns the column after its last character.
  @discardableResult
  mutating func put(
    _ text: some StringProtocol, row: Int, column: Int, style: SurfaceStyle = .plain,
    limit: Int = .max
  ) -> Int {
    var at = column
    let end = limit == .max ? columns : min(columns, column + max(0, limit))
    for character in text {
      let scalars = TextLayout.printable(character)
      let width = TextLayout.width(of: scalars)
      guard at + width <= end else { break }
      guard width > 0 else { continue }
      let content = clusters.content(of: scalars)
      put(SurfaceCell(content: content, style: style, width: UInt8(width)), row: row, column: at)
      at += width
    }
    return at
  }

  /// Takes over some cells, and the cursor, of a surface of the same size.
  mutating func take(_ runs: [SurfaceRun], from other: Surface) {
    cursor = other.cursor
    for run in runs {
      let start = run.row * columns
      let cells = start + run.columns.lowerBound..<start + run.columns.upperBound
      self.cells.replaceSubrange(cells, with: other.cells[cells])
    }
  }

  /// Changes how the cells of an area look, keeping their characters.
  mutating func restyle(_ area: Rectangle, _ change: (inout SurfaceStyle) -> Void) {
    for row in max(0, area.row)..<max(0, min(rows, area.endRow)) {
      for column in max(0, area.column)..<max(0, min(columns, area.endColumn)) {
        change(&self[row, column].style)
      }
    }
  }
}
