/// The modes by their numbers, a row each.
enum ModeTable {
  struct Row {
    let number: Int
    let mode: ModeSet
    let name: String
    let summary: String
  }

  private static func row(
    _ number: Int, _ mode: ModeSet, _ name: String, _ summary: String
  ) -> Row {
    Row(number: number, mode: mode, name: name, summary: summary)
  }

  /// SM and RM.
  static let standard: [Row] = [
    row(2, .keyboardLocked, "KAM", "the keyboard sends nothing"),
    row(4, .insert, "IRM", "characters push others to the right"),
    row(12, .sendReceive, "SRM", "no local echo"),
    row(20, .newLine, "LNM", "line feed also returns, Return also feeds"),
  ]

  /// DECSET and DECRST.
  static let `private`: [Row] = [
    row(1, .applicationCursorKeys, "DECCKM", "cursor keys send SS3"),
    row(2, .ansi, "DECANM", "ANSI sequences; off, those of a VT52"),
    row(3, .columns132, "DECCOLM", "132 columns; off, 80"),
    row(4, .smoothScroll, "DECSCLM", "smooth scrolling: noted"),
    row(5, .reverseVideo, "DECSCNM", "light background"),
    row(6, .origin, "DECOM", "positions count from the margins"),
    row(7, .autowrap, "DECAWM", "text wraps"),
    row(9, .mouseX10, "X10 mouse", "presses are reported"),
    row(12, .cursorBlink, "", "the cursor blinks"),
    row(18, .printsFormFeed, "DECPFF", "noted"),
    row(19, .printsWholeScreen, "DECPEX", "noted"),
    row(25, .cursorVisible, "DECTCEM", "the cursor is shown"),
    row(35, .hebrewKeyboard, "DECHEBM", "noted"),
    row(40, .allowsColumnChange, "", "DECCOLM is obeyed"),
    row(41, .moreFix, "", "a tab after the last column goes to the next line"),
    row(42, .nationalSets, "DECNRCM", "national replacement sets"),
    row(45, .reverseWrap, "", "backspace goes to the line before"),
    row(47, .alternateScreen, "", "alternate screen"),
    row(66, .applicationKeypad, "DECNKM", "keypad sends sequences"),
    row(67, .backspaceSendsBackspace, "DECBKM", "the backspace key sends BS"),
    row(69, .horizontalMargins, "DECLRMM", "left and right margins"),
    row(95, .keepsScreenOnColumnChange, "DECNCSM", "DECCOLM does not clear"),
    row(1000, .mouseButtons, "", "presses and releases are reported"),
    row(1001, .mouseHighlight, "", "highlight tracking: treated as 1000"),
    row(1002, .mouseDrags, "", "drags too"),
    row(1003, .mouseMotion, "", "all motion"),
    row(1004, .focusReporting, "", "focus in and out"),
    row(1005, .mouseUTF8, "", "mouse coordinates in UTF-8"),
    row(1006, .mouseSGR, "", "mouse reports as CSI <"),
    row(1007, .alternateScroll, "", "the wheel sends cursor keys on the alternate screen"),
    row(1015, .mouseURXVT, "", "mouse reports as CSI … M"),
    row(1016, .mousePixels, "", "mouse reports in pixels"),
    row(1034, .eightBitInput, "", "noted"),
    row(1035, .numericKeypadModifiers, "", "noted"),
    row(1036, .metaSendsEscape, "", "meta sends ESC"),
    row(1039, .altSendsEscape, "", "alt sends ESC"),
    row(1042, .bellIsUrgent, "", "noted"),
    row(1043, .bellPopsUp, "", "noted"),
    row(1045, .extendedReverseWrap, "", "the same"),
    row(1047, .alternateScreen, "", "alternate screen, cleared on leaving"),
    row(1048, .cursorSaved, "", "save and restore the cursor"),
    row(1049, .alternateScreen, "", "save the cursor, alternate screen, cleared on entering"),
    row(2004, .bracketedPaste, "", "pastes are bracketed"),
    row(2026, .synchronizedOutput, "", "hold drawing back"),
  ]

  /// Modes that can only be on here: text is always put together to grapheme clusters (2027).
  static let permanentlyOn: [Bool: Set<Int>] = [true: [2027]]

  /// Modes of real terminals that can only be off here, for DECRQM.
  static let permanentlyOff: [Bool: Set<Int>] = [
    false: [1, 3, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19],
    true: [8, 61, 64, 68, 73, 81, 96, 97, 98, 99, 100, 101, 102, 103, 104, 106],
  ]

  static func isPermanent(_ number: Int, isPrivate: Bool) -> Bool {
    [permanentlyOn, permanentlyOff].contains { $0[isPrivate]?.contains(number) == true }
  }

  private static let byNumber: [Bool: [Int: ModeSet]] = [
    false: Dictionary(standard.map { ($0.number, $0.mode) }, uniquingKeysWith: { one, _ in one }),
    true: Dictionary(`private`.map { ($0.number, $0.mode) }, uniquingKeysWith: { one, _ in one }),
  ]

  static func mode(_ number: Int, isPrivate: Bool) -> ModeSet? { byNumber[isPrivate]?[number] }
}
