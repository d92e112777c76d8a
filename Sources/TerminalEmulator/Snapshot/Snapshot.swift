extension TerminalCore {
  mutating func snapshot(scrollbackLines: Int) -> [UInt8] {
    let history = min(max(scrollbackLines, 0), screen.scrollbackCount)
    var writer = SnapshotWriter(screen)
    writer.writeReset()
    writer.writeMainScreen(history: history)
    writer.writeAlternateScreen()
    writer.writeSettings()
    writer.writeCursor()
    writer.append(parser.pendingBytes)
    return writer.bytes
  }
}

extension SnapshotWriter {
  /// What has to come before any text, because it clears.
  fileprivate mutating func writeReset() {
    write("\u{1b}c")
    if screen.conformanceLevel != 65 || screen.sendsEightBitControls {
      write(control: "\(screen.conformanceLevel);\(screen.sendsEightBitControls ? 2 : 1)\"p")
    }
    if screen.modes.flags.contains(.columns132) { write("\u{1b}[?40h\u{1b}[?3h\u{1b}[?40l") }
    if screen.windowColumns != screen.columns { write(control: ">\(screen.windowColumns)$|") }
    for (index, color) in screen.colors.overrides.sorted(by: { $0.key < $1.key }) {
      let command = index < 256 ? "4;\(index)" : "5;\(index - 256)"
      write(command: "\(command);\(color.specification)")
    }
    for (index, color) in screen.colors.dynamicOverrides.sorted(by: { $0.key < $1.key }) {
      write(command: "\(10 + index);\(color.specification)")
    }
    for style in screen.graphicsStack {
      set(style)
      write(control: "#{")
    }
    set(.standard)
    for title in screen.titles.stack {
      write(title)
      write(control: "22t")
    }
    write(screen.titles.current)
  }

  private mutating func write(_ titles: Titles.Pair) {
    write(command: "1;\(titles.icon)")
    write(command: "2;\(titles.window)")
  }

  fileprivate mutating func writeMainScreen(history: Int) {
    write(screen.isAlternate ? screen.hiddenSavedCursor : screen.savedCursor)
    write(.main(history: history))
  }

  fileprivate mutating func writeAlternateScreen() {
    let grid = screen.isAlternate ? screen.grid : screen.hiddenGrid
    let saved = screen.isAlternate ? screen.savedCursor : screen.hiddenSavedCursor
    let isUsed =
      saved != SavedCursor()
      || (0..<grid.rows).contains { grid.contentEnd($0) > 0 || grid[info: $0].size != .single }
    guard isUsed || screen.isAlternate else { return }

    write(control: "?47h")
    write(saved)
    write(control: "H")
    write(.alternate)
    if !screen.isAlternate { write(control: "?47l") }
  }

  /// Makes the receiver save a cursor like this one. Its screen is blank still, and is left so.
  private mutating func write(_ saved: SavedCursor) {
    guard saved != SavedCursor() else { return }

    if saved.usesOrigin { write(control: "?6h") }
    write(control: "\(saved.cursor.row + 1);\(saved.cursor.column + 1)H")
    if saved.cursor.isWrapPending { write("x") }
    set(saved.style)
    write(saved.protection)
    write(saved.charsets)
    write("\u{1b}7")
    if saved.usesOrigin { write(control: "?6l") }
    write(control: "H")
    // A single shift is used up by the next character.
    if saved.charsets.singleShift != nil { write("x") }
    set(.standard)
    write(Protection())
    write(CharacterSets(), insteadOf: saved.charsets)
    write(control: "2J")
    write(control: "H")
  }

  /// Prints a cell of the shown screen once more, for the pending wrap that comes of it.
  mutating func rewriteCell(_ row: Int, _ column: Int) {
    var column = column
    if screen.grid[row, column].isContinuation, column > 0 { column -= 1 }
    let cell = screen.grid[row, column]
    guard cell.content != 0 else { return }

    write(control: "\(row + 1);\(column + 1)H")
    write(cell, column: column)
  }

  mutating func write(_ protection: Protection) {
    if protection.rule == .ecma {
      write("\u{1b}V")
      if !protection.isOn { write("\u{1b}W") }
      didWrite(protecting: protection.isOn)
    } else {
      // The rule goes back to DEC's only by guarding something.
      write("\u{1b}[1\"q")
      if !protection.isOn { write("\u{1b}[0\"q") }
      didWrite(protecting: protection.isOn)
    }
  }

  /// Designates and shifts, where a receiver with `current` would differ.
  mutating func write(
    _ charsets: CharacterSets, insteadOf current: CharacterSets = CharacterSets()
  ) {
    for (index, set) in charsets.designated.enumerated()
    where set != current.designated[index] {
      let introducers = set.has96Characters ? ["-", "-", ".", "/"] : ["(", ")", "*", "+"]
      // National sets must be allowed, but text that follows is UTF-8.
      if set.isNational { write("\u{1b}[?42h") }
      write("\u{1b}\(introducers[index])\(set.designator)")
      if set.isNational { write("\u{1b}[?42l") }
    }
    let lefts = ["\u{f}", "\u{e}", "\u{1b}n", "\u{1b}o"]
    let rights = ["", "\u{1b}~", "\u{1b}}", "\u{1b}|"]
    if charsets.left != current.left { write(lefts[charsets.left]) }
    if charsets.right != current.right { write(rights[charsets.right]) }
    if let shift = charsets.singleShift { write(shift == 2 ? "\u{1b}N" : "\u{1b}O") }
  }
}
