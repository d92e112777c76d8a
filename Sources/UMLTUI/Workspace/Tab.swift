/// A page of panes. At least one pane, always.
struct Tab: Equatable {
  /// Names the tab for as long as it exists.
  let number: Int
  /// The user's own title; nil takes one from what it shows.
  var title: String?
  var tree: SplitTree
  /// The panes from the most to the least recently used; the first has the focus.
  private(set) var recency: [PaneID]
  var isZoomed = false
  var preset = LayoutPreset.evenColumns

  init(number: Int, pane: PaneID) {
    self.number = number
    tree = .pane(pane)
    recency = [pane]
  }

  var focus: PaneID { recency[0] }
  var panes: [PaneID] { tree.panes }
  var isSingle: Bool { recency.count == 1 }

  mutating func focus(on pane: PaneID) {
    guard let index = recency.firstIndex(of: pane), index > 0 else { return }
    recency.remove(at: index)
    recency.insert(pane, at: 0)
    isZoomed = false
  }

  /// Adds a pane next to another one and goes there.
  mutating func add(_ new: PaneID, beside pane: PaneID, _ axis: SplitAxis) {
    tree = tree.splitting(pane, axis, adding: new)
    recency.insert(new, at: 0)
    isZoomed = false
  }

  /// Adds a pane to the row, before another one or at its end. The focus stays, unless the pane
  /// becomes the first.
  mutating func add(_ new: PaneID, before next: PaneID?) {
    var row = panes
    let index = next.flatMap { row.firstIndex(of: $0) } ?? row.count
    row.insert(new, at: index)
    tree = .even(.sideBySide, row.map { .pane($0) })
    recency.insert(new, at: index == 0 ? 0 : recency.count)
  }

  /// Takes a pane out; false when it was the last, the tab then being unchanged.
  mutating func remove(_ pane: PaneID) -> Bool {
    guard let rest = tree.removing(pane) else { return false }
    tree = rest
    recency.removeAll { $0 == pane }
    isZoomed = false
    return true
  }
}
