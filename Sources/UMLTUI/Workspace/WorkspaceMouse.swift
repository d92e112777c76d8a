/// What a pressed button is doing until it is released.
enum MouseDrag: Equatable {
  case border(Arrangement.Divider, row: Int, column: Int)
  case selection(PaneID)
  /// The guest of this pane gets everything until the release.
  case guest(PaneID)
}

/// What comes from the mouse: a click focuses, the wheel looks back, a border can be dragged, text
/// be marked, by dragging or by clicking twice or three times. A program that asks for the mouse
/// gets it, unless Shift is held.
extension Workspace {
  func handle(_ mouse: MouseEvent, now: Int64) {
    if overlay != nil {
      handleOverlay(mouse, now: now)
      return
    }
    if let drag, mouse.action != .press {
      continueDrag(drag, mouse, now: now)
      return
    }
    drag = nil
    let plan = plan
    if let bar = plan.statusBar, bar.contains(row: mouse.row, column: mouse.column) {
      clickStatusBar(mouse, bar)
      return
    }
    if let id = plan.arrangement.pane(atRow: mouse.row, column: mouse.column), let pane = panes[id],
      let area = plan.arrangement.area(of: id)
    {
      handle(mouse, in: pane, area, now: now)
      return
    }
    guard mouse.action == .press, mouse.button == .left,
      let divider = plan.arrangement.divider(atRow: mouse.row, column: mouse.column)
    else { return }
    drag = .border(divider, row: mouse.row, column: mouse.column)
  }

  private func handle(
    _ mouse: MouseEvent, in pane: TerminalPane, _ area: Rectangle, now: Int64
  ) {
    if mouse.action == .press, !mouse.button.isWheel, tab?.focus != pane.id { focus(on: pane.id) }
    let isForGuest =
      pane.tracksMouse && !pane.isScrolling && !mouse.modifiers.contains(.shift)
    if isForGuest {
      if mouse.action == .press, !mouse.button.isWheel { drag = .guest(pane.id) }
      send(pane.encode(mouse, in: area), to: pane)
      return
    }
    switch (mouse.action, mouse.button) {
    case (.press, .wheelUp): wheel(3, mouse, in: pane, area)
    case (.press, .wheelDown): wheel(-3, mouse, in: pane, area)
    case (.press, .left): mark(mouse, in: pane, area, now: now)
    case (.press, .middle):
      if !pasteBuffer.isEmpty { send(pane.encode(paste: pasteBuffer), to: pane) }
    default: break
    }
  }

  /// A click begins a selection, a second one marks the word, a third the line.
  private func mark(_ mouse: MouseEvent, in pane: TerminalPane, _ area: Rectangle, now: Int64) {
    needsDrawing = true
    switch clicks.click(row: mouse.row, column: mouse.column, now: now) {
    case 2: pane.selectWord(at: mouse, in: area)
    case 3: pane.selectLine(at: mouse, in: area)
    default:
      pane.beginSelection(at: mouse, in: area)
      drag = .selection(pane.id)
      return
    }
    if let text = pane.takeSelectedText() { copy(text, now: now) }
  }

  private func wheel(
    _ lines: Int, _ mouse: MouseEvent, in pane: TerminalPane, _ area: Rectangle
  ) {
    // In a full-screen program without a mouse of its own, the wheel is the cursor keys.
    let keys = pane.encode(mouse, in: area)
    if keys.isEmpty || pane.isScrolling {
      pane.scroll(up: lines)
    } else {
      send(keys, to: pane)
    }
    needsDrawing = true
  }

  private func continueDrag(_ drag: MouseDrag, _ mouse: MouseEvent, now: Int64) {
    let isOver = mouse.action == .release
    if isOver { self.drag = nil }
    switch drag {
    case .border(let divider, let row, let column):
      guard tabs.indices.contains(currentTab) else { return }
      let cells = divider.axis == .sideBySide ? mouse.column - column : mouse.row - row
      guard cells != 0 else { return }
      tabs[currentTab].tree = tabs[currentTab].tree.moving(divider, by: cells, in: plan.inside)
      // The border may have moved less far than the mouse.
      let moved = plan.arrangement.dividers.first {
        $0.path == divider.path && $0.index == divider.index
      }
      if !isOver, let moved {
        self.drag = .border(
          moved, row: divider.axis == .stacked ? moved.area.row : row,
          column: divider.axis == .sideBySide ? moved.area.column : column)
      }
      layoutChanged()
    case .selection(let id):
      guard let pane = panes[id], let area = plan.arrangement.area(of: id) else { return }
      pane.extendSelection(to: mouse, in: area)
      if isOver, let text = pane.takeSelectedText() { copy(text, now: now) }
      needsDrawing = true
    case .guest(let id):
      guard let pane = panes[id], let area = plan.arrangement.area(of: id) else { return }
      send(pane.encode(mouse, in: area), to: pane)
    }
  }

  /// Without bars the mouse is the user's, for selecting text, unless the program asks for it.
  var wantsMouse: Bool { options.isBare ? focusedPane?.tracksMouse == true : usesMouse }

  /// A program one sees wants to know of every motion.
  var wantsMouseMotion: Bool {
    plan.arrangement.placements.contains { panes[$0.pane]?.screen.tracksMotion == true }
  }

  func copy(_ text: String, now: Int64) {
    pasteBuffer = Array(text.utf8)
    effects.append(.copy(pasteBuffer))
    let count = text.count == 1 ? "one character" : "\(text.count) characters"
    say("copied \(count); \(options.keyMap.prefix) ] types what was copied", now: now)
  }

  private func clickStatusBar(_ mouse: MouseEvent, _ bar: Rectangle) {
    guard mouse.action == .press, mouse.button == .left else { return }
    let spans = statusBar.tabSpans(columns: bar.columns, context)
    guard let span = spans.first(where: { $0.columns.contains(mouse.column) }) else { return }
    selectTab(span.tab)
  }

  private func handleOverlay(_ mouse: MouseEvent, now: Int64) {
    guard mouse.action == .press else { return }
    needsDrawing = true
    switch overlay {
    case .help(var help):
      help.pageRows = max(1, HelpOverlay.area(in: bounds).rows - 3)
      help.handle(mouse)
      overlay = .help(help)
    case .chooser(var chooser):
      let area = chooser.area(in: bounds)
      switch mouse.button {
      case .wheelUp: _ = chooser.handle(KeyEvent(.up))
      case .wheelDown: _ = chooser.handle(KeyEvent(.down))
      case .left where !area.contains(row: mouse.row, column: mouse.column):
        overlay = nil
        return
      case .left:
        if let item = chooser.item(atRow: mouse.row, in: area) {
          overlay = nil
          chosen(item.choice, in: chooser, now: now)
          return
        }
      default: break
      }
      overlay = .chooser(chooser)
    case .paneNumbers: overlay = nil
    case .prompt, nil: break
    }
  }
}
