extension Screen {
  /// RIS: as if switched on again. What the owner has not fetched yet stays.
  mutating func reset() {
    resize(rows: rows, columns: windowColumns)
    var fresh = Screen(rows: rows, columns: columns, scrollbackLimit: scrollback.limit)
    fresh.scrollback = scrollback
    fresh.scrollback.removeAll()
    fresh.widths = widths
    fresh.cellPixelSize = cellPixelSize
    fresh.replies = replies
    fresh.events = events
    fresh.unknownSequences = unknownSequences
    self = fresh
    report(.modesChanged)
  }

  /// DECSTR: what a program may have left behind, but not the text.
  mutating func softReset() {
    modes.flags.subtract([.insert, .origin, .applicationCursorKeys, .applicationKeypad])
    modes.flags.subtract([.keyboardLocked, .nationalSets, .reverseWrap, .extendedReverseWrap])
    modes.flags.subtract([.horizontalMargins])
    modes.flags.formUnion([.autowrap, .cursorVisible])
    modes.modifyOtherKeys = 0
    margins = Margins(rows: rows, columns: columns)
    pen = .standard
    protection = Protection()
    charsets = CharacterSets()
    savedCursor = SavedCursor()
    attributeExtent = 0
    cursorStyle = .blinkingBlock
    isCursorRestyled = true
    report(.modesChanged)
  }

  /// DECSCL. The level only shows in reports; changing it resets, as on DEC's terminals.
  mutating func setConformance(_ parameters: ParserParameters) {
    let level = parameters.selector(0)
    guard (61...65).contains(level) else { return }

    softReset()
    conformanceLevel = level
    sendsEightBitControls = level > 61 && parameters.selector(1) != 1
  }
}
