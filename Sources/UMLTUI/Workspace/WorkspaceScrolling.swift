/// The keys while a pane looks back through its history, as in less and tmux.
extension Workspace {
  func handleScrolling(_ key: KeyEvent, in pane: TerminalPane, now: Int64) {
    needsDrawing = true
    if pane.isMarking, handleMarking(key, in: pane, now: now) { return }
    switch (key.key, key.modifiers) {
    case (.character("v"), []): pane.beginMarking()
    case (.escape, _), (.character("q"), []), (.enter, _), (.character("c"), .control):
      pane.followOutput()
    case (.up, _), (.character("k"), []): pane.scroll(up: 1)
    case (.down, _), (.character("j"), []): pane.scroll(up: -1)
    case (.pageUp, _), (.character("b"), .control): pane.scrollPages(up: 1)
    case (.pageDown, _), (.character("f"), .control), (.character(" "), []):
      pane.scrollPages(up: -1)
    case (.character("u"), .control): pane.scroll(up: pane.viewRows / 2)
    case (.character("d"), .control): pane.scroll(up: -(pane.viewRows / 2))
    case (.home, _), (.character("g"), []): pane.scrollToTop()
    case (.end, _), (.character("G"), []): pane.followOutput()
    case (.character("/"), _), (.character("?"), _): askForSearch(in: pane)
    case (.character("n"), []): searchAgain(in: pane, up: true, now: now)
    case (.character("N"), _): searchAgain(in: pane, up: false, now: now)
    default:
      say("looking back: q returns, / searches, n and N go from match to match", now: now)
    }
  }

  /// The keys that mean something else while text is being marked; false leaves the key to the
  /// others.
  private func handleMarking(_ key: KeyEvent, in pane: TerminalPane, now: Int64) -> Bool {
    switch (key.key, key.modifiers) {
    case (.escape, _): pane.endMarking()
    case (.up, _), (.character("k"), []): pane.moveMark(lines: -1)
    case (.down, _), (.character("j"), []): pane.moveMark(lines: 1)
    case (.left, _), (.character("h"), []): pane.moveMark(columns: -1)
    case (.right, _), (.character("l"), []): pane.moveMark(columns: 1)
    case (.pageUp, _): pane.moveMark(lines: -pane.viewRows)
    case (.pageDown, _): pane.moveMark(lines: pane.viewRows)
    case (.home, _), (.character("0"), []): pane.moveMark(toColumn: 0)
    case (.end, _), (.character("$"), []): pane.moveMarkToLineEnd()
    case (.character("v"), []), (.character(" "), []): pane.anchorMark()
    case (.character("y"), []), (.enter, _):
      guard let text = pane.takeSelectedText() else {
        say("nothing is marked yet: v begins, the arrows go on, y copies", now: now)
        return true
      }
      copy(text, now: now)
      pane.followOutput()
    default: return false
    }
    return true
  }

  private func searchAgain(in pane: TerminalPane, up: Bool, now: Int64) {
    guard !pane.searchText.isEmpty else {
      askForSearch(in: pane)
      return
    }
    if !pane.search(for: pane.searchText, up: up) {
      say("no more '\(pane.searchText)' that way", now: now)
    }
  }
}
