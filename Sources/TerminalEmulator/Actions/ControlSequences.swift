extension Screen: ParserActions {
  private static let table = ControlSequenceTable()

  /// Does what a control sequence says.
  mutating func control(_ sequence: ControlSequence, _ parameters: ParserParameters) {
    let action = Self.table[sequence]
    // Only what came directly before can be repeated.
    if action != .repeatCharacter { canRepeat = false }
    switch action {
    case .selectGraphics: selectGraphics(parameters)
    case .cursorPosition:
      moveCursor(toRow: parameters.positive(0) - 1, column: parameters.positive(1) - 1)
    case .unknown: unknownSequences += 1
    default:
      if performMotion(action, parameters) || performEdit(action, parameters) { return }
      if performModes(action, parameters) || performReport(action, parameters) { return }
      performRectangle(action, parameters)
    }
  }

  private mutating func performMotion(
    _ action: TerminalAction, _ parameters: ParserParameters
  ) -> Bool {
    let count = parameters.positive(0)
    switch action {
    case .cursorUp: cursorUp(count)
    case .cursorDown: cursorDown(count)
    case .cursorForward: cursorForward(count)
    case .cursorBack: cursorBack(count)
    case .cursorNextLine:
      cursorDown(count)
      carriageReturn()
    case .cursorPreviousLine:
      cursorUp(count)
      carriageReturn()
    case .cursorColumn: moveCursor(toColumn: count - 1)
    case .cursorColumnRelative: moveCursor(toColumn: originPosition.column + count)
    case .cursorRow: moveCursor(toRow: count - 1)
    case .cursorRowRelative: moveCursor(toRow: originPosition.row + count)
    case .forwardTab: forwardTab(count)
    case .backwardTab: backwardTab(count)
    case .clearTabs: clearTabs(parameters.selector(0))
    case .resetTabs: if parameters.selector(0) == 5 { tabs = TabStops(columns: columns) }
    case .saveCursor: saveCursor()
    case .restoreCursor: restoreCursor()
    default: return false
    }
    return true
  }

  private mutating func performEdit(
    _ action: TerminalAction, _ parameters: ParserParameters
  ) -> Bool {
    let count = parameters.positive(0)
    let selector = parameters.selector(0)
    switch action {
    case .eraseInDisplay: eraseInDisplay(selector, isSelective: false)
    case .eraseInLine: eraseInLine(selector, isSelective: false)
    case .selectiveEraseInDisplay: eraseInDisplay(selector, isSelective: true)
    case .selectiveEraseInLine: eraseInLine(selector, isSelective: true)
    case .eraseCharacters: eraseCharacters(count)
    case .insertCharacters: insertCharacters(count)
    case .deleteCharacters: deleteCharacters(count)
    case .insertLines: insertLines(count)
    case .deleteLines: deleteLines(count)
    case .insertColumns: insertColumns(count)
    case .deleteColumns: deleteColumns(count)
    case .repeatCharacter: repeatLast(count)
    case .allowRepetition: canRepeat = true
    case .scrollUp: scrollUp(count)
    case .scrollDown: scrollDown(count)
    case .scrollDownOrTrack: if isScroll(parameters) { scrollDown(count) }
    case .scrollLeft: scrollColumns(left: count)
    case .scrollRight: scrollColumns(right: count)
    default: return false
    }
    return true
  }

  private mutating func performModes(
    _ action: TerminalAction, _ parameters: ParserParameters
  ) -> Bool {
    switch action {
    case .setModes: setModes(parameters, true, isPrivate: false)
    case .resetModes: setModes(parameters, false, isPrivate: false)
    case .setPrivateModes: setModes(parameters, true, isPrivate: true)
    case .resetPrivateModes: setModes(parameters, false, isPrivate: true)
    case .savePrivateModes: saveModes(parameters)
    case .restoreModesOrSetMargins: restoreModes(parameters)
    case .requestMode: reportMode(parameters.selector(0), isPrivate: false)
    case .requestPrivateMode: reportMode(parameters.selector(0), isPrivate: true)
    case .setMargins: setMargins(top: parameters.positive(0), bottom: parameters.extent(1, rows))
    case .setColumnMargins: setColumnMargins(parameters)
    case .setConformance: setConformance(parameters)
    case .setPageColumns: setPageColumns(parameters.selector(0))
    case .setWindowColumns: windowColumns = Self.clampedSide(parameters.positive(0))
    case .softReset: softReset()
    case .modifyKeys: modifyKeys(parameters)
    case .setCursorStyle: setCursorStyle(parameters.selector(0))
    case .protect: protect(parameters.selector(0))
    case .attributeExtent: attributeExtent = min(parameters.selector(0), 2)
    case .selectChecksum: checksumExtension.rawValue = parameters.selector(0)
    case .pushGraphics: pushGraphics()
    case .popGraphics: popGraphics()
    case .setTitleModes: setTitleModes(parameters, true)
    case .resetTitleModes: setTitleModes(parameters, false)
    case .notApplicable: break
    default: return false
    }
    return true
  }

  /// Whether it is SD. With more numbers it would be highlight tracking, whose end is a zero.
  private func isScroll(_ parameters: ParserParameters) -> Bool {
    parameters.count == 0 || parameters.count == 1 && parameters.selector(0) > 0
  }

  private mutating func setColumnMargins(_ parameters: ParserParameters) {
    guard modes.flags.contains(.horizontalMargins) else { return saveCursor() }

    setMargins(left: parameters.positive(0), right: parameters.extent(1, columns))
  }

  /// DECSCA.
  private mutating func protect(_ selector: Int) {
    switch selector {
    case 0, 2: protection.isOn = false
    case 1: protection = Protection(rule: .selective, isOn: true)
    default: break
    }
  }

  private mutating func setCursorStyle(_ selector: Int) {
    guard let style = CursorStyle(rawValue: max(selector, 1)) else { return }

    cursorStyle = style
    isCursorRestyled = true
  }

  /// xterm's `modifyOtherKeys`, the only one of its key resources that programs use.
  private mutating func modifyKeys(_ parameters: ParserParameters) {
    guard parameters.count == 0 || parameters.selector(0) == 4 else { return }

    modes.modifyOtherKeys = parameters.count > 1 ? min(parameters.selector(1), 2) : 0
    report(.modesChanged)
  }
}

extension ParserParameters {
  /// The far end of a range, for which absent and zero mean all of it.
  func extent(_ index: Int, _ all: Int) -> Int {
    let value = selector(index)
    return value == 0 ? all : value
  }
}
