import LinuxABI

/// Waits for a loop's busiest descriptor by the call that also reads it. While the wait is direct
/// the loop does not ask epoll, which saves a host call for each event; a ``LoopWatcher`` looks
/// after the loop's other descriptors.
final class DirectWait {
  /// So many turns in a row that found nothing but the busy descriptor make the wait direct. Going
  /// there and back costs about ten turns of epoll.
  static let threshold = 16

  let token: EventToken
  /// Waits for one event and handles it; false when other descriptors are to be looked at first.
  let receive: () -> Bool
  private let makeWatcher: () throws(Errno) -> LoopWatcher
  private var watcher: LoopWatcher?
  private var turns = 0
  private(set) var isActive = false

  init(
    _ token: EventToken, receive: @escaping () -> Bool,
    makeWatcher: @escaping () throws(Errno) -> LoopWatcher
  ) {
    self.token = token
    self.receive = receive
    self.makeWatcher = makeWatcher
  }

  /// What a turn has found.
  ///
  /// - Returns: whether it is time to `start()`.
  func count(isAlone: Bool) -> Bool {
    turns = isAlone ? turns + 1 : 0
    return turns >= Self.threshold
  }

  /// The wait is direct from now on. The loop must not watch the busy descriptor any more.
  ///
  /// - Returns: false when the host has no thread for the watcher: the loop stays as it is.
  func start() -> Bool {
    turns = 0
    if watcher == nil { watcher = try? makeWatcher() }
    watcher?.arm()
    isActive = watcher != nil
    return isActive
  }

  func stop() {
    isActive = false
    watcher?.disarm()
  }
}
