/// What comes from the guests.
extension Workspace {
  /// Makes a guest known. Where `opensPane` is set, a new one's first pane comes with its lines;
  /// otherwise the user opens what he wants.
  func add(_ source: any PaneSource, opensPane: Bool = true) {
    if let index = guests.firstIndex(where: { $0.name == source.guest }) {
      // The same guest again, after a restart: its panes wait for it.
      let arguments = guests[index].arguments
      guests[index] = GuestRecord(source: source)
      guests[index].arguments = arguments
      guests[index].hasPanes = panes.values.contains { $0.address.guest == source.guest }
    } else {
      guests.append(GuestRecord(source: source))
      guests[guests.count - 1].hasPanes = !opensPane
    }
    needsDrawing = true
  }

  /// A guest that had ended is being booted again.
  func awaitBoot(of name: String) {
    guard let index = guests.firstIndex(where: { $0.name == name }) else { return }
    guests[index].state = .booting
    needsDrawing = true
  }

  /// A guest cannot be reached any more.
  func lose(_ name: String) {
    guard let index = guests.firstIndex(where: { $0.name == name }) else { return }
    guests[index].state = .lost
    needsDrawing = true
  }

  func receive(_ event: PaneSourceEvent, from name: String, now: Int64) {
    guard let index = guests.firstIndex(where: { $0.name == name }) else { return }
    switch event {
    case .connected(let kernel, let arguments):
      guests[index].kernel = kernel
      guests[index].arguments = arguments
      guests[index].refusal = nil
      needsDrawing = true
    case .lines(let lines): linesChanged(lines, of: index)
    case .snapshot(let line, let rows, let columns, let topLine, let bytes):
      for pane in showing(name, line) {
        pane.restart(rows: rows, columns: columns, topLine: topLine, bytes: bytes)
      }
      needsDrawing = true
    case .output(let line, let bytes):
      for pane in showing(name, line) { feed(bytes, to: pane) }
    case .resized(let line, let rows, let columns):
      for pane in showing(name, line) { pane.resize(rows: rows, columns: columns) }
      needsDrawing = true
    case .state(let state):
      guests[index].state = state
      refreshChooser()
      needsDrawing = true
    case .answer(let text): answered(text, by: name)
    case .notice(let text): say("\(name): \(text)", now: now)
    case .refused(let reason):
      guests[index].refusal = reason
      say("\(name): \(reason)", now: now)
    case .disconnected:
      if !guests[index].state.hasEnded { lose(name) }
      for pane in panes.values where pane.address.guest == name { pane.isAttached = false }
      needsDrawing = true
    }
  }

  private func showing(_ guest: String, _ line: String) -> [TerminalPane] {
    panes.values.filter { $0.address.guest == guest && $0.address.line == line }
  }

  private func feed(_ bytes: [UInt8], to pane: TerminalPane) {
    print(bytes, in: pane)
    if pane.id == tab?.focus { hasFocusedOutput = true }
    if pane.takeBell() {
      let isVisible = tab?.panes.contains(pane.id) == true
      if isVisible {
        effects.append(.beep)
      } else {
        pane.hasBell = true
        needsDrawing = true
      }
    }
  }

  private func linesChanged(_ lines: [LineFacts], of index: Int) {
    guests[index].lines = lines
    let name = guests[index].name
    for pane in panes.values where pane.address.guest == name && !pane.isAttached {
      if lines.contains(where: { $0.name == pane.address.line }) { attach(pane) }
    }
    if !guests[index].hasPanes, let first = lines.first {
      guests[index].hasPanes = true
      let address = LineAddress(guest: name, line: first.name)
      guard guestsToShow.remove(name) == nil else { return open(address, at: .newTab) }
      let pane = makePane(for: address)
      if options.groupsGuests, !tabs.isEmpty {
        // In the order of the guests, whichever of them answers first.
        let later = guests[index...].dropFirst().map(\.name)
        let next = tabs[0].panes.first { id in
          panes[id].map { later.contains($0.address.guest) } ?? false
        }
        tabs[0].add(pane, before: next)
      } else {
        makeTab(with: pane)
      }
      panes[pane].map(attach)
    }
    refreshChooser()
    layoutChanged()
  }

  /// Asks for the words of another guest, or has it booted with them.
  func bootGuest(_ words: String, now: Int64) {
    guard !options.isReadOnly else { return say("read-only: no guests are booted", now: now) }
    guard words.isEmpty else {
      effects.append(.boot(words))
      return say("booting a guest with \(words)", now: now)
    }
    let number = (1...).first { guest("guest\($0)") == nil } ?? 1
    overlay = .prompt(
      PromptView(.boot, label: "boot a guest with:", text: "umid=guest\(number) mem=64M"))
  }

  /// A guest that was booted from here gets the focus, in a tab of its own, when it has a console.
  func awaitFirstConsole(of name: String) { guestsToShow.insert(name) }

  /// A guest has opened a window: a pane beside the guest's others, or a tab of its own. The focus
  /// stays where the user has it.
  func show(_ address: LineAddress) {
    guard let index = guests.firstIndex(where: { $0.name == address.guest }),
      showing(address.guest, address.line).isEmpty
    else { return }
    guests[index].hasPanes = true
    let id = makePane(for: address)
    let home = tabs.firstIndex { tab in
      tab.panes.contains { panes[$0]?.address.guest == address.guest }
    }
    if let home { tabs[home].add(id, before: nil) } else { makeTab(with: id) }
    panes[id].map(attach)
    layoutChanged()
  }

  /// Asks for what a pane shall show.
  func attach(_ pane: TerminalPane) {
    guard let source = guest(pane.address.guest)?.source else { return }
    pane.isAttached = true
    requestedSizes[pane.address] = nil
    source.attach(pane.address.line, readOnly: options.isReadOnly)
  }

  /// Closes a pane's line unless another pane shows it too.
  func release(_ pane: TerminalPane) {
    panes[pane.id] = nil
    requestedSizes[pane.address] = nil
    guard showing(pane.address.guest, pane.address.line).isEmpty else { return }
    guest(pane.address.guest)?.source.detach(pane.address.line)
  }
}
