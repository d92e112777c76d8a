extension Screen {
  mutating func setModes(
    _ parameters: ParserParameters, _ isOn: Bool, isPrivate: Bool
  ) {
    for index in 0..<parameters.count {
      setMode(number: parameters.selector(index), isOn, isPrivate: isPrivate)
    }
  }

  mutating func setMode(number: Int, _ isOn: Bool, isPrivate: Bool) {
    guard let mode = ModeTable.mode(number, isPrivate: isPrivate), isOffered(mode) else {
      if !ModeTable.isPermanent(number, isPrivate: isPrivate) { unknownSequences += 1 }
      return
    }

    switch mode {
    case .alternateScreen: switchScreen(number, isOn)
    case .cursorSaved:
      if isOn { saveCursor() } else { restoreCursor() }
    case .origin:
      setMode(mode, isOn)
      moveCursor(toRow: 0, column: 0)
    case .horizontalMargins:
      // Asking again does not take away the margins there are.
      guard !isOn || !modes.flags.contains(mode) else { return }

      setMode(mode, isOn)
      margins.left = 0
      margins.right = columns - 1
      if isOn { resetLineSizes() }
    case .columns132: changeColumns(isOn)
    case .ansi: if !isOn { enterVT52() }
    case _ where ModeSet.mouseTracking.contains(mode):
      changeMode(.mouseTracking, false)
      changeMode(mode, isOn)
    case _ where ModeSet.mouseEncodings.contains(mode):
      changeMode(.mouseEncodings, false)
      changeMode(mode, isOn)
    default: changeMode(mode, isOn)
    }
  }

  /// Some modes came with later terminals than the one asked for (DECSCL).
  private func isOffered(_ mode: ModeSet) -> Bool {
    switch mode {
    case .horizontalMargins: conformanceLevel >= 64
    case .keepsScreenOnColumnChange: conformanceLevel >= 65
    default: true
    }
  }

  /// Switches a mode that the terminal's owner may care about.
  mutating func changeMode(_ mode: ModeSet, _ isOn: Bool) {
    let before = modes
    setMode(mode, isOn)
    guard modes != before else { return }

    report(.modesChanged)
    if mode == .cursorVisible { isCursorRestyled = true }
    if mode == .reverseVideo { isAppearanceChanged = true }
  }

  /// DECCOLM, if mode 40 allows. Which of the columns are seen is up to the pane.
  private mutating func changeColumns(_ isOn: Bool) {
    guard modes.flags.contains(.allowsColumnChange) else { return }

    chooseColumns(is132: isOn)
    margins = Margins(rows: rows, columns: columns)
    setMode(.horizontalMargins, false)
    if !modes.flags.contains(.keepsScreenOnColumnChange) {
      eraseInDisplay(2, isSelective: false)
    }
    moveCursor(toRow: 0, column: 0)
  }

  /// DECSCPP, which clears nothing.
  mutating func setPageColumns(_ columns: Int) {
    guard modes.flags.contains(.allowsColumnChange), [0, 80, 132].contains(columns) else { return }

    chooseColumns(is132: columns == 132)
  }

  /// XTSAVE.
  mutating func saveModes(_ parameters: ParserParameters) {
    for index in 0..<parameters.count {
      let number = parameters.selector(index)
      guard let mode = ModeTable.mode(number, isPrivate: true) else { continue }

      savedModes[number] = modes.flags.contains(mode)
    }
  }

  /// XTRESTORE.
  mutating func restoreModes(_ parameters: ParserParameters) {
    for index in 0..<parameters.count {
      let number = parameters.selector(index)
      guard let isOn = savedModes[number] else { continue }

      setMode(number: number, isOn, isPrivate: true)
    }
  }

  /// DECRQM: 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset.
  mutating func reportMode(_ number: Int, isPrivate: Bool) {
    guard conformanceLevel >= 63 else { return }

    var state = 0
    if let mode = ModeTable.mode(number, isPrivate: isPrivate) {
      state = modes.flags.contains(mode) ? 1 : 2
    } else if ModeTable.permanentlyOn[isPrivate]?.contains(number) == true {
      state = 3
    } else if ModeTable.permanentlyOff[isPrivate]?.contains(number) == true {
      state = 4
    }
    reply(control: "\(isPrivate ? "?" : "")\(number);\(state)$y")
  }
}
