/// The ready layouts a key cycles through.
enum LayoutPreset: Int, CaseIterable, Sendable {
  case evenColumns
  case evenRows
  case mainLeft
  case mainTop
  case tiled

  var next: LayoutPreset {
    LayoutPreset(rawValue: (rawValue + 1) % Self.allCases.count) ?? .evenColumns
  }

  /// The panes, in order, in this layout.
  func tree(of panes: [PaneID]) -> SplitTree? {
    guard let first = panes.first else { return nil }
    guard panes.count > 1 else { return .pane(first) }
    switch self {
    case .evenColumns: return .even(.sideBySide, panes.map { .pane($0) })
    case .evenRows: return .even(.stacked, panes.map { .pane($0) })
    case .mainLeft: return .main(.sideBySide, first, panes.dropFirst())
    case .mainTop: return .main(.stacked, first, panes.dropFirst())
    case .tiled: return .tiled(panes)
    }
  }
}

extension SplitTree {
  static func even(_ axis: SplitAxis, _ trees: [SplitTree]) -> SplitTree {
    trees.count == 1 ? trees[0] : .split(axis, trees.map { Part(share: 1, tree: $0) })
  }

  fileprivate static func main(
    _ axis: SplitAxis, _ first: PaneID, _ others: ArraySlice<PaneID>
  ) -> SplitTree {
    let across: SplitAxis = axis == .sideBySide ? .stacked : .sideBySide
    return .split(
      axis,
      [
        Part(share: 3, tree: .pane(first)),
        Part(share: 2, tree: .even(across, others.map { .pane($0) })),
      ])
  }

  /// Rows of about as many panes as there are rows.
  fileprivate static func tiled(_ panes: [PaneID]) -> SplitTree {
    var perRow = 1
    while perRow * perRow < panes.count { perRow += 1 }
    let rows = stride(from: 0, to: panes.count, by: perRow).map { start in
      SplitTree.even(
        .sideBySide, panes[start..<min(start + perRow, panes.count)].map { .pane($0) })
    }
    return .even(.stacked, rows)
  }
}
