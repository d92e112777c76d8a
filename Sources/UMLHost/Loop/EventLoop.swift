public import LinuxABI

/// Waits for descriptors and timers on one thread and calls their handlers.
///
/// Owned by the thread that runs it and deliberately not Sendable: other threads reach it through
/// a `Mailbox`, or wake it through its `waker`. One turn is one `epoll_wait` for a batch of
/// events, then one call per event. Handlers may add, change and remove registrations, their own
/// too; an event of a registration removed earlier in the same batch is dropped.
public final class EventLoop {
  /// Called with what happened.
  public typealias Handler = (EventSet) -> Void

  private var descriptors: EpollSet
  private var timers = TimerHeap()
  private var alarm: DeadlineAlarm
  private var isDispatching = false
  private var directWait: DirectWait?

  /// Wakes or stops the loop from any thread.
  public let waker: LoopWaker

  /// - Throws: what the host lacks: descriptors or memory.
  public init() throws(Errno) {
    descriptors = try EpollSet()
    waker = try LoopWaker()
    alarm = try DeadlineAlarm()
    try descriptors.add(alarm)
    let waker = waker
    _ = try add(waker.descriptor.rawValue, .readable) { _ in waker.drain() }
  }

  // MARK: Registrations

  /// Watches a descriptor, which must stay open until `remove`.
  ///
  /// - Throws: `.fileExists` when the descriptor is registered already.
  public func add(
    _ fd: Int32, _ interest: EventSet, handler: @escaping Handler
  ) throws(Errno) -> EventToken {
    try descriptors.add(fd, interest, handler)
  }

  /// Watches the descriptor that most events will be of, which must stay open until `remove`; one
  /// of a loop can be such. `receive` waits for an event of the descriptor and handles it;
  /// interrupted by ``ThreadInterruption`` it returns false. `handler` is called with what epoll
  /// found.
  ///
  /// - Throws: `.fileExists` when the descriptor is registered already.
  public func add(
    _ fd: Int32, receive: @escaping () -> Bool, handler: @escaping Handler
  ) throws(Errno) -> EventToken {
    precondition(directWait == nil, "the loop has a descriptor like that")
    let token = try add(fd, .readable, handler: handler)
    let loop = descriptors.rawValue
    directWait = DirectWait(token, receive: receive) { () throws(Errno) in
      try LoopWatcher(of: loop, ThreadInterruption())
    }
    return token
  }

  /// Changes what a registration waits for; also rearms a `.oneShot`.
  public func modify(_ token: EventToken, _ interest: EventSet) throws(Errno) {
    try descriptors.modify(token, interest)
  }

  /// Ends a registration. Nothing happens if it has ended already. Call it before closing.
  public func remove(_ token: EventToken) {
    if token == directWait?.token { directWait = nil }
    descriptors.remove(token)
  }

  // MARK: Timers

  /// Calls the handler once, when the monotonic clock has reached a time in nanoseconds.
  @discardableResult
  public func schedule(at deadline: Int64, handler: @escaping () -> Void) -> TimerToken {
    alarm.set(deadline)
    return timers.insert(deadline: deadline, handler: handler)
  }

  /// Calls the handler once, after a time from now.
  @discardableResult
  public func schedule(
    afterNanoseconds delay: Int64, handler: @escaping () -> Void
  ) -> TimerToken {
    schedule(at: HostClock.monotonicNanoseconds() &+ max(0, delay), handler: handler)
  }

  /// Forgets a timer. Nothing happens if it has fired already.
  public func cancel(_ timer: TimerToken) {
    timers.cancel(timer)
  }

  // MARK: Turns

  /// Runs turns until `stop()` is called, by a handler or through the waker.
  public func run() {
    while !waker.isStopped { runOnce() }
  }

  /// Makes `run()` return after the current turn.
  public func stop() {
    waker.stop()
  }

  /// One turn: waits until something happens or the monotonic clock reaches the deadline.
  ///
  /// - Returns: the number of handlers called.
  @discardableResult
  public func runOnce(until deadline: Int64? = nil) -> Int {
    if let deadline {
      guard deadline > 0 else { return pollNow() }
      alarm.set(deadline)
    }
    return turn(waits: true)
  }

  /// One turn with a time to wait at most, from now.
  @discardableResult
  public func runOnce(timeoutNanoseconds: Int64) -> Int {
    if timeoutNanoseconds <= 0 { return pollNow() }
    return runOnce(until: HostClock.monotonicNanoseconds() &+ timeoutNanoseconds)
  }

  /// One turn without waiting.
  @discardableResult
  public func pollNow() -> Int {
    turn(waits: false)
  }

  private func turn(waits: Bool) -> Int {
    if let directWait, directWait.isActive {
      if waits, descriptors.alwaysReady.isEmpty, receive(by: directWait) { return 1 }
      directWait.stop()
      try? modify(directWait.token, .readable)
    }
    let ready = descriptors.alwaysReady.isEmpty ? 0 : dispatchAlwaysReady()
    let called = ready + dispatch(waits: waits && ready == 0)
    // Whoever waits is woken by the alarm; until it goes off nobody needs to know what time it is.
    guard alarm.hasGoneOff || !waits else { return called }
    return called + fireTimers()
  }

  private func receive(by directWait: DirectWait) -> Bool {
    isDispatching = true
    defer { isDispatching = false }
    return directWait.receive()
  }

  private func fireTimers() -> Int {
    if alarm.hasGoneOff { alarm.acknowledge() }
    guard !timers.isEmpty else { return 0 }
    let now = HostClock.monotonicNanoseconds()
    // A timer set by a handler waits for the next turn, or a busy one would starve descriptors.
    var called = 0
    for timer in timers.takeDue(now: now) {
      guard let handler = timers.take(timer) else { continue }
      handler()
      called += 1
    }
    if let next = timers.earliestDeadline { alarm.set(next) }
    return called
  }

  private func dispatch(waits: Bool) -> Int {
    precondition(!isDispatching, "a handler must not run its own loop")
    let count = descriptors.fetch(waits: waits)
    isDispatching = true
    defer { isDispatching = false }
    var called = 0
    for position in 0..<count {
      switch descriptors.event(position) {
      case .ready(let handler, let events):
        handler(events)
        called += 1
      case .alarm: alarm.hasGoneOff = true
      case .stale: break
      }
    }
    if waits, count > 0, let directWait { consider(directWait, count: count) }
    return called
  }

  /// Makes the wait direct once its descriptor has long been the only busy one.
  private func consider(_ directWait: DirectWait, count: Int) {
    let isAlone = count == 1 && descriptors.beginsBatch(directWait.token)
    guard directWait.count(isAlone: isAlone) else { return }
    // First: a call that waits now is none of the watcher's business.
    try? modify(directWait.token, [])
    if !directWait.start() { try? modify(directWait.token, .readable) }
  }

  private func dispatchAlwaysReady() -> Int {
    isDispatching = true
    defer { isDispatching = false }
    var called = 0
    for token in descriptors.alwaysReady {
      guard let (handler, events) = descriptors.takeAlwaysReady(token) else { continue }
      handler(events)
      called += 1
    }
    return called
  }
}
