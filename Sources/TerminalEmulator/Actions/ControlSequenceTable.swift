/// What a control sequence does. The parser reads them, `ControlSequenceTable` names them, the
/// screen does them.
enum TerminalAction: UInt8 {
  case unknown
  // Cursor.
  case cursorUp, cursorDown, cursorForward, cursorBack, cursorNextLine, cursorPreviousLine
  case cursorColumn, cursorColumnRelative, cursorPosition, cursorRow, cursorRowRelative
  case forwardTab, backwardTab, clearTabs, resetTabs, saveCursor, restoreCursor, setCursorStyle
  // Erasing and editing.
  case eraseInDisplay, eraseInLine, eraseCharacters, selectiveEraseInDisplay
  case selectiveEraseInLine, insertCharacters, deleteCharacters, insertLines, deleteLines
  case insertColumns, deleteColumns, repeatCharacter, allowRepetition, scrollUp, scrollDown
  case scrollDownOrTrack, scrollLeft, scrollRight
  case protect
  // Rectangles.
  case copyRectangle, fillRectangle, eraseRectangle, selectiveEraseRectangle
  case changeAttributes, reverseAttributes, attributeExtent, checksum, selectChecksum
  // Modes and margins.
  case setModes, resetModes, setPrivateModes, resetPrivateModes, savePrivateModes
  case restoreModesOrSetMargins, requestMode, requestPrivateMode, setMargins, setColumnMargins
  case setPageColumns, setWindowColumns, setConformance, softReset, modifyKeys
  /// Known, and rightly without effect here.
  case notApplicable
  // Graphics and reports.
  case selectGraphics, primaryAttributes, secondaryAttributes, tertiaryAttributes, version
  case statusReport, privateStatusReport, windowOperation, requestParameters
  case requestPresentation, setTitleModes, resetTitleModes
  case pushGraphics, popGraphics, reportGraphics
}

/// Every control sequence there is, a row each.
struct ControlSequenceTable {
  struct Row {
    let sequence: ControlSequence
    let action: TerminalAction
    /// DEC's, ECMA-48's or xterm's name for it.
    let name: String
    let summary: String
  }

  /// `what` is the sequence as it is written, without the numbers: marker, intermediates, final.
  private static func row(
    _ what: String, _ action: TerminalAction, _ name: String, _ summary: String
  ) -> Row {
    var bytes = Array(what.utf8)
    var sequence = ControlSequence(final: bytes.removeLast())
    if let first = bytes.first, first >= UInt8(ascii: "<") { sequence.marker = bytes.removeFirst() }
    for byte in bytes { sequence.intermediates = sequence.intermediates << 8 | UInt16(byte) }
    return Row(sequence: sequence, action: action, name: name, summary: summary)
  }

  static let rows: [Row] = [
    row("@", .insertCharacters, "ICH", "insert blank characters"),
    row(" @", .scrollLeft, "SL", "move the region's text left"),
    row("A", .cursorUp, "CUU", "cursor up"),
    row(" A", .scrollRight, "SR", "move the region's text right"),
    row("B", .cursorDown, "CUD", "cursor down"),
    row("C", .cursorForward, "CUF", "cursor right"),
    row("D", .cursorBack, "CUB", "cursor left"),
    row("E", .cursorNextLine, "CNL", "cursor to the start of a line below"),
    row("F", .cursorPreviousLine, "CPL", "cursor to the start of a line above"),
    row("G", .cursorColumn, "CHA", "cursor to a column"),
    row("H", .cursorPosition, "CUP", "cursor to a position"),
    row("I", .forwardTab, "CHT", "forward by tab stops"),
    row("J", .eraseInDisplay, "ED", "erase in the screen"),
    row("?J", .selectiveEraseInDisplay, "DECSED", "erase in the screen what is not guarded"),
    row("K", .eraseInLine, "EL", "erase in the line"),
    row("?K", .selectiveEraseInLine, "DECSEL", "erase in the line what is not guarded"),
    row("L", .insertLines, "IL", "insert blank lines"),
    row("M", .deleteLines, "DL", "delete lines"),
    row("P", .deleteCharacters, "DCH", "delete characters"),
    row("#P", .pushGraphics, "XTPUSHSGR", "push attributes"),
    row("#Q", .popGraphics, "XTPOPSGR", "pop attributes"),
    row("S", .scrollUp, "SU", "scroll up"),
    row("T", .scrollDownOrTrack, "SD", "scroll down; of zero, highlight tracking"),
    row(">T", .resetTitleModes, "XTRMTITLE", "how titles are encoded"),
    row("?W", .resetTabs, "DECST8C", "tab stops at every eighth column"),
    row("X", .eraseCharacters, "ECH", "erase characters"),
    row("Z", .backwardTab, "CBT", "back by tab stops"),
    row("^", .scrollDown, "SD", "scroll down, as first published"),
    row("`", .cursorColumn, "HPA", "cursor to a column"),
    row("a", .cursorColumnRelative, "HPR", "cursor right"),
    row("b", .repeatCharacter, "REP", "repeat the last character"),
    row(">b", .allowRepetition, "", "of snapshots: REP may follow although controls came between"),
    row("c", .primaryAttributes, "DA1", "what are you?"),
    row(">c", .secondaryAttributes, "DA2", "which version?"),
    row("=c", .tertiaryAttributes, "DA3", "which unit?"),
    row("d", .cursorRow, "VPA", "cursor to a row"),
    row("e", .cursorRowRelative, "VPR", "cursor down"),
    row("f", .cursorPosition, "HVP", "cursor to a position"),
    row("g", .clearTabs, "TBC", "clear tab stops"),
    row("h", .setModes, "SM", "set modes"),
    row("?h", .setPrivateModes, "DECSET", "set private modes"),
    row("l", .resetModes, "RM", "reset modes"),
    row("?l", .resetPrivateModes, "DECRST", "reset private modes"),
    row("m", .selectGraphics, "SGR", "attributes and colours"),
    row(">m", .modifyKeys, "XTMODKEYS", "which keys tell their modifiers"),
    row(">n", .modifyKeys, "XTMODKEYS", "stop telling modifiers"),
    row("i", .notApplicable, "MC", "there is no printer"),
    row("?i", .notApplicable, "MC", "nor one behind DEC's sequences"),
    row("n", .statusReport, "DSR", "status, cursor position"),
    row("?n", .privateStatusReport, "DECDSR", "DEC's further reports"),
    row("#p", .pushGraphics, "XTPUSHSGR", "push attributes"),
    row("!p", .softReset, "DECSTR", "soft reset"),
    row("\"p", .setConformance, "DECSCL", "level of conformance"),
    row("$p", .requestMode, "DECRQM", "is a mode set?"),
    row("?$p", .requestPrivateMode, "DECRQM", "is a private mode set?"),
    row("#q", .popGraphics, "XTPOPSGR", "pop attributes"),
    row("q", .notApplicable, "DECLL", "there are no lamps"),
    row(" q", .setCursorStyle, "DECSCUSR", "shape of the cursor"),
    row("\"q", .protect, "DECSCA", "guard characters"),
    row(">q", .version, "XTVERSION", "name and version"),
    row("r", .setMargins, "DECSTBM", "top and bottom margins"),
    row("?r", .restoreModesOrSetMargins, "XTRESTORE", "restore private modes"),
    row("$r", .changeAttributes, "DECCARA", "change attributes in a rectangle"),
    row("s", .setColumnMargins, "DECSLRM", "left and right margins; without mode 69, save cursor"),
    row("?s", .savePrivateModes, "XTSAVE", "save private modes"),
    row("t", .windowOperation, "XTWINOPS", "reports of size, titles"),
    row(">t", .setTitleModes, "XTSMTITLE", "how titles are encoded"),
    row("$t", .reverseAttributes, "DECRARA", "reverse attributes in a rectangle"),
    row("u", .restoreCursor, "SCORC", "restore cursor"),
    row("?u", .notApplicable, "", "kitty's keyboard protocol: not supported, so no answer"),
    row("=u", .notApplicable, "", "kitty's keyboard protocol"),
    row(">u", .notApplicable, "", "kitty's keyboard protocol"),
    row("<u", .notApplicable, "", "kitty's keyboard protocol"),
    row("$v", .copyRectangle, "DECCRA", "copy a rectangle"),
    row("$x", .fillRectangle, "DECFRA", "fill a rectangle"),
    row("x", .requestParameters, "DECREQTPARM", "line settings"),
    row("*x", .attributeExtent, "DECSACE", "does DECCARA mean rectangles?"),
    row("*y", .checksum, "DECRQCRA", "checksum of a rectangle"),
    row("#y", .selectChecksum, "XTCHECKSUM", "how checksums are made"),
    row("$z", .eraseRectangle, "DECERA", "erase a rectangle"),
    row("${", .selectiveEraseRectangle, "DECSERA", "erase in a rectangle what is not guarded"),
    row("#{", .pushGraphics, "XTPUSHSGR", "push attributes"),
    row("#}", .popGraphics, "XTPOPSGR", "pop attributes"),
    row("#|", .reportGraphics, "XTREPORTSGR", "attributes common to a rectangle"),
    row("'}", .insertColumns, "DECIC", "insert columns"),
    row("'~", .deleteColumns, "DECDC", "delete columns"),
    row("$w", .requestPresentation, "DECRQPSR", "cursor and tab stop reports"),
    row("*|", .notApplicable, "DECSNLS", "lines on the screen: the pane decides"),
    row("$|", .setPageColumns, "DECSCPP", "80 or 132 columns"),
    row(">$|", .setWindowColumns, "", "of snapshots: the width to have again after DECCOLM"),
    row("$}", .notApplicable, "DECSASD", "there is no status line to write to"),
    row("$~", .notApplicable, "DECSSDT", "nor one to show"),
  ]

  /// Packed by marker (5), intermediate (17) and final (64), which is all that is ever used.
  private let actions: [TerminalAction]

  init() {
    var actions = [TerminalAction](repeating: .unknown, count: 5 * 17 * 64)
    for row in Self.rows {
      if let index = Self.index(row.sequence) { actions[index] = row.action }
    }
    self.actions = actions
  }

  @inline(__always)
  subscript(sequence: ControlSequence) -> TerminalAction {
    guard let index = Self.index(sequence) else { return .unknown }

    return actions[index]
  }

  @inline(__always)
  private static func index(_ sequence: ControlSequence) -> Int? {
    guard sequence.intermediates < 0x30 else { return nil }

    let marker = sequence.marker == 0 ? 0 : Int(sequence.marker) - 0x3b
    let intermediate = sequence.intermediates == 0 ? 0 : Int(sequence.intermediates) - 0x1f
    return (marker * 17 + intermediate) * 64 + Int(sequence.final & 0x3f)
  }
}
