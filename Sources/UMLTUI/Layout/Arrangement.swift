/// A split tree laid out in cells: where every pane and every divider is.
struct Arrangement: Hashable, Sendable {
  struct Placement: Hashable, Sendable {
    var pane: PaneID
    var area: Rectangle
  }

  /// The line between part `index` and the next of the split found by following `path`.
  struct Divider: Hashable, Sendable {
    var path: [Int]
    var index: Int
    var axis: SplitAxis
    var area: Rectangle
  }

  var placements: [Placement] = []
  var dividers: [Divider] = []

  func area(of pane: PaneID) -> Rectangle? {
    placements.first { $0.pane == pane }?.area
  }

  func pane(atRow row: Int, column: Int) -> PaneID? {
    placements.first { $0.area.contains(row: row, column: column) }?.pane
  }

  func divider(atRow row: Int, column: Int) -> Divider? {
    dividers.first { $0.area.contains(row: row, column: column) }
  }
}

extension SplitTree {
  /// Lays the tree out; panes without room get an empty area.
  func place(in area: Rectangle) -> Arrangement {
    var arrangement = Arrangement()
    place(in: area, path: [], into: &arrangement)
    return arrangement
  }

  private func place(in area: Rectangle, path: [Int], into arrangement: inout Arrangement) {
    guard case .split(let axis, let parts) = self else {
      for pane in panes { arrangement.placements.append(.init(pane: pane, area: area)) }
      return
    }
    let total = axis == .sideBySide ? area.columns : area.rows
    let sizes = Self.sizes(of: parts.map(\.share), total: total)
    var offset = 0
    for (index, part) in parts.enumerated() {
      if index > 0, sizes[index] > 0 {
        arrangement.dividers.append(
          .init(
            path: path, index: index - 1, axis: axis,
            area: area.slice(axis, from: offset, length: 1)))
        offset += 1
      }
      part.tree.place(
        in: area.slice(axis, from: offset, length: sizes[index]), path: path + [index],
        into: &arrangement)
      offset += sizes[index]
    }
  }
}

extension Rectangle {
  func slice(_ axis: SplitAxis, from offset: Int, length: Int) -> Rectangle {
    switch axis {
    case .sideBySide:
      Rectangle(row: row, column: column + offset, rows: rows, columns: length)
    case .stacked:
      Rectangle(row: row + offset, column: column, rows: length, columns: columns)
    }
  }
}
