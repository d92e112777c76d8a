import ConsoleService

/// What can be done to a line: attached elsewhere, logged, sent a BREAK, joined by a cable.
extension Workspace {
  var logDirectory: String { options.logDirectory }

  func facts(of address: LineAddress) -> LineFacts? {
    guest(address.guest)?.lines.first { $0.name == address.line }
  }

  func wish(_ wish: LineWish, of address: LineAddress) {
    guest(address.guest)?.source.request(wish.request(for: address.line))
  }

  // MARK: The menu of a line

  func showLineMenu(_ address: LineAddress) {
    guard guest(address.guest)?.state.hasEnded == false else { return }
    let facts = facts(of: address)
    let title = "\(address) \(context.glyphs.arrow) \(facts?.attachment ?? "?")"
    guard !options.isReadOnly else {
      overlay = .chooser(ChooserView(title: title, items: [otherLines(of: address)]))
      return
    }
    let attachments: [ChooserView.Item] =
      [
        ("a pane", "pane", "here"), ("a new terminal of the host", "pts", "its name: in the log"),
        ("nothing", "null", "detach"),
      ].filter { $0.1 != facts?.attachment }.map { name, spec, detail in
        .init(text: "attach to \(name)", detail: detail, choice: .wish(address, .attach(spec)))
      }
    let others: [ChooserView.Item] = [
      .init(
        text: "attach to \(context.glyphs.ellipsis)", detail: "", choice: .askForAttachment(address)
      ),
      .init(
        text: "restore", detail: "what the command line said", choice: .wish(address, .restore)),
      logItem(address, facts?.logPath),
      .init(text: "send BREAK", detail: "", choice: .sendBreak(address)),
    ]
    overlay = .chooser(
      ChooserView(
        title: title,
        items: attachments + others + cableItems(address) + [otherLines(of: address)]))
  }

  private func logItem(_ address: LineAddress, _ path: String?) -> ChooserView.Item {
    guard let path else {
      return .init(
        text: "log to a file \(context.glyphs.ellipsis)", detail: "what the guest writes",
        choice: .askForLog(address))
    }
    return .init(text: "end the log", detail: path, choice: .wish(address, .log(nil)))
  }

  private func otherLines(of address: LineAddress) -> ChooserView.Item {
    .init(
      text: "all lines of \(address.guest) \(context.glyphs.ellipsis)", detail: "",
      choice: .listLines(address.guest))
  }

  private func cableItems(_ address: LineAddress) -> [ChooserView.Item] {
    if let cable = facts(of: address)?.cable {
      return [
        .init(
          text: "take the cable away", detail: cable.partner.map { "to \($0)" } ?? "unplugged",
          choice: .unjoin(address))
      ]
    }
    return possibleJoins(of: address).map { own, other in
      .init(text: "join \(own.line) with \(other)", detail: "cable", choice: .join(own, other))
    }
  }

  // MARK: All lines of a guest

  func askForLines(of name: String) {
    guestAskedForLines = name
    guest(name)?.source.request(LineWish.list)
  }

  func answered(_ text: String, by name: String) {
    guard guestAskedForLines == name else { return }
    guestAskedForLines = nil
    let items = LineReport.parse(text).map { line in
      ChooserView.Item(
        text: "\(line.name) \(context.glyphs.arrow) \(line.attachment)",
        detail: line.remarks.joined(separator: ", "),
        choice: .lineMenu(LineAddress(guest: name, line: line.name)))
    }
    overlay = .chooser(ChooserView(title: "Lines of \(name)", items: items))
    needsDrawing = true
  }
}
