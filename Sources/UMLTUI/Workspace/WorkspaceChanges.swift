/// Drawing no more than has changed. An echo changes one row, and drawing the other rows again
/// would take longer than all else that is done for it.
extension Workspace {
  /// Whether anything may look different from the last drawing.
  var hasChanged: Bool { needsDrawing || !printed.isEmpty }

  /// Draws what has changed since the last call, on a surface that holds what was drawn then.
  ///
  /// - Returns: the surface's rows that may look different now, some perhaps twice.
  func redraw(on surface: inout Surface) -> [Int] {
    defer {
      needsDrawing = false
      printed = []
    }
    let placements = plan.arrangement.placements
    guard !needsDrawing else {
      draw(on: &surface)
      for placement in placements { panes[placement.pane]?.noteDrawn(in: placement.area) }
      return Array(0..<surface.rows)
    }
    var rows: [Int] = []
    for placement in placements where printed.contains(placement.pane) {
      guard let pane = panes[placement.pane] else { continue }
      let isFocused = pane.id == tab?.focus
      if isFocused { surface.cursor = nil }
      rows += pane.redraw(on: &surface, in: placement.area, isFocused: isFocused, context)
        .map { placement.area.row + $0 }
    }
    return rows
  }

  /// Takes a guest's output to a pane, and notes whether more than the pane's rows looks different
  /// for it.
  func print(_ bytes: [UInt8], in pane: TerminalPane) {
    let before = (pane.title, pane.columns)
    pane.feed(bytes)
    printed.insert(pane.id)
    let isPlain =
      overlay == nil && !pane.isScrolling && pane.selection == nil
      && before == (pane.title, pane.columns)
      && guest(pane.address.guest)?.state.hasEnded == false
    if !isPlain { needsDrawing = true }
  }
}
