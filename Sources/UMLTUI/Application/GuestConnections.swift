import UMLHost

/// Keeps the workspace connected to its guests: makes the connections, makes them again after a
/// restart, and passes on what users want done to guests.
///
/// Belongs to the loop's thread.
final class GuestConnections {
  /// How long a guest that is gone is looked for, with pauses that grow from the first.
  private static let firstPauseMilliseconds: Int64 = 50
  private static let longestPauseMilliseconds: Int64 = 5_000
  /// How often somebody looks whether a guest that has ended was booted again by others.
  static let lookPauseMilliseconds: Int64 = 1_000

  private let configuration: ApplicationConfiguration
  private let loop: EventLoop
  private let workspace: Workspace
  private let lookPause: Int64
  private let onEvent: (PaneSourceEvent) -> Void
  /// Counts the connections to a guest: a late word from an old one must not end the new one.
  private var generations: [String: Int] = [:]
  private var pauses: [String: TimerToken] = [:]

  /// `onEvent` is called after the workspace has heard of an event.
  init(
    _ configuration: ApplicationConfiguration, loop: EventLoop, workspace: Workspace,
    lookPauseMilliseconds: Int64 = lookPauseMilliseconds,
    onEvent: @escaping (PaneSourceEvent) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.loop = loop
    self.workspace = workspace
    lookPause = lookPauseMilliseconds
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

  /// Looks for a guest until it is there, with pauses that grow. With `opensPane` a new one gets a
  /// pane.
  private func connect(
    _ guest: String, opensPane: Bool = true, pause: Int64 = firstPauseMilliseconds
  ) {
    if tryToConnect(guest, opensPane: opensPane) { return }
    guard pause < Self.longestPauseMilliseconds else { return gaveUp(guest) }
    later(guest, pause) { $0.connect(guest, opensPane: opensPane, pause: pause * 5 / 4) }
  }

  private func connectLater(_ guest: String) {
    later(guest, Self.firstPauseMilliseconds) { $0.connect(guest) }
  }

  private func tryToConnect(_ guest: String, opensPane: Bool = true) -> Bool {
    let generation = generations[guest, default: 0] + 1
    let sink: (PaneSourceEvent) -> Void = { [weak self] event in
      guard let self, generations[guest] == generation else { return }
      received(event, from: guest)
    }
    guard let source = configuration.connect(guest, loop, sink) else { return false }
    generations[guest] = generation
    workspace.add(source, opensPane: opensPane)
    return true
  }

  private func gaveUp(_ guest: String) {
    guard let record = workspace.guest(guest) else { return }
    if !record.state.hasEnded { workspace.lose(guest) }
    awaitReturn(of: guest)
  }

  /// Others may boot a guest again that has ended.
  private func awaitReturn(of guest: String) {
    later(guest, lookPause) { connections in
      if !connections.tryToConnect(guest) { connections.awaitReturn(of: guest) }
    }
  }

  /// The last thing that was planned for a guest is what happens.
  private func later(
    _ guest: String, _ milliseconds: Int64, _ action: @escaping (GuestConnections) -> Void
  ) {
    if let timer = pauses[guest] { loop.cancel(timer) }
    pauses[guest] = loop.schedule(afterNanoseconds: milliseconds * 1_000_000) { [weak self] in
      guard let self else { return }
      pauses[guest] = nil
      action(self)
    }
  }

  private func received(_ event: PaneSourceEvent, from guest: String) {
    workspace.receive(event, from: guest, now: HostClock.monotonicMilliseconds)
    if case .disconnected = event {
      // Gone without a word of its end: it may be rebooting.
      if workspace.guest(guest)?.state == .lost {
        connectLater(guest)
      } else {
        awaitReturn(of: guest)
      }
    }
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
    workspace.awaitBoot(of: guest)
    connectLater(guest)
  }

  /// Boots another guest and shows it.
  func boot(_ words: String) {
    configuration.boot(words.split(separator: " ").map(String.init), loop) {
      [weak self] guest, complaint in
      guard let self else { return }
      guard let guest else {
        return workspace.say(complaint, now: HostClock.monotonicMilliseconds)
      }
      if workspace.guest(guest) == nil { workspace.awaitFirstConsole(of: guest) }
      connect(guest)
    }
  }

  /// Gives a line a pane that the guest wants to have one.
  func show(_ address: LineAddress) {
    if workspace.guest(address.guest) == nil { connect(address.guest) }
    workspace.show(address)
  }

  /// Connects to the guests that have come since. They get panes when the user opens some.
  func findNew() {
    for guest in configuration.findGuests() where workspace.guest(guest) == nil {
      connect(guest, opensPane: false)
    }
  }
}

extension HostClock {
  /// The time that the workspace counts in.
  static var monotonicMilliseconds: Int64 { monotonicNanoseconds() / 1_000_000 }
}
