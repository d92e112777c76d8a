/// The changes a user makes to a split tree; each keeps it in normal form, where no split has
/// fewer than two parts or a part split the same way.
extension SplitTree {
  /// Divides a pane in two halves, the new one after it.
  func splitting(_ pane: PaneID, _ axis: SplitAxis, adding new: PaneID) -> SplitTree {
    replacing(pane) { old in
      .split(axis, [.init(share: 1, tree: old), .init(share: 1, tree: .pane(new))])
    }
  }

  /// The tree without a pane, or nil when that was the last.
  func removing(_ pane: PaneID) -> SplitTree? {
    switch self {
    case .pane(let id):
      return id == pane ? nil : self
    case .split(let axis, let parts):
      let left = parts.compactMap { part in
        part.tree.removing(pane).map { Part(share: part.share, tree: $0) }
      }
      return left.isEmpty ? nil : Self.normalised(axis, left)
    }
  }

  func swapping(_ first: PaneID, _ second: PaneID) -> SplitTree {
    mapping { $0 == first ? second : $0 == second ? first : $0 }
  }

  func mapping(_ change: (PaneID) -> PaneID) -> SplitTree {
    switch self {
    case .pane(let id): .pane(change(id))
    case .split(let axis, let parts):
      .split(axis, parts.map { Part(share: $0.share, tree: $0.tree.mapping(change)) })
    }
  }

  /// Moves a divider by some cells, as far as the parts on both sides allow.
  func moving(_ divider: Arrangement.Divider, by cells: Int, in area: Rectangle) -> SplitTree {
    moving(path: divider.path[...], index: divider.index, by: cells, in: area)
  }

  /// Moves the divider next to a pane: the one after it, or before it when the pane is last.
  func resizing(
    _ pane: PaneID, _ direction: Direction, by cells: Int, in area: Rectangle
  ) -> SplitTree {
    guard let (path, index) = nearestDivider(to: pane, direction.axis) else { return self }
    return moving(path: path[...], index: index, by: direction.sign * cells, in: area)
  }

  private func replacing(_ pane: PaneID, with change: (SplitTree) -> SplitTree) -> SplitTree {
    switch self {
    case .pane(let id):
      return id == pane ? change(self) : self
    case .split(let axis, let parts):
      return Self.normalised(
        axis, parts.map { Part(share: $0.share, tree: $0.tree.replacing(pane, with: change)) })
    }
  }

  private static func normalised(_ axis: SplitAxis, _ parts: [Part]) -> SplitTree {
    if parts.count == 1 { return parts[0].tree }
    let isFlat = parts.allSatisfy { part in
      guard case .split(axis, _) = part.tree else { return true }
      return false
    }
    if isFlat { return .split(axis, parts) }
    // Shares out of 4096 all together: the inner proportions survive integer division, and
    // however often a user splits, the numbers do not grow.
    let total = max(1, parts.reduce(0) { $0 + $1.share })
    let flat = parts.flatMap { part -> [Part] in
      let share = max(1, part.share * 4096 / total)
      guard case .split(axis, let inner) = part.tree else {
        return [Part(share: share, tree: part.tree)]
      }
      let weight = max(1, inner.reduce(0) { $0 + $1.share })
      return inner.map { Part(share: max(1, share * $0.share / weight), tree: $0.tree) }
    }
    return .split(axis, flat)
  }

  private func nearestDivider(to pane: PaneID, _ wanted: SplitAxis) -> ([Int], Int)? {
    guard case .split(let axis, let parts) = self,
      let index = parts.firstIndex(where: { $0.tree.panes.contains(pane) })
    else { return nil }
    if let (path, found) = parts[index].tree.nearestDivider(to: pane, wanted) {
      return ([index] + path, found)
    }
    guard axis == wanted else { return nil }
    return ([], min(index, parts.count - 2))
  }

  private func moving(
    path: ArraySlice<Int>, index: Int, by cells: Int, in area: Rectangle
  ) -> SplitTree {
    guard case .split(let axis, var parts) = self else { return self }
    let total = axis == .sideBySide ? area.columns : area.rows
    var sizes = Self.sizes(of: parts.map(\.share), total: total)
    if let step = path.first {
      guard parts.indices.contains(step) else { return self }
      let offset = sizes[..<step].reduce(step, +)
      parts[step].tree = parts[step].tree.moving(
        path: path.dropFirst(), index: index, by: cells,
        in: area.slice(axis, from: offset, length: sizes[step]))
      return .split(axis, parts)
    }
    guard parts.indices.contains(index + 1), sizes[index + 1] > 0 else { return self }
    let change = max(1 - sizes[index], min(cells, sizes[index + 1] - 1))
    sizes[index] += change
    sizes[index + 1] -= change
    for part in parts.indices { parts[part].share = max(1, sizes[part]) }
    return .split(axis, parts)
  }
}
