/// The frame: bars, borders, panes, and what lies over them.
extension Workspace {
  /// The whole screen as it looks now.
  func draw(clusters: ClusterTable = ClusterTable()) -> Surface {
    var surface = Surface(rows: rows, columns: columns, clusters: clusters)
    draw(on: &surface)
    return surface
  }

  /// The screen as text, of any size, whatever the terminal's is.
  func renderText(width: Int, height: Int) -> String {
    let size = (rows, columns)
    rows = max(1, height)
    columns = max(1, width)
    defer { (rows, columns) = size }
    return draw().text
  }

  /// Draws over whatever the surface holds; its size has to be the workspace's.
  func draw(on surface: inout Surface) {
    let plan = plan
    surface.cursor = nil
    drawPanes(on: &surface, plan)
    if plan.hasFrame { drawFrame(on: &surface, plan) }
    if let area = plan.statusBar { drawStatus(on: &surface, in: area, plan) }
    if let area = plan.hintBar { hintBar.draw(on: &surface, in: area, context) }
    drawOverlay(on: &surface, plan)
  }

  private func drawPanes(on surface: inout Surface, _ plan: ScreenPlan) {
    if plan.arrangement.placements.isEmpty {
      surface.fill(plan.body)
      drawMessages(on: &surface, in: plan.body)
    }
    for placement in plan.arrangement.placements {
      guard let pane = panes[placement.pane] else { continue }
      let guest = guest(pane.address.guest)
      pane.draw(
        on: &surface, in: placement.area, isFocused: pane.id == tab?.focus, context)
      if let state = guest?.state, state.hasEnded, !options.isBare {
        drawEnd(of: pane, state, on: &surface, in: placement.area)
      }
    }
  }

  /// What there is to say while there is no pane.
  private func drawMessages(on surface: inout Surface, in area: Rectangle) {
    let texts = guests.map { guest in
      guest.refusal.map { "\(guest.name): \($0)" }
        ?? "waiting for \(guest.name) \(context.glyphs.ellipsis)"
    }
    for (offset, text) in (texts.isEmpty ? ["no guests"] : texts).enumerated() {
      guard offset < area.rows else { break }
      let column = max(0, (area.columns - TextLayout.width(of: text)) / 2)
      surface.put(
        text, row: area.row + max(0, area.rows / 2 - texts.count) + offset,
        column: area.column + column, style: context.theme.hint)
    }
  }

  /// Below the last screen of a guest that has ended: how it ended, and the way back.
  private func drawEnd(
    of pane: TerminalPane, _ state: GuestState, on surface: inout Surface, in area: Rectangle
  ) {
    guard !area.isEmpty, !pane.isScrolling else { return }
    let what =
      switch state {
      case .halted(let status): "halted (\(status))"
      case .panicked: "panicked"
      default: "lost"
      }
    let long = "\(what) \(context.glyphs.dash) press r to restart"
    // In a narrow pane the way back matters most.
    let way = TextLayout.width(of: long) + 2 <= area.columns ? long : "\(what), r restarts"
    let text = options.isReadOnly ? what : way
    let row = min(area.endRow - 1, area.row + pane.usedRows(in: area))
    surface.fill(
      Rectangle(row: row, column: area.column, rows: 1, columns: area.columns),
      with: .blank(context.theme.notice))
    surface.put(
      "\(context.glyphs.state(state).prefix(1)) \(text)", row: row, column: area.column,
      style: context.theme.notice, limit: area.columns)
    if pane.id == tab?.focus { surface.cursor = nil }
  }

  /// A program one sees is in the middle of a picture.
  var isHeldBack: Bool {
    plan.arrangement.placements.contains { panes[$0.pane]?.screen.isHoldingBack == true }
  }

  // MARK: Borders

  private func drawFrame(on surface: inout Surface, _ plan: ScreenPlan) {
    let frame = plan.body
    var lines = FrameLines(area: frame)
    if plan.isBoxed {
      lines.addBox(frame)
    } else {
      lines.addHorizontal(row: frame.row, columns: frame.column..<frame.endColumn)
    }
    for divider in plan.arrangement.dividers {
      let area = divider.area
      // One cell further on both sides, to join what it meets.
      switch divider.axis {
      case .sideBySide: lines.addVertical(column: area.column, rows: area.row - 1..<area.endRow + 1)
      case .stacked:
        lines.addHorizontal(row: area.row, columns: area.column - 1..<area.endColumn + 1)
      }
    }
    let focused = tab.flatMap { plan.arrangement.area(of: $0.focus) }
    lines.draw(on: &surface, context.glyphs) { row, column in
      let isNear =
        plan.isBoxed
        && focused.map {
          $0.inset(top: -1, left: -1, bottom: -1, right: -1).contains(row: row, column: column)
        } == true
      return isNear ? context.theme.focusedBorder : context.theme.border
    }
    for placement in plan.arrangement.placements { drawTitle(of: placement, on: &surface, plan) }
  }

  private func drawTitle(
    of placement: Arrangement.Placement, on surface: inout Surface, _ plan: ScreenPlan
  ) {
    guard let pane = panes[placement.pane], !placement.area.isEmpty, placement.area.columns > 6
    else { return }
    let area = placement.area
    let isFocused = pane.id == tab?.focus
    let style = isFocused ? context.theme.focusedTitle : context.theme.title
    // The mark says where the focus is when there are no colours.
    let mark = isFocused && plan.isBoxed ? (context.glyphs.isASCII ? "*" : "●") + " " : ""
    var text = " \(mark)\(title(of: pane)) "
    if tab?.isZoomed == true { text += "(zoomed) " }
    let short = TextLayout.shortened(text, to: area.columns, mark: context.glyphs.ellipsis)
    let end = surface.put(short, row: area.row - 1, column: area.column + 1, style: style)
    let notes = [attachmentNote(of: pane.address), pane.note(context)].filter { !$0.isEmpty }
    let note = " \(notes.joined(separator: " ")) "
    let column = area.endColumn - TextLayout.width(of: note) - 1
    if note.count > 2, column > end {
      surface.put(note, row: area.row - 1, column: column, style: context.theme.notice)
    }
  }

  private func title(of pane: TerminalPane) -> String {
    let name = "\(pane.address.guest) \(context.glyphs.separator) \(pane.address.line)"
    return pane.title.isEmpty ? name : "\(name) \(context.glyphs.separator) \(pane.title)"
  }

  // MARK: Bars

  var statusBar: StatusBar {
    StatusBar(
      tabs: tabs.enumerated().map { index, tab in
        StatusBar.TabLabel(
          number: tab.number, title: title(of: tab), isCurrent: index == currentTab,
          isZoomed: tab.isZoomed,
          hasBell: tab.panes.contains { panes[$0]?.hasBell == true })
      },
      guests: guests.map {
        .init(
          name: $0.name, state: $0.state, isFocused: $0.name == focusedPane?.address.guest)
      },
      clock: clock)
  }

  /// The status bar; in a small terminal also the place for what the hint bar would say.
  private func drawStatus(on surface: inout Surface, in area: Rectangle, _ plan: ScreenPlan) {
    if plan.hintBar == nil {
      let bar = hintBar
      if case .facts = bar.content {
        statusBar.draw(on: &surface, in: area, context)
      } else {
        bar.draw(on: &surface, in: area, context)
      }
    } else {
      statusBar.draw(on: &surface, in: area, context)
    }
  }

  var hintBar: HintBar {
    let prefixName = options.keyMap.prefix.description
    if prefix != .idle {
      let hints =
        [HintBar.Hint(keys: context.glyphs.isASCII ? "arrows" : "←↑↓→", text: "focus")]
        + options.keyMap.bindings.compactMap(\.hint)
      // The list of all keys comes last.
      let isHelp = { (hint: HintBar.Hint) in hint.keys == "?" }
      return HintBar(
        content: .keys(
          prefix: prefixName, hints.filter { !isHelp($0) } + hints.filter(isHelp)))
    }
    if let notice { return HintBar(content: .notice(notice.text)) }
    let twice = options.isNested && prefixName == "Ctrl-b" ? " (in tmux: twice)" : ""
    let help = [
      "\(prefixName)\(twice) then ? all keys, d leave", "\(prefixName)\(twice) ? keys",
      "\(prefixName) ? keys",
    ]
    guard let pane = focusedPane else { return HintBar(content: .facts("", help: help)) }
    if pane.isScrolling { return HintBar(content: .facts(pane.scrollFacts(context), help: [])) }
    let size = "\(pane.columns)\(context.glyphs.times)\(pane.rows)"
    let separator = " \(context.glyphs.separator) "
    let line = self.facts(of: pane.address)
    let facts =
      [
        "\(pane.address) \(context.glyphs.arrow) \(line?.attachment ?? "pane")", size,
        guest(pane.address.guest)?.state.hasEnded == true
          ? "ended" : options.isReadOnly ? "read-only" : "following",
        line?.logPath.map { "log \($0)" },
      ].compactMap(\.self).joined(separator: separator)
    return HintBar(content: .facts(facts, help: help))
  }

  // MARK: Overlays

  private func drawOverlay(on surface: inout Surface, _ plan: ScreenPlan) {
    switch overlay {
    case nil: return
    case .help(let help): help.draw(on: &surface, in: HelpOverlay.area(in: bounds), context)
    case .chooser(let chooser):
      chooser.draw(on: &surface, in: chooser.area(in: bounds), context)
    case .prompt(let prompt):
      let row = Rectangle(row: rows - 1, rows: 1, columns: columns)
      prompt.draw(on: &surface, in: plan.hintBar ?? row, context)
    case .paneNumbers:
      for (number, id) in (tab?.panes ?? []).enumerated() {
        guard let area = plan.arrangement.area(of: id), !area.isEmpty else { continue }
        let box = area.centred(rows: 3, columns: 7)
        let inside = surface.box(box, title: "", context)
        guard !inside.isEmpty else { continue }
        surface.put(
          "\(number)", row: inside.row, column: inside.column + inside.columns / 2,
          style: context.theme.focusedTitle)
      }
      surface.cursor = nil
    }
  }
}
