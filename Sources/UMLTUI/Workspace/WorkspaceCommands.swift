/// What the commands do.
extension Workspace {
  func perform(_ command: Command, now: Int64) {
    needsDrawing = true
    switch command {
    case .newTab: showLineChooser(.newTab, title: "Open in a new tab")
    case .nextTab: selectTab(currentTab + 1, wrapping: true)
    case .previousTab: selectTab(currentTab - 1, wrapping: true)
    case .lastTab: selectTab(previousTab)
    case .selectTab(let number):
      guard let index = tabs.firstIndex(where: { $0.number == number }) else {
        say("there is no tab \(number)", now: now)
        return
      }
      selectTab(index)
    case .renameTab:
      guard let tab else { return }
      overlay = .prompt(PromptView(.renameTab, label: "name of this tab:", text: title(of: tab)))
    case .closeTab:
      guard let tab else { return }
      confirm(.closeTab(tab.number), "close tab \(title(of: tab))? Its guests run on.")

    case .split(let axis):
      guard let focus = tab?.focus else { return }
      let place = axis == .sideBySide ? "to the right" : "below"
      showLineChooser(.beside(focus, axis), title: "Open \(place)")
    case .closePane:
      guard let pane = focusedPane else { return }
      confirm(.closePane(pane.id), "close \(pane.address)? The guest runs on.")
    case .switchTo: showSwitcher()
    case .bootGuest(let words): bootGuest(words, now: now)
    case .guestMenu: showGuestMenu()
    case .lineMenu:
      guard let pane = focusedPane else { return }
      showLineMenu(pane.address)
    case .toggleCable: toggleCable(now: now)

    case .scroll: focusedPane?.beginScrolling()
    case .scrollPageUp: focusedPane?.scrollPages(up: 1)
    case .search:
      guard let pane = focusedPane else { return }
      askForSearch(in: pane)
    case .paste:
      guard let pane = focusedPane else { return }
      pane.followOutput()
      send(pane.encode(paste: pasteBuffer), to: pane)
    case .sendBreak:
      guard let address = focusedPane?.address else { return }
      guest(address.guest)?.source.sendBreak(to: address.line)
      say("sent BREAK on \(address)", now: now)
    case .sendPrefix:
      guard let pane = focusedPane else { return }
      send(pane.encode(options.keyMap.prefix), to: pane)

    case .commandPrompt:
      overlay = .prompt(PromptView(.command, label: ":", history: commandHistory))
    case .help: overlay = .help(HelpOverlay(options.keyMap))
    case .redraw: effects.append(.redraw)
    case .toggleMouse:
      usesMouse.toggle()
      effects.append(.setMouse(usesMouse))
      say(usesMouse ? "the mouse is ours" : "the mouse is your terminal's", now: now)
    case .detach: effects.append(.detach)
    case .focus, .focusNext, .focusLast, .showPaneNumbers, .toggleZoom, .nextLayout, .swapPane,
      .breakPane, .resize:
      arrange(command)
    }
  }

  func askForSearch(in pane: TerminalPane) {
    overlay = .prompt(PromptView(.search(pane.id), label: "search up:", history: searchHistory))
  }

  func selectTab(_ index: Int, wrapping: Bool = false) {
    guard !tabs.isEmpty else { return }
    let wanted = wrapping ? (index + tabs.count) % tabs.count : index
    guard tabs.indices.contains(wanted), wanted != currentTab else { return }
    previousTab = currentTab
    currentTab = wanted
    for id in tabs[wanted].panes { panes[id]?.hasBell = false }
    layoutChanged()
  }

  func focus(on pane: PaneID) {
    guard let index = tabs.firstIndex(where: { $0.panes.contains(pane) }) else { return }
    selectTab(index)
    tabs[index].focus(on: pane)
    layoutChanged()
  }

  func open(_ address: LineAddress, at place: ChooserView.Place) {
    let id = makePane(for: address)
    switch place {
    case .newTab:
      makeTab(with: id)
      selectTab(tabs.count - 1)
    case .beside(let pane, let axis):
      guard let index = tabs.firstIndex(where: { $0.panes.contains(pane) }) else {
        makeTab(with: id)
        selectTab(tabs.count - 1)
        break
      }
      tabs[index].add(id, beside: pane, axis)
    }
    panes[id].map(attach)
    layoutChanged()
  }

  /// Closes a pane, and its tab when it was the last there.
  func close(_ id: PaneID) {
    guard let pane = panes[id], let index = tabs.firstIndex(where: { $0.panes.contains(id) }) else {
      return
    }
    release(pane)
    if !tabs[index].remove(id) { removeTab(index) }
    if tabs.isEmpty { effects.append(.detach) }
    layoutChanged()
  }

  private func removeTab(_ index: Int) {
    tabs.remove(at: index)
    if currentTab > index || currentTab == tabs.count { currentTab = max(0, currentTab - 1) }
    if previousTab > index || previousTab == tabs.count { previousTab = max(0, previousTab - 1) }
  }

  /// The changes of one tab's arrangement.
  private func arrange(_ command: Command) {
    guard var tab, tabs.indices.contains(currentTab) else { return }
    let arrangement = ScreenPlan.full(rows: rows, columns: columns, tab: tab)
    let order = tab.panes
    let position = order.firstIndex(of: tab.focus) ?? 0
    switch command {
    case .focus(let direction):
      arrangement.arrangement.neighbour(of: tab.focus, direction, recency: tab.recency).map {
        tab.focus(on: $0)
      }
    case .focusNext: tab.focus(on: order[(position + 1) % order.count])
    case .focusLast: if tab.recency.count > 1 { tab.focus(on: tab.recency[1]) }
    case .showPaneNumbers: overlay = .paneNumbers
    case .toggleZoom: if !tab.isSingle { tab.isZoomed.toggle() }
    case .nextLayout:
      tab.preset = tab.preset.next
      tab.tree = tab.preset.tree(of: order) ?? tab.tree
      tab.isZoomed = false
    case .swapPane(let forward):
      let other = (position + (forward ? 1 : order.count - 1)) % order.count
      tab.tree = tab.tree.swapping(order[position], order[other])
      tab.isZoomed = false
    case .breakPane: breakOut(&tab)
    case .resize(let direction, let cells):
      tab.tree = tab.tree.resizing(
        tab.focus, direction, by: cells, in: arrangement.inside)
    default: break
    }
    if let index = tabs.firstIndex(where: { $0.number == tab.number }) { tabs[index] = tab }
    layoutChanged()
  }

  private func breakOut(_ tab: inout Tab) {
    let pane = tab.focus
    guard tab.remove(pane) else { return }
    tabs[currentTab] = tab
    makeTab(with: pane)
    previousTab = currentTab
    currentTab = tabs.count - 1
  }

  /// A tab's own title, or one made from what it shows.
  func title(of tab: Tab) -> String {
    if let title = tab.title { return title }
    var names: [String] = []
    for id in tab.panes {
      guard let name = panes[id]?.address.guest, !names.contains(name) else { continue }
      names.append(name)
    }
    if names.count == 1, tab.isSingle, let line = panes[tab.focus]?.address.line, line != "con0" {
      return "\(names[0]) \(line)"
    }
    switch names.count {
    case 1: return names[0]
    case 2: return "pair"
    default: return "\(names.count) guests"
    }
  }
}

extension ScreenPlan {
  /// The plan as if nothing were zoomed: what the commands about arrangement work on.
  static func full(rows: Int, columns: Int, tab: Tab) -> ScreenPlan {
    var unzoomed = tab
    unzoomed.isZoomed = false
    var plan = ScreenPlan(rows: rows, columns: columns, tab: unzoomed, isBare: false)
    plan.arrangement = tab.tree.place(in: plan.inside)
    return plan
  }

  /// The cells the split tree has.
  var inside: Rectangle {
    isBoxed
      ? body.inset(top: 1, left: 1, bottom: 1, right: 1) : hasFrame ? body.inset(top: 1) : body
  }
}
