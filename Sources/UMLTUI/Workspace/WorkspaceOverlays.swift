import ConsoleService

/// The keys while something lies over the panes.
extension Workspace {
  func handleOverlay(_ key: KeyEvent, now: Int64) {
    needsDrawing = true
    switch overlay {
    case .help(var help):
      help.pageRows = max(1, HelpOverlay.area(in: bounds).rows - 3)
      let outcome = help.handle(key)
      overlay = outcome == .stays ? .help(help) : nil
    case .prompt(var prompt):
      let outcome = prompt.handle(key)
      overlay = outcome == .stays ? .prompt(prompt) : nil
      if case .chooses(let answer) = outcome { answered(prompt.purpose, answer, now: now) }
    case .chooser(var chooser):
      let outcome = chooser.handle(key)
      overlay = outcome == .stays ? .chooser(chooser) : nil
      if case .chooses(let choice) = outcome { chosen(choice, in: chooser, now: now) }
    case .paneNumbers:
      overlay = nil
      if case .character(let scalar) = key.key, let digit = Int(String(scalar)),
        let panes = tab?.panes, panes.indices.contains(digit)
      {
        focus(on: panes[digit])
      }
    case nil: break
    }
  }

  var bounds: Rectangle { Rectangle(rows: rows, columns: columns) }

  private func answered(
    _ purpose: PromptView.Purpose, _ answer: PromptView.Answer, now: Int64
  ) {
    switch (purpose, answer) {
    case (.command, .text(let text)): run(text, now: now)
    case (.boot, .text(let text)):
      if !text.isEmpty { bootGuest(text, now: now) }
    case (.renameTab, .text(let text)):
      guard tabs.indices.contains(currentTab) else { return }
      tabs[currentTab].title = text.isEmpty ? nil : text
    case (.search(let id), .text(let text)):
      guard let pane = panes[id], !text.isEmpty else { return }
      searchHistory.append(text)
      if !pane.search(for: text) { say("'\(text)' is not in the history", now: now) }
    case (.attachment(let address), .text(let text)):
      if !text.isEmpty { wish(.attach(text), of: address) }
    case (.log(let address), .text(let text)):
      if !text.isEmpty { wish(.log(text), of: address) }
    case (.confirm(let action), .yes): perform(action)
    default: break
    }
  }

  private func run(_ text: String, now: Int64) {
    guard !text.isEmpty else { return }
    commandHistory.append(text)
    do throws(CommandTable.Failure) {
      perform(try CommandTable.parse(text), now: now)
    } catch {
      say(error.message, now: now)
    }
  }

  private func perform(_ action: PromptView.ConfirmedAction) {
    switch action {
    case .closePane(let id): close(id)
    case .closeTab(let number):
      let panes = tabs.first { $0.number == number }?.panes ?? []
      for pane in panes { close(pane) }
    case .halt(let guest): effects.append(.control(guest: guest, .halt))
    case .reboot(let guest): effects.append(.control(guest: guest, .reboot))
    }
  }

  func chosen(_ choice: ChooserView.Choice, in chooser: ChooserView, now: Int64) {
    switch choice {
    case .goTo(let pane): focus(on: pane)
    case .open(let address): open(address, at: chooser.subject.place)
    case .halt(let guest): confirm(.halt(guest), "halt \(guest)?")
    case .reboot(let guest): confirm(.reboot(guest), "reboot \(guest)?")
    case .restart(let guest):
      effects.append(.control(guest: guest, .restart))
      say("restarting \(guest)", now: now)
    case .lineMenu(let address): showLineMenu(address)
    case .listLines(let guest): askForLines(of: guest)
    case .wish(let address, let wish): self.wish(wish, of: address)
    case .askForAttachment(let address):
      overlay = .prompt(
        PromptView(.attachment(address), label: "attach \(address) to (pts, tty:/dev/…, null):"))
    case .askForLog(let address):
      overlay = .prompt(
        PromptView(
          .log(address), label: "log \(address) to:",
          text: "\(logDirectory)/\(address.guest)-\(address.line).log"))
    case .join(let first, let second): join(first, second, now: now)
    case .unjoin(let address): unjoin(address, now: now)
    case .sendBreak(let address):
      guest(address.guest)?.source.sendBreak(to: address.line)
      say("sent BREAK on \(address)", now: now)
    }
  }

  func confirm(_ action: PromptView.ConfirmedAction, _ question: String) {
    overlay = .prompt(PromptView(.confirm(action), label: "\(question) (y/n)"))
    needsDrawing = true
  }

  // MARK: Choosers

  /// All panes, then the consoles that no pane shows.
  func showSwitcher() {
    effects.append(.findGuests)
    overlay = .chooser(
      ChooserView(title: "Go to", items: switcherItems(), subject: .everything))
  }

  private func switcherItems() -> [ChooserView.Item] {
    let open = tabs.flatMap { tab in
      tab.panes.compactMap { id in panes[id].map { (tab, $0) } }
    }
    let goTo = open.map { tab, pane in
      ChooserView.Item(
        text: "\(pane.address)", detail: "tab \(tab.number)  \(stateText(pane.address.guest))",
        choice: .goTo(pane.id))
    }
    let shown = Set(open.map { $0.1.address })
    return goTo + lineItems { !shown.contains($0) }
  }

  /// The consoles one can open in a new place.
  func showLineChooser(_ place: ChooserView.Place, title: String) {
    effects.append(.findGuests)
    overlay = .chooser(
      ChooserView(title: title, items: consoleItems(), subject: .consoles(place)))
  }

  /// All consoles, those not shown yet first, and first of them those of the guest in focus.
  private func consoleItems() -> [ChooserView.Item] {
    let shown = Set(panes.values.map(\.address))
    let fresh = lineItems { !shown.contains($0) }
    let others = lineItems { shown.contains($0) }
    let own = focusedPane?.address.guest
    let isOwn = { (item: ChooserView.Item) in
      if case .open(let address) = item.choice { address.guest == own } else { false }
    }
    return fresh.filter(isOwn) + fresh.filter { !isOwn($0) } + others
  }

  /// Guests and consoles may come while one chooses.
  func refreshChooser() {
    guard case .chooser(var chooser) = overlay else { return }
    switch chooser.subject {
    case .everything: chooser.replaceItems(switcherItems())
    case .consoles: chooser.replaceItems(consoleItems())
    case .menu: return
    }
    overlay = .chooser(chooser)
  }

  private func lineItems(_ isWanted: (LineAddress) -> Bool) -> [ChooserView.Item] {
    guests.flatMap { guest in
      guest.lines.compactMap { line in
        let address = LineAddress(guest: guest.name, line: line.name)
        guard isWanted(address) else { return nil }
        let isShown = panes.values.contains { $0.address == address }
        return ChooserView.Item(
          text: "\(address)", detail: isShown ? "shown already" : line.title,
          choice: .open(address))
      }
    }
  }

  func showGuestMenu() {
    guard let address = focusedPane?.address, let guest = guest(address.guest) else { return }
    let name = guest.name
    let items: [ChooserView.Item] =
      guest.state.hasEnded
      ? [.init(text: "restart \(name)", detail: "boot it again", choice: .restart(name))]
      : [
        .init(text: "halt \(name)", detail: "at once, as by its console", choice: .halt(name)),
        .init(text: "reboot \(name)", detail: "", choice: .reboot(name)),
        .init(text: "send BREAK", detail: "on \(address.line)", choice: .sendBreak(address)),
      ]
    overlay = .chooser(ChooserView(title: "\(name) \(stateText(name))", items: items))
  }

  func stateText(_ name: String) -> String {
    guest(name).map { context.glyphs.state($0.state) } ?? ""
  }
}
