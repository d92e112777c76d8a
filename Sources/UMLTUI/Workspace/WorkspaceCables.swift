import ConsoleService

/// Cables between guests.
extension Workspace {
  /// One key: takes the cable at hand away, or joins this guest with the other.
  func toggleCable(now: Int64) {
    guard let address = focusedPane?.address else { return }
    guard !options.isReadOnly else { return say("read-only: cables stay as they are", now: now) }
    if let cabled = cabledLines(at: address).first { return unjoin(cabled, now: now) }
    let joins = possibleJoins(of: address)
    switch joins.count {
    case 0: say("there is no other guest that runs, to join \(address.guest) with", now: now)
    case 1: join(joins[0].0, joins[0].1, now: now)
    default:
      overlay = .chooser(
        ChooserView(
          title: "A cable from \(address.guest)",
          items: joins.map { own, other in
            .init(text: "join \(own.line) with \(other)", detail: "", choice: .join(own, other))
          }))
    }
  }

  /// The line itself if it has a cable, else those of its guest.
  private func cabledLines(at address: LineAddress) -> [LineAddress] {
    if facts(of: address)?.cable != nil { return [address] }
    // On a serial line of its own the user means that one.
    guard !address.line.hasPrefix("ssl") else { return [] }
    return (guest(address.guest)?.lines ?? []).filter { $0.cable != nil }
      .map { LineAddress(guest: address.guest, line: $0.name) }
  }

  /// A line of this guest, and a line of each other guest that runs.
  func possibleJoins(of address: LineAddress) -> [(LineAddress, LineAddress)] {
    let own =
      address.line.hasPrefix("ssl") ? address.line : freeLine(of: address.guest, from: "ssl1")
    let others = guests.filter { $0.name != address.guest && $0.state == .running }
    return others.map { other in
      (
        LineAddress(guest: address.guest, line: own),
        LineAddress(guest: other.name, line: freeLine(of: other.name, from: own))
      )
    }
  }

  /// The first serial line from one on that has no cable yet.
  private func freeLine(of guest: String, from first: String) -> String {
    let start = Int(first.dropFirst(3)) ?? 1
    let free = (start..<64).first { number in
      facts(of: LineAddress(guest: guest, line: "ssl\(number)"))?.cable == nil
    }
    return "ssl\(free ?? start)"
  }

  func join(_ first: LineAddress, _ second: LineAddress, now: Int64) {
    let wish = LineWish.join("\(first.guest):\(first.line)", "\(second.guest):\(second.line)")
    self.wish(wish, of: first)
    self.wish(wish, of: second)
    say("\(first) \(context.glyphs.cable) \(second): joined by a cable; L takes it away", now: now)
  }

  func unjoin(_ address: LineAddress, now: Int64) {
    let partner = facts(of: address)?.cable?.partner
    wish(.restore, of: address)
    if let partner { wish(.restore, of: partner) }
    say("\(address): the cable is gone; L joins again", now: now)
  }

  // MARK: On the border

  /// What the border says of a pane whose line is attached elsewhere; empty for a plain pane.
  func attachmentNote(of address: LineAddress) -> String {
    guard let facts = facts(of: address), facts.attachment != "pane" else { return "" }
    guard let cable = facts.cable else { return "\(context.glyphs.arrow) \(facts.attachment)" }
    guard let partner = cable.partner else { return "cable, nobody at the other end" }
    let sent = Self.shortCount(cable.sentCount)
    let received = Self.shortCount(cable.receivedCount)
    return "cable \(context.glyphs.cable) \(partner) \(sent)\(context.glyphs.sent) "
      + "\(received)\(context.glyphs.received)"
  }

  /// `940`, `1.2k`, `12M`.
  static func shortCount(_ count: UInt64) -> String {
    var rest = count
    var tenths: UInt64 = 0
    for unit in ["", "k", "M", "G"] {
      if rest < 1000 || unit == "G" {
        return rest < 10 && !unit.isEmpty ? "\(rest).\(tenths)\(unit)" : "\(rest)\(unit)"
      }
      tenths = rest % 1000 / 100
      rest /= 1000
    }
    return "\(count)"
  }
}
