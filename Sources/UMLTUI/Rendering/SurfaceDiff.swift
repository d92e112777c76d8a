/// A stretch of one row that has to be drawn.
struct SurfaceRun: Hashable, Sendable {
  var row: Int
  /// First column and the one after the last.
  var columns: Range<Int>
}

enum SurfaceDiff {
  /// Where two surfaces of the same size differ: per row at most one run, from the first to the
  /// last cell that changed, widened so that no run begins or ends inside a wide character.
  ///
  /// `rows` are the only ones that may differ, in any order; nil for all.
  static func runs(
    from old: Surface, to new: Surface, inRows rows: [Int]? = nil
  ) -> [SurfaceRun] {
    guard old.rows == new.rows, old.columns == new.columns else { return everything(new) }
    let rows = rows.map { Set($0).sorted() } ?? Array(0..<new.rows)
    let width = new.columns
    var runs: [SurfaceRun] = []
    old.cells.withUnsafeBufferPointer { oldCells in
      new.cells.withUnsafeBufferPointer { newCells in
        for row in rows {
          let start = row * width
          var first = 0
          while first < width, oldCells[start + first] == newCells[start + first] { first += 1 }
          guard first < width else { continue }
          var last = width - 1
          while oldCells[start + last] == newCells[start + last] { last -= 1 }
          while first > 0, newCells[start + first].width == 0 || oldCells[start + first].width == 0
          {
            first -= 1
          }
          while last + 1 < width,
            newCells[start + last + 1].width == 0 || oldCells[start + last + 1].width == 0
          {
            last += 1
          }
          runs.append(SurfaceRun(row: row, columns: first..<last + 1))
        }
      }
    }
    return runs
  }

  static func everything(_ surface: Surface) -> [SurfaceRun] {
    guard surface.columns > 0 else { return [] }
    return (0..<surface.rows).map { SurfaceRun(row: $0, columns: 0..<surface.columns) }
  }
}
