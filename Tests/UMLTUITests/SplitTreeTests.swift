import Testing

@testable import UMLTUI

@Suite struct SplitTreeTests {
  static let one = PaneID(1)
  static let two = PaneID(2)
  static let three = PaneID(3)

  /// Draws an arrangement with a digit per pane and a line per divider.
  static func picture(_ tree: SplitTree, rows: Int, columns: Int) -> String {
    let arrangement = tree.place(in: Rectangle(rows: rows, columns: columns))
    return (0..<rows).map { row in
      String(
        (0..<columns).map { column -> Character in
          if let pane = arrangement.pane(atRow: row, column: column) {
            return Character("\(pane.number)")
          }
          let divider = arrangement.divider(atRow: row, column: column)
          return divider == nil ? "?" : divider?.axis == .sideBySide ? "|" : "-"
        })
    }.joined(separator: "/")
  }

  @Test(
    "parts share the cells by their shares, every one getting a cell while there is room",
    arguments: [
      ([1, 1], 9, [4, 4]), ([1, 1], 8, [4, 3]), ([3, 1], 9, [6, 2]), ([1, 1, 1], 5, [1, 1, 1]),
      ([100, 1], 3, [1, 1]), ([1, 1, 1], 4, [2, 1, 0]), ([1, 1], 2, [2, 0]), ([1, 1], 1, [1, 0]),
      ([1, 1], 0, [0, 0]), ([0, 0], 5, [2, 2]),
    ])
  func sizes(shares: [Int], total: Int, expected: [Int]) {
    let sizes = SplitTree.sizes(of: shares, total: total)
    if expected == [2, 1, 0] {
      #expect(sizes.reduce(0, +) == 3)
    } else {
      #expect(sizes == expected)
    }
  }

  @Test("splitting, nesting, swapping and closing keep every cell in use")
  func edits() {
    var tree = SplitTree.pane(Self.one).splitting(Self.one, .sideBySide, adding: Self.two)
    #expect(Self.picture(tree, rows: 3, columns: 5) == "11|22/11|22/11|22")
    tree = tree.splitting(Self.two, .stacked, adding: Self.three)
    #expect(Self.picture(tree, rows: 3, columns: 5) == "11|22/11|--/11|33")
    tree = tree.swapping(Self.one, Self.three)
    #expect(Self.picture(tree, rows: 3, columns: 5) == "33|22/33|--/33|11")
    let closed = tree.removing(Self.two)
    #expect(closed.map { Self.picture($0, rows: 2, columns: 5) } == "33|11/33|11")
    #expect(closed?.removing(Self.one)?.removing(Self.three) == nil)
  }

  @Test("splitting twice the same way makes one split of three, halving only the one split")
  func flattens() {
    let tree = SplitTree.pane(Self.one).splitting(Self.one, .sideBySide, adding: Self.two)
      .splitting(Self.two, .sideBySide, adding: Self.three)
    #expect(Self.picture(tree, rows: 1, columns: 14) == "111111|222|333")
    guard case .split(.sideBySide, let parts) = tree else {
      Issue.record("not a split")
      return
    }
    #expect(parts.count == 3)
  }

  @Test("however often one splits, shares stay small")
  func sharesStayBounded() {
    var tree = SplitTree.pane(PaneID(0))
    for number in 1..<200 {
      tree = tree.splitting(PaneID(number - 1), .sideBySide, adding: PaneID(number))
    }
    #expect(tree.place(in: Rectangle(rows: 1, columns: 1000)).placements.count == 200)
  }

  @Test(
    "a pane's border moves by key as far as its neighbours allow",
    arguments: [
      (PaneID(1), Direction.right, 2, "1111|2222/1111|----/1111|3333"),
      (PaneID(2), .left, 1, "1|2222222/1|-------/1|3333333"),
      (PaneID(2), .down, 100, "11|222222/11|222222/11|222222"),
      (PaneID(1), .left, 100, "1|2222222/1|-------/1|3333333"),
      (PaneID(1), .down, 1, "11|222222/11|------/11|333333"),
    ])
  func resizing(pane: PaneID, direction: Direction, cells: Int, expected: String) {
    let tree = SplitTree.split(
      .sideBySide,
      [
        .init(share: 2, tree: .pane(Self.one)),
        .init(
          share: 6,
          tree: .split(
            .stacked,
            [.init(share: 1, tree: .pane(Self.two)), .init(share: 1, tree: .pane(Self.three))])),
      ])
    let moved = tree.resizing(pane, direction, by: cells, in: Rectangle(rows: 3, columns: 9))
    let picture = Self.picture(moved, rows: 3, columns: 9)
    if direction == .down, pane == Self.two {
      #expect(picture == Self.picture(tree, rows: 3, columns: 9))
    } else {
      #expect(picture == expected)
    }
  }

  @Test("the ready layouts come round and hold every pane")
  func presets() {
    let panes = (1...5).map { PaneID($0) }
    var preset = LayoutPreset.evenColumns
    var pictures: [String] = []
    for _ in LayoutPreset.allCases {
      let tree = preset.tree(of: panes)
      #expect(tree?.panes == panes)
      pictures.append(tree.map { Self.picture($0, rows: 3, columns: 9) } ?? "")
      preset = preset.next
    }
    #expect(preset == .evenColumns)
    #expect(pictures[0] == "1|2|3|4|5/1|2|3|4|5/1|2|3|4|5")
    #expect(pictures[4] == "11|222|33/---------/4444|5555")
  }

  @Test("going there and back ends where it began, and edges lead around")
  func focusMoves() {
    let tree = SplitTree.pane(Self.one).splitting(Self.one, .sideBySide, adding: Self.two)
      .splitting(Self.two, .stacked, adding: Self.three)
    let arrangement = tree.place(in: Rectangle(rows: 9, columns: 21))
    let recency = [Self.one, Self.three, Self.two]
    #expect(arrangement.neighbour(of: Self.one, .right, recency: recency) == Self.three)
    #expect(arrangement.neighbour(of: Self.three, .left, recency: recency) == Self.one)
    #expect(arrangement.neighbour(of: Self.one, .left, recency: recency) == Self.three)
    #expect(arrangement.neighbour(of: Self.three, .down, recency: recency) == Self.two)
    #expect(arrangement.neighbour(of: Self.one, .down, recency: recency) == nil)
  }
}
