/// Where the next character goes, counted from zero.
struct Cursor: Equatable {
  var row = 0
  var column = 0
  /// The last column was written: the next character wraps first (xterm's `do_wrap`).
  var isWrapPending = false
}

/// What DECSCUSR chooses.
public enum CursorStyle: Int, Sendable {
  case blinkingBlock = 1
  case steadyBlock, blinkingUnderline, steadyUnderline, blinkingBar, steadyBar
}

/// What DECSC keeps and DECRC brings back.
struct SavedCursor: Equatable {
  var cursor = Cursor()
  var style = CellStyle.standard
  var charsets = CharacterSets()
  var protection = Protection()
  var usesOrigin = false
}
