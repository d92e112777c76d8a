extension Screen {
  /// SL: the text between the margins moves left.
  mutating func scrollColumns(left count: Int) {
    moveColumns { $0.deleteColumns(count) }
  }

  /// SR: the text between the margins moves right.
  mutating func scrollColumns(right count: Int) {
    moveColumns { $0.insertColumns(count) }
  }

  private mutating func moveColumns(_ move: (inout Screen) -> Void) {
    let saved = cursor
    guard margins.contains(row: cursor.row), margins.contains(column: cursor.column) else { return }

    cursor.column = margins.left
    move(&self)
    cursor.column = saved.column
  }
}
