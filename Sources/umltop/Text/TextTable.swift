/// Rows of words, one column below the other.
struct TextTable {
  let rows: [[String]]

  var lines: [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, word) in row.enumerated() {
        line += word
        // The last column needs no blanks after it.
        guard column + 1 < row.count else { continue }
        line += String(repeating: " ", count: widths[column] - word.count + 2)
      }
      return line
    }
  }
}
