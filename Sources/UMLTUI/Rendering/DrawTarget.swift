/// Where frames go: the user's terminal, or text in a test.
protocol DrawTarget: AnyObject {
  var rows: Int { get }
  var columns: Int { get }

  /// Shows the runs of a surface and puts the cursor in its place. May wait for the terminal.
  func show(_ runs: [SurfaceRun], of surface: Surface)
  /// The terminal now has another size; what it shows is unknown.
  func resize(rows: Int, columns: Int)
  /// What the terminal shows is unknown: the next `show` sends all of it.
  func forget()
  func beep()
}

/// Keeps what a terminal would show as text; for tests and `--snapshot`.
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
