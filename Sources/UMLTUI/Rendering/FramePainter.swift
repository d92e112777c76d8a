/// Brings a target from the frame it shows to the next one.
final class FramePainter {
  private let target: any DrawTarget
  private var clusters = ClusterTable()
  private var shown: Surface
  private var next: Surface
  private var mustDrawAll = true

  init(_ target: any DrawTarget) {
    self.target = target
    shown = Surface(rows: target.rows, columns: target.columns, clusters: clusters)
    next = shown
  }

  /// The terminal has another size; what it shows is unknown.
  func resize(rows: Int, columns: Int) {
    target.resize(rows: rows, columns: columns)
    shown = Surface(rows: rows, columns: columns, clusters: clusters)
    next = shown
    mustDrawAll = true
  }

  /// Draws the workspace, and sends what differs. May wait for the terminal.
  func paint(_ workspace: Workspace) {
    if clusters.isFull {
      clusters = ClusterTable()
      next = Surface(rows: target.rows, columns: target.columns, clusters: clusters)
      mustDrawAll = true
    }
    workspace.draw(on: &next)
    if mustDrawAll {
      mustDrawAll = false
      target.forget()
      target.show(SurfaceDiff.everything(next), of: next)
    } else {
      let runs = SurfaceDiff.runs(from: shown, to: next)
      if !runs.isEmpty || next.cursor != shown.cursor { target.show(runs, of: next) }
    }
    // The frame before is drawn over next time, which saves clearing a new one.
    swap(&shown, &next)
    if next.clusters !== shown.clusters {
      next = Surface(rows: shown.rows, columns: shown.columns, clusters: clusters)
    }
  }
}
