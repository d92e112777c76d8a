/// Brings a target from the frame it shows to the next one.
///
/// The next one is drawn over a copy of the one that is shown, so that only what changed is drawn,
/// compared and sent.
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
      mustDrawAll = true
    }
    guard !mustDrawAll else { return paintAll(workspace) }
    let rows = workspace.redraw(on: &next)
    let runs = SurfaceDiff.runs(from: shown, to: next, inRows: rows)
    if !runs.isEmpty || next.cursor != shown.cursor { target.show(runs, of: next) }
    shown.take(runs, from: next)
  }

  private func paintAll(_ workspace: Workspace) {
    mustDrawAll = false
    next = Surface(rows: target.rows, columns: target.columns, clusters: clusters)
    workspace.needsDrawing = true
    _ = workspace.redraw(on: &next)
    target.forget()
    target.show(SurfaceDiff.everything(next), of: next)
    shown = next
  }
}
