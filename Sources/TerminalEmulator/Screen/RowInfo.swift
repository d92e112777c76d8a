/// What is known of a row besides its cells.
struct RowInfo {
  /// Every cell from here on is the zero cell, so nobody need look at or clear it.
  var used = 0
  /// The text goes on in the next row: it was wrapped, not ended.
  var isWrapped = false
  /// It was wrapped a column early, because a wide character did not fit.
  var isWrappedEarly = false
  var size = LineSize.single
  /// A shell marked a prompt here (OSC 133 A).
  var isPrompt = false
  /// Changed since the owner last asked.
  var isDirty = true
}
