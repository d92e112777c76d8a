/// Where the bars and the panes of the current tab are, for a size of the terminal.
struct ScreenPlan: Equatable {
  var statusBar: Rectangle?
  var hintBar: Rectangle?
  /// The panes with their dividers; with a frame around them when there are several.
  var body: Rectangle
  /// Whether the panes' titles and borders are drawn.
  var hasFrame: Bool
  /// Whether a frame runs around the whole body, or only along its top.
  var isBoxed: Bool
  var arrangement: Arrangement

  /// Smaller terminals show one pane without borders and one status line.
  static let smallestRows = 8
  static let smallestColumns = 40

  init(rows: Int, columns: Int, tab: Tab?, isBare: Bool) {
    let bounds = Rectangle(rows: rows, columns: columns)
    let isSmall = rows < Self.smallestRows || columns < Self.smallestColumns
    var area = bounds
    if !isBare, rows > 1 {
      if isSmall {
        statusBar = Rectangle(row: rows - 1, rows: 1, columns: columns)
        area = bounds.inset(bottom: 1)
      } else {
        statusBar = Rectangle(rows: 1, columns: columns)
        hintBar = Rectangle(row: rows - 1, rows: 1, columns: columns)
        area = bounds.inset(top: 1, bottom: 1)
      }
    }
    body = area
    hasFrame = !isBare && !isSmall
    guard let tab else {
      isBoxed = false
      arrangement = Arrangement()
      return
    }
    let showsOne = tab.isSingle || tab.isZoomed || !hasFrame
    isBoxed = hasFrame && !showsOne
    let inside =
      isBoxed
      ? area.inset(top: 1, left: 1, bottom: 1, right: 1) : hasFrame ? area.inset(top: 1) : area
    arrangement =
      showsOne ? SplitTree.pane(tab.focus).place(in: inside) : tab.tree.place(in: inside)
  }
}

extension Workspace {
  var plan: ScreenPlan {
    ScreenPlan(rows: rows, columns: columns, tab: tab, isBare: options.isBare)
  }

  /// The terminal has another size.
  func resize(rows: Int, columns: Int) {
    self.rows = max(1, rows)
    self.columns = max(1, columns)
    drag = nil
    layoutChanged()
  }

  /// Tells every line shown how large its pane is, if that is news.
  ///
  /// A line in several panes follows the first of the current tab. The pane itself changes when
  /// the service reports the new size, so that output made for the old one is not torn.
  func requestSizes() {
    guard !options.isReadOnly else { return }
    var seen: Set<LineAddress> = []
    for placement in plan.arrangement.placements where !placement.area.isEmpty {
      guard let pane = panes[placement.pane], pane.isAttached,
        seen.insert(pane.address).inserted
      else { continue }
      let size = TerminalSize(rows: placement.area.rows, columns: placement.area.columns)
      guard requestedSizes[pane.address] != size else { continue }
      requestedSizes[pane.address] = size
      guest(pane.address.guest)?.source.resize(
        pane.address.line, rows: size.rows, columns: size.columns)
    }
  }

  /// After any change of what is shown where.
  func layoutChanged() {
    needsDrawing = true
    for placement in plan.arrangement.placements {
      panes[placement.pane]?.viewRows = placement.area.rows
    }
    requestSizes()
    updateFocus()
  }
}
