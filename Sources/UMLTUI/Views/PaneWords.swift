import TerminalEmulator

/// Marking what lies under the mouse as a whole.
extension TerminalPane {
  /// Marks the word at the mouse: a path, an address or a number is one.
  func selectWord(at mouse: MouseEvent, in area: Rectangle) {
    let point = point(at: mouse, in: area)
    guard let word = screen.word(ofLine: point.line, at: point.column) else {
      selection = nil
      return
    }
    selection = TextSelection(
      anchor: .init(line: point.line, column: word.lowerBound),
      end: .init(line: point.line, column: word.upperBound - 1), isWhole: true)
  }

  /// Marks the line at the mouse with all its rows.
  func selectLine(at mouse: MouseEvent, in area: Rectangle) {
    var first = point(at: mouse, in: area).line
    var last = first
    while first > extent.oldest, screen.isWrapped(first - 1) { first -= 1 }
    while last < extent.screenTop + rows - 1, screen.isWrapped(last) { last += 1 }
    selection = TextSelection(
      anchor: .init(line: first, column: 0), end: .init(line: last, column: columns - 1),
      isWhole: true)
  }
}

extension PaneScreen {
  private static let separators = Set("\"'`()[]{}<>|;,".unicodeScalars)

  /// The columns of the word that a column of a line is in; nil between words.
  func word(ofLine line: Int, at column: Int) -> Range<Int>? {
    let isInWord = wordColumns(ofLine: line)
    guard isInWord.indices.contains(column), isInWord[column] else { return nil }
    let start = isInWord[..<column].lastIndex(of: false).map { $0 + 1 } ?? 0
    let end = isInWord[column...].firstIndex(of: false) ?? isInWord.count
    return start..<end
  }

  /// For each column, whether a character of a word stands in it.
  private func wordColumns(ofLine line: Int) -> [Bool] {
    scalars(ofLine: line).map { scalar in
      guard let scalar else { return false }
      return !scalar.properties.isWhitespace && !Self.separators.contains(scalar)
    }
  }
}
