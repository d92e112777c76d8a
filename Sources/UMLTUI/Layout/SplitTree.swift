/// Names a pane for as long as it exists; never used again.
public struct PaneID: Hashable, Comparable, Sendable, CustomStringConvertible {
  let number: Int

  init(_ number: Int) { self.number = number }

  public static func < (left: PaneID, right: PaneID) -> Bool { left.number < right.number }
  public var description: String { "%\(number)" }
}

/// Which way the panes of a split stand: beside each other or stacked.
enum SplitAxis: Hashable, Sendable {
  case sideBySide
  case stacked
}

/// How the panes of a tab share its area: a pane, or a split whose parts are trees again.
///
/// A value without sizes. The shares of a split's parts are proportions; `place(in:)` turns them
/// into cells, so that the same tree fits any terminal. Between two parts lies one divider cell.
indirect enum SplitTree: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    var share: Int
    var tree: SplitTree
  }

  case pane(PaneID)
  case split(SplitAxis, [Part])

  /// The panes in reading order of the tree.
  var panes: [PaneID] {
    switch self {
    case .pane(let id): [id]
    case .split(_, let parts): parts.flatMap(\.tree.panes)
    }
  }

  /// Cells for each part: proportional to the shares, at least one each while there is room.
  ///
  /// Parts for which no room is left get 0 and are not shown. `total` includes the dividers.
  static func sizes(of shares: [Int], total: Int) -> [Int] {
    let visible = min(shares.count, max(0, (total + 1) / 2))
    var sizes = Array(repeating: 0, count: shares.count)
    guard visible > 0 else { return sizes }
    var room = total - (visible - 1)
    var weight = shares[..<visible].reduce(0) { $0 + max(1, $1) }
    for index in 0..<visible {
      let share = max(1, shares[index])
      let stillToCome = visible - index - 1
      let wanted = (room * share + weight / 2) / weight
      sizes[index] = max(1, min(wanted, room - stillToCome))
      room -= sizes[index]
      weight -= share
    }
    return sizes
  }
}
