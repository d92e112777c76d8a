import UMLHost

/// Keeps the workspace connected to its guests: makes the connections, makes them again after a
/// restart, and passes on what users want done to guests.
///
/// Belongs to the loop's thread.
final class GuestConnections {
  /// How long a guest that is gone is looked for, with pauses that grow from the first.
  private static let firstPauseMilliseconds: Int64 = 50
  private static let longestPauseMilliseconds: Int64 = 5_000

  private let configuration: ApplicationConfiguration
  private let loop: EventLoop
  private let workspace: Workspace
  private let onEvent: (PaneSourceEvent) -> Void
  /// Counts the connections to a guest: a late word from an old one must not end the new one.
  private var generations: [String: Int] = [:]
  private var pauses: [String: TimerToken] = [:]

  /// `onEvent` is called after the workspace has heard of an event.
  init(
    _ configuration: ApplicationConfiguration, loop: EventLoop, workspace: Workspace,
    onEvent: @escaping (PaneSourceEvent) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.loop = loop
    self.workspace = workspace
    self.onEvent = onEvent
  }

  func connectAll() {
    for guest in configuration.guests { connect(guest) }
  }

  func closeAll() {
    for timer in pauses.values { loop.cancel(timer) }
    pauses = [:]
    for guest in workspace.guests {
      generations[guest.name, default: 0] += 1
      guest.source.close()
    }
  }

  private func connect(_ guest: String, pause: Int64 = firstPauseMilliseconds) {
    let generation = generations[guest, default: 0] + 1
    generations[guest] = generation
    let sink: (PaneSourceEvent) -> Void = { [weak self] event in
      guard let self, generations[guest] == generation else { return }
      received(event, from: guest)
    }
    if let source = configuration.connect(guest, loop, sink) {
      workspace.add(source)
    } else if pause < Self.longestPauseMilliseconds {
      connectLater(guest, pause: pause)
    }
  }

  private func connectLater(_ guest: String, pause: Int64 = firstPauseMilliseconds) {
    if let timer = pauses[guest] { loop.cancel(timer) }
    pauses[guest] = loop.schedule(afterNanoseconds: pause * 1_000_000) { [weak self] in
      self?.pauses[guest] = nil
      self?.connect(guest, pause: pause * 5 / 4)
    }
  }

  private func received(_ event: PaneSourceEvent, from guest: String) {
    workspace.receive(event, from: guest, now: HostClock.monotonicMilliseconds)
    // Gone without a word of its end: it may be rebooting.
    if case .disconnected = event, workspace.guest(guest)?.state == .lost { connectLater(guest) }
    onEvent(event)
  }

  func control(_ guest: String, _ action: GuestAction) {
    guard let record = workspace.guest(guest) else { return }
    switch action {
    case .halt: record.source.request("halt")
    case .reboot: record.source.request("reboot")
    case .restart: restart(record)
    }
  }

  private func restart(_ record: GuestRecord) {
    let guest = record.name
    if let complaint = configuration.restart(guest, record.arguments) {
      workspace.say("\(guest): \(complaint)", now: HostClock.monotonicMilliseconds)
      return
    }
    generations[guest, default: 0] += 1
    record.source.close()
    connectLater(guest)
  }

  /// Gives a line a pane that the guest wants to have one.
  func show(_ address: LineAddress) {
    if workspace.guest(address.guest) == nil { connect(address.guest) }
    workspace.show(address)
  }

  /// Connects to the guests that have come since.
  func findNew() {
    for guest in configuration.findGuests() where workspace.guest(guest) == nil { connect(guest) }
  }
}

extension HostClock {
  /// The time that the workspace counts in.
  static var monotonicMilliseconds: Int64 { monotonicNanoseconds() / 1_000_000 }
}
