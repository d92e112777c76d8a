@testable import UMLTUI

/// Keeps what a terminal would show as text.
final class TextTarget: DrawTarget {
  private(set) var shown: Surface
  /// How many cells were sent: what a test of cheapness looks at.
  private(set) var cellsSent = 0

  init(rows: Int, columns: Int) {
    shown = Surface(rows: rows, columns: columns)
  }

  var rows: Int { shown.rows }
  var columns: Int { shown.columns }

  func show(_ runs: [SurfaceRun], of surface: Surface) {
    var next = Surface(rows: rows, columns: columns, clusters: surface.clusters)
    next.cells = shown.cells
    for run in runs where run.row < rows {
      for column in run.columns where column < columns {
        next[run.row, column] = surface[run.row, column]
      }
      cellsSent += run.columns.count
    }
    next.cursor = surface.cursor
    shown = next
  }

  func resize(rows: Int, columns: Int) { shown = Surface(rows: rows, columns: columns) }
  func forget() {}
  func beep() {}
}
