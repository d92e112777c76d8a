/// What an escape sequence does, C1 controls included.
enum EscapeAction {
  case index, nextLine, reverseIndex, setTab, singleShift(Int), shiftLeft(Int), shiftRight(Int)
  case saveCursor, restoreCursor, backIndex, forwardIndex, applicationKeypad(Bool), reset
  case identify, startProtection, endProtection, alignmentPattern, eightBitControls(Bool)
  case lowerLeft, designate(Int, has96Characters: Bool), lineSize(LineSize), nothing
}

/// Escape sequences, a row each.
enum EscapeTable {
  struct Row {
    let sequence: EscapeSequence
    let action: EscapeAction
    let name: String
    let summary: String
  }

  private static func row(
    _ what: String, _ action: EscapeAction, _ name: String, _ summary: String
  ) -> Row {
    var sequence = EscapeSequence(final: 0)
    for byte in what.utf8.dropLast() {
      sequence.intermediates = sequence.intermediates << 8 | UInt16(byte)
    }
    sequence.final = what.utf8.last ?? 0
    return Row(sequence: sequence, action: action, name: name, summary: summary)
  }

  static let rows: [Row] = [
    row("6", .backIndex, "DECBI", "left, or move the region right"),
    row("7", .saveCursor, "DECSC", "save cursor"),
    row("8", .restoreCursor, "DECRC", "restore cursor"),
    row("9", .forwardIndex, "DECFI", "right, or move the region left"),
    row("=", .applicationKeypad(true), "DECKPAM", "keypad sends sequences"),
    row(">", .applicationKeypad(false), "DECKPNM", "keypad sends digits"),
    row("D", .index, "IND", "down, scrolling"),
    row("E", .nextLine, "NEL", "to the start of the next line"),
    row("F", .lowerLeft, "", "cursor to the lower left corner, for HP software"),
    row("H", .setTab, "HTS", "tab stop here"),
    row("M", .reverseIndex, "RI", "up, scrolling"),
    row("N", .singleShift(2), "SS2", "next character from G2"),
    row("O", .singleShift(3), "SS3", "next character from G3"),
    row("V", .startProtection, "SPA", "guard what follows"),
    row("W", .endProtection, "EPA", "no longer"),
    row("Z", .identify, "DECID", "what are you?"),
    row("\\", .nothing, "ST", "end of a string"),
    row("c", .reset, "RIS", "as if just switched on"),
    row("l", .nothing, "", "memory lock, for HP software"),
    row("m", .nothing, "", "memory unlock"),
    row("n", .shiftLeft(2), "LS2", "G2 to the left"),
    row("o", .shiftLeft(3), "LS3", "G3 to the left"),
    row("|", .shiftRight(3), "LS3R", "G3 to the right"),
    row("}", .shiftRight(2), "LS2R", "G2 to the right"),
    row("~", .shiftRight(1), "LS1R", "G1 to the right"),
    row(" F", .eightBitControls(false), "S7C1T", "reports in 7 bits"),
    row(" G", .eightBitControls(true), "S8C1T", "reports in 8 bits"),
    row(" L", .nothing, "", "ANSI conformance level 1"),
    row(" M", .nothing, "", "ANSI conformance level 2"),
    row(" N", .nothing, "", "ANSI conformance level 3"),
    row("#3", .lineSize(.upperHalf), "DECDHL", "double height, upper half: as wide as that"),
    row("#4", .lineSize(.lowerHalf), "DECDHL", "double height, lower half: as wide as that"),
    row("#5", .lineSize(.single), "DECSWL", "single width"),
    row("#6", .lineSize(.doubleWidth), "DECDWL", "double width"),
    row("#8", .alignmentPattern, "DECALN", "fill with E"),
    row("%@", .nothing, "", "leave UTF-8: not possible"),
    row("%G", .nothing, "", "UTF-8, as always"),
  ]

  /// Which half and set each intermediate designates.
  private static let designations: [UInt8: EscapeAction] = [
    UInt8(ascii: "("): .designate(0, has96Characters: false),
    UInt8(ascii: ")"): .designate(1, has96Characters: false),
    UInt8(ascii: "*"): .designate(2, has96Characters: false),
    UInt8(ascii: "+"): .designate(3, has96Characters: false),
    UInt8(ascii: "-"): .designate(1, has96Characters: true),
    UInt8(ascii: "."): .designate(2, has96Characters: true),
    UInt8(ascii: "/"): .designate(3, has96Characters: true),
  ]

  private static let actions = Dictionary(
    rows.map { ($0.sequence, $0.action) }, uniquingKeysWith: { first, _ in first })

  static func action(_ sequence: EscapeSequence) -> EscapeAction? {
    if let action = actions[sequence] { return action }

    let high = UInt8(sequence.intermediates >> 8)
    return designations[high != 0 ? high : UInt8(sequence.intermediates & 0xff)]
  }
}
