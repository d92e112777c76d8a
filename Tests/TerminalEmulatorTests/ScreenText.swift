import Testing

@testable import TerminalEmulator

extension TerminalEmulator {
  /// A small terminal showing rows given with slashes between them.
  convenience init(rows: Int, columns: Int, showing text: String) {
    self.init(rows: rows, columns: columns)
    for (row, line) in text.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      feed("\u{1b}[\(row + 1)H\(line)")
    }
    feed("\u{1b}[H")
  }

  /// Rows with slashes between them, blanks at their ends kept.
  var picture: String {
    (0..<rows).map { row in
      let text = text(ofRow: row)
      let width = withRow(row) { cells in
        cells.indices.filter { cells[$0].isContinuation }.count
      }
      let shown = text.unicodeScalars.count + (width ?? 0)
      return text + String(repeating: " ", count: max(columns - shown, 0))
    }.joined(separator: "/")
  }
}

/// Compares what is on the screen, and prints both one above the other when they differ.
func expectScreen(
  _ terminal: TerminalEmulator, _ expected: String, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let actual = terminal.picture
  #expect(
    actual == expected, "\(what)\n is     \(actual)\n should \(expected)",
    sourceLocation: sourceLocation)
}

/// Feeds a terminal and compares screen and cursor, which is given as `row;column` from one.
func expect(
  _ input: String, on start: String, rows: Int = 4, columns: Int = 3, gives expected: String,
  cursor: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  let terminal = TerminalEmulator(rows: rows, columns: columns, showing: start)
  terminal.feed(input)
  expectScreen(terminal, expected, input.debugDescription, sourceLocation: sourceLocation)
  guard let cursor else { return }

  let place = "\(terminal.cursor.row + 1);\(terminal.cursor.column + 1)"
  #expect(place == cursor, "\(input.debugDescription)", sourceLocation: sourceLocation)
}
