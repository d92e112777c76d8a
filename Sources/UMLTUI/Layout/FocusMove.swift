/// A direction on the screen.
enum Direction: Hashable, Sendable, CaseIterable {
  case up, down, left, right

  var axis: SplitAxis { self == .left || self == .right ? .sideBySide : .stacked }
  var sign: Int { self == .left || self == .up ? -1 : 1 }
}

extension Arrangement {
  /// The pane one reaches from another by going in a direction, around the edge if need be.
  ///
  /// Among the neighbours along the whole side the most recently used one wins, so that going
  /// there and back ends where it began.
  func neighbour(
    of pane: PaneID, _ direction: Direction, recency: [PaneID]
  ) -> PaneID? {
    guard let origin = area(of: pane) else { return nil }
    let others = placements.filter { $0.pane != pane && !$0.area.isEmpty }
    let facing = others.filter { $0.area.overlaps(origin, across: direction.axis) }
    let ahead = facing.filter { $0.area.distance(from: origin, direction) > 0 }
    let candidates = ahead.isEmpty ? facing : ahead
    // Going around the edge, the farthest one back is the first from the other side.
    let nearest = candidates.map { $0.area.distance(from: origin, direction) }.min()
    return
      candidates
      .filter { $0.area.distance(from: origin, direction) == nearest }
      .min { rank($0.pane, in: recency) < rank($1.pane, in: recency) }?.pane
  }

  private func rank(_ pane: PaneID, in recency: [PaneID]) -> Int {
    recency.firstIndex(of: pane) ?? (recency.count + pane.number)
  }
}

extension Rectangle {
  fileprivate func overlaps(_ other: Rectangle, across axis: SplitAxis) -> Bool {
    switch axis {
    case .sideBySide: row < other.endRow && other.row < endRow
    case .stacked: column < other.endColumn && other.column < endColumn
    }
  }

  /// How far this begins beyond the other's far edge; negative when it lies the other way.
  fileprivate func distance(from other: Rectangle, _ direction: Direction) -> Int {
    switch direction {
    case .right: column - other.endColumn + 1
    case .left: other.column - endColumn + 1
    case .down: row - other.endRow + 1
    case .up: other.row - endRow + 1
    }
  }
}
