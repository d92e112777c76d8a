/// What comes from the keyboard.
extension Workspace {
  func handle(_ event: InputEvent, now: Int64) {
    tick(now: now)
    switch event {
    case .key(let key): handle(key, now: now)
    case .mouse(let mouse): handle(mouse, now: now)
    case .paste(let bytes): paste(bytes)
    case .focus(let isFocused): terminalFocusChanged(isFocused)
    case .unknown(let bytes): if overlay == nil { send(bytes) }
    }
  }

  private func handle(_ key: KeyEvent, now: Int64) {
    if options.isBare {
      if let pane = focusedPane { type(key, in: pane, now: now) }
      return
    }
    if overlay != nil {
      handleOverlay(key.typed, now: now)
      return
    }
    switch prefix {
    case .waiting:
      setPrefix(.idle)
      afterPrefix(key.typed, now: now)
    case .repeating:
      if let binding = options.keyMap.binding(for: key.typed), binding.isRepeatable {
        perform(binding, now: now)
      } else {
        setPrefix(.idle)
        plain(key, now: now)
      }
    case .idle: plain(key, now: now)
    }
  }

  private func plain(_ key: KeyEvent, now: Int64) {
    if key == options.keyMap.prefix {
      setPrefix(.waiting)
      return
    }
    guard let pane = focusedPane else { return }
    if pane.isScrolling {
      handleScrolling(key.typed, in: pane, now: now)
    } else {
      type(key, in: pane, now: now)
    }
  }

  private func afterPrefix(_ key: KeyEvent, now: Int64) {
    if let binding = options.keyMap.binding(for: key) {
      perform(binding, now: now)
    } else if key.key != .escape {
      say("\(key) means nothing after \(options.keyMap.prefix); ? lists all keys", now: now)
    }
  }

  private func perform(_ binding: KeyBinding, now: Int64) {
    if binding.isRepeatable {
      setPrefix(.repeating(until: now + PrefixState.repeatMilliseconds))
    }
    perform(binding.command, now: now)
  }

  /// A key for the guest, or for what is left of one.
  private func type(_ key: KeyEvent, in pane: TerminalPane, now: Int64) {
    let state = guest(pane.address.guest)?.state
    if state?.hasEnded == true {
      guard !options.isBare, !options.isReadOnly else { return }
      if key.key == .character("r") || key.typed.key == .enter {
        effects.append(.control(guest: pane.address.guest, .restart))
        say("restarting \(pane.address.guest)", now: now)
      }
      return
    }
    if options.isReadOnly {
      say("read-only: keys do not reach \(pane.address.guest)", now: now)
      return
    }
    pane.followOutput()
    send(pane.encode(key), to: pane)
  }

  func send(_ bytes: [UInt8], to pane: TerminalPane? = nil) {
    guard let pane = pane ?? focusedPane, !options.isReadOnly, !bytes.isEmpty else { return }
    guest(pane.address.guest)?.source.send(bytes, to: pane.address.line)
  }

  private func paste(_ bytes: [UInt8]) {
    if overlay != nil {
      pasteIntoOverlay(String(decoding: bytes, as: UTF8.self))
      return
    }
    guard let pane = focusedPane, guest(pane.address.guest)?.state.hasEnded == false else { return }
    pane.followOutput()
    send(pane.encode(paste: bytes), to: pane)
  }

  private func pasteIntoOverlay(_ text: String) {
    switch overlay {
    case .prompt(var prompt):
      prompt.field.insert(text)
      overlay = .prompt(prompt)
    case .chooser(var chooser):
      chooser.filter.insert(text)
      chooser.selected = 0
      overlay = .chooser(chooser)
    case .help(var help):
      help.filter.insert(text)
      overlay = .help(help)
    case .paneNumbers, nil: return
    }
    needsDrawing = true
  }

  private func terminalFocusChanged(_ isFocused: Bool) {
    guard let pane = focusedPane else { return }
    send(pane.encode(focus: isFocused), to: pane)
  }

  /// Tells the programs that asked for it which of them has the keyboard.
  func updateFocus() {
    for pane in panes.values {
      let hasFocus = pane.id == tab?.focus
      guard pane.hasFocus != hasFocus else { continue }
      pane.hasFocus = hasFocus
      send(pane.encode(focus: hasFocus), to: pane)
    }
  }
}
