internal import ConsoleService
internal import TerminalEmulator

/// Looks for something in what a line shows, each time it has changed.
struct LineSearch {
  private let watched: WatchedLine
  /// Lines before this one were looked at, and will not change.
  private var start: Int
  private var changeCount = -1
  private var snapshotCount: Int
  /// What stood on the first line before anything new came.
  private var known = ""
  /// The lines with what was found.
  private(set) var found = ""

  /// - Parameters:
  ///   - watched: the line.
  ///   - skipsShown: only what comes from now on counts.
  init(_ watched: WatchedLine, skipsShown: Bool) {
    self.watched = watched
    snapshotCount = watched.snapshotCount
    start = watched.screen?.topLineNumber ?? 0
    guard skipsShown, let screen = watched.screen else { return }
    start += screen.cursor.row
    known = screen.text(ofRow: screen.cursor.row)
  }

  /// Whether it is there.
  mutating func finds(_ regex: Regex<AnyRegexOutput>) -> Bool {
    guard let screen = watched.screen, watched.changeCount != changeCount else { return false }
    changeCount = watched.changeCount
    if watched.snapshotCount != snapshotCount {
      // So much has come that it was not sent piece by piece: all of what there is may be new.
      snapshotCount = watched.snapshotCount
      start = 0
      known = ""
    }
    // `$` may be meant to stand after a prompt's last blank, or before it.
    for reachesCursor in [true, false] {
      var text = watched.text(fromLine: start, reachesCursor: reachesCursor)
      if text.hasPrefix(known) { text = String(text.dropFirst(known.count)) }
      guard let match = text.firstMatch(of: regex) else { continue }
      found = Self.lines(around: match.range, in: text)
      return true
    }
    if screen.topLineNumber > start {
      start = screen.topLineNumber
      known = ""
    }
    return false
  }

  private static func lines(around range: Range<String.Index>, in text: String) -> String {
    let first = text[..<range.lowerBound].lastIndex(of: "\n").map(text.index(after:))
    let last = text[range.upperBound...].firstIndex(of: "\n")
    return String(text[(first ?? text.startIndex)..<(last ?? text.endIndex)])
  }
}
