extension SnapshotWriter {
  /// Modes that are written elsewhere, or that write themselves.
  private static let special: Set<Int> = [2, 3, 6, 7, 42, 47, 69, 1047, 1048, 1049]

  /// Tab stops, modes and margins: what does not depend on the cursor.
  mutating func writeSettings() {
    writeTabs()
    writeModes()
    if screen.cursorStyle != .blinkingBlock { write(control: "\(screen.cursorStyle.rawValue) q") }
    if screen.modes.modifyOtherKeys != 0 { write(control: ">4;\(screen.modes.modifyOtherKeys)m") }
    if screen.attributeExtent != 0 { write(control: "\(screen.attributeExtent)*x") }
    if screen.window.isIconified { write(control: "2t") }
    let position = screen.window.position
    if position != .init() { write(control: "3;\(position.x);\(position.y)t") }
    if screen.titles.modes != .standard {
      write(control: ">\(screen.titles.modes.contains(.setsHexadecimal) ? 0 : 4)t")
      write(control: ">\(screen.titles.modes.contains(.reportsHexadecimal) ? 1 : 4)t")
    }
    if screen.checksumExtension != .standard {
      write(control: "\(screen.checksumExtension.rawValue)#y")
    }
    writeMargins()
  }

  private mutating func writeTabs() {
    guard !screen.tabs.isDefault else { return }

    write(control: "3g")
    for column in screen.tabs.stops.indices where screen.tabs.stops[column] {
      write(control: "\(column + 1)G\u{1b}H")
    }
  }

  private mutating func writeModes() {
    let rows = ModeTable.private.filter { !Self.special.contains($0.number) }
    for row in rows {
      guard let isOn = screen.savedModes[row.number] else { continue }

      write(control: "?\(row.number)\(isOn ? "h" : "l")")
      write(control: "?\(row.number)s")
    }
    // Of mouse modes the last one set is on, so those that are off come first.
    for isOn in [false, true] {
      for row in rows where screen.modes.flags.contains(row.mode) == isOn {
        let isUsual = ModeSet.standard.contains(row.mode) == isOn
        guard !isUsual || screen.savedModes[row.number] != nil else { continue }

        write(control: "?\(row.number)\(isOn ? "h" : "l")")
      }
    }
    for row in ModeTable.standard where row.mode != .insert {
      let isOn = screen.modes.flags.contains(row.mode)
      if isOn != ModeSet.standard.contains(row.mode) {
        write(control: "\(row.number)\(isOn ? "h" : "l")")
      }
    }
  }

  private mutating func writeMargins() {
    let margins = screen.margins
    if margins.top != 0 || margins.bottom != screen.rows - 1 {
      write(control: "\(margins.top + 1);\(margins.bottom + 1)r")
    }
    guard screen.modes.flags.contains(.horizontalMargins) else { return }

    write(control: "?69h")
    if margins.left != 0 || margins.right != screen.columns - 1 {
      write(control: "\(margins.left + 1);\(margins.right + 1)s")
    }
  }

  /// Puts the cursor in its place, and then sets what would have disturbed all that went before.
  mutating func writeCursor() {
    let (row, column) = screen.originPosition
    let isOrigin = screen.modes.flags.contains(.origin)
    if isOrigin { write(control: "?6h") }
    write(control: "\(row + 1);\(column + 1)H")
    let cursor = screen.cursor
    let isAtEnd = cursor.column == screen.printLimit - 1
    if cursor.isWrapPending, !isAtEnd || screen.grid[cursor.row, cursor.column].isBlank {
      // What was printed is gone, so the state itself has to be written (DECRSPS).
      let flags = isOrigin ? "I" : "H"
      write("\u{1b}P1$t\(row + 1);\(column + 1);1;;;\(flags)\u{1b}\\")
    } else if cursor.isWrapPending {
      rewriteCell(cursor.row, cursor.column)
    } else if screen.lastPrinted != 0, cursor.column > 0 {
      rewriteCell(cursor.row, cursor.column - 1)
    }
    set(screen.pen)
    write(screen.protection)
    write(screen.isVT52 ? screen.charsetsBeforeVT52 : screen.charsets)
    if screen.modes.flags.contains(.insert) { write("\u{1b}[4h") }
    if !screen.modes.flags.contains(.autowrap) { write("\u{1b}[?7l") }
    // From here on nothing would be taken for UTF-8.
    if screen.modes.flags.contains(.nationalSets) { write("\u{1b}[?42h") }
    if screen.canRepeat { write(control: ">b") }
    if screen.isVT52 { writeVT52() }
  }

  /// From here on nothing but a VT52's sequences would be understood.
  private mutating func writeVT52() {
    write("\u{1b}[?2l")
    if screen.charsets.designated[0] == .specialGraphics { write("\u{1b}F") }
    if screen.charsets.left == 1 { write("\u{e}") }
  }
}
