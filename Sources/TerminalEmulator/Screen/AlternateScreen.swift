extension Screen {
  /// Modes 47, 1047 and 1049, which differ in what is cleared and saved.
  mutating func switchScreen(_ number: Int, _ isOn: Bool) {
    if isOn {
      if number == 1049 { saveCursor() }
      if !isAlternate { showOtherScreen(true) }
      if number == 1049 { clearScreen() }
    } else {
      if isAlternate {
        if number == 1047 { clearScreen() }
        showOtherScreen(false)
      }
      if number == 1049 { restoreCursor() }
    }
  }

  private mutating func clearScreen() {
    for row in 0..<rows { grid.clear(row, with: erasedCell) }
    endPrinting()
  }

  private mutating func showOtherScreen(_ isAlternate: Bool) {
    swap(&grid, &hiddenGrid)
    swap(&savedCursor, &hiddenSavedCursor)
    changeMode(.alternateScreen, isAlternate)
    // A pending wrap belongs to the cursor, which stays where it is.
    lastPrinted = 0
    grid.markDirty(0..<rows)
    scrolledRows = 0
  }
}
