import CHost
import Glibc
public import LinuxABI

/// Waits for descriptors and timers on one thread and calls their handlers.
///
/// Owned by the thread that runs it and deliberately not Sendable: other threads reach it through
/// a `Mailbox`, or wake it through its `waker`. One turn is one `epoll_wait` for a batch of
/// events, then one call per event found by its slot in an array. Handlers may add, change and
/// remove registrations, their own too; an event of a registration removed earlier in the same
/// batch is dropped.
public final class EventLoop {
  /// Called with what happened.
  public typealias Handler = (EventSet) -> Void

  private struct Slot {
    var generation: UInt32
    var fd: Int32
    var interest: EventSet
    var handler: Handler?
    /// epoll refuses regular files, which are always ready.
    var isAlwaysReady: Bool
  }

  private static let batchSize = 64
  /// What comes with the alarm's event; no token has this generation.
  private static let alarmData: UInt64 = 0

  private let epoll: HostDescriptor
  private let batch: UnsafeMutablePointer<epoll_event>
  private var slots: [Slot] = []
  private var freeSlots: [UInt32] = []
  private var alwaysReady: [EventToken] = []
  private var timers = TimerHeap()
  private var alarm: DeadlineAlarm
  private var isDispatching = false
  private var directWait: DirectWait?

  /// Wakes or stops the loop from any thread.
  public let waker: LoopWaker

  public init() throws(Errno) {
    epoll = HostDescriptor(try hostCall { epoll_create1(Int32(EPOLL_CLOEXEC)) })
    waker = try LoopWaker()
    alarm = try DeadlineAlarm()
    batch = .allocate(capacity: Self.batchSize)
    let waker = waker
    _ = try add(waker.descriptor.rawValue, .readable) { _ in waker.drain() }
    let result = chost_epoll_control(
      epoll.rawValue, EPOLL_CTL_ADD, alarm.rawValue, EventSet.readable.rawValue, Self.alarmData)
    guard result == 0 else { throw Errno(rawValue: -result) }
  }

  deinit {
    batch.deallocate()
  }

  // MARK: Registrations

  /// Watches a descriptor, which must stay open until `remove`.
  ///
  /// - Throws: `.fileExists` when the descriptor is registered already.
  public func add(
    _ fd: Int32, _ interest: EventSet, handler: @escaping Handler
  ) throws(Errno) -> EventToken {
    let token = takeSlot(fd, interest, handler)
    let result = chost_epoll_control(
      epoll.rawValue, EPOLL_CTL_ADD, fd, interest.rawValue, token.packed)
    switch -result {
    case 0: break
    case EPERM:
      slots[Int(token.index)].isAlwaysReady = true
      alwaysReady.append(token)
    default:
      freeSlot(token.index)
      throw Errno(rawValue: -result)
    }
    return token
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
    let loop = epoll.rawValue
    directWait = DirectWait(token, receive: receive) { () throws(Errno) in
      try LoopWatcher(of: loop, ThreadInterruption())
    }
    return token
  }

  /// Changes what a registration waits for; also rearms a `.oneShot`.
  public func modify(_ token: EventToken, _ interest: EventSet) throws(Errno) {
    guard isValid(token) else { throw .noSuchFileOrDirectory }
    let index = Int(token.index)
    let isUnchanged = slots[index].interest == interest && !interest.contains(.edgeTriggered)
    slots[index].interest = interest
    // An edge-triggered registration is rearmed by saying the same again.
    if slots[index].isAlwaysReady || isUnchanged { return }
    let fd = slots[index].fd
    _ = try shimCall {
      chost_epoll_control(epoll.rawValue, EPOLL_CTL_MOD, fd, interest.rawValue, token.packed)
    }
  }

  /// Ends a registration. Nothing happens if it has ended already. Call it before closing.
  public func remove(_ token: EventToken) {
    guard isValid(token) else { return }
    if token == directWait?.token { directWait = nil }
    let slot = slots[Int(token.index)]
    if slot.isAlwaysReady {
      alwaysReady.removeAll { $0 == token }
    } else {
      // May fail when the descriptor was closed first; then the kernel has removed it.
      _ = chost_epoll_control(epoll.rawValue, EPOLL_CTL_DEL, slot.fd, 0, 0)
    }
    freeSlot(token.index)
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
      if waits, alwaysReady.isEmpty, receive(by: directWait) { return 1 }
      directWait.stop()
      try? modify(directWait.token, .readable)
    }
    let ready = alwaysReady.isEmpty ? 0 : dispatchAlwaysReady()
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
    let limit = timers.horizon
    var called = 0
    while let handler = timers.takeDue(now: now, below: limit) {
      handler()
      called += 1
    }
    if let next = timers.earliestDeadline { alarm.set(next) }
    return called
  }

  private func dispatch(waits: Bool) -> Int {
    precondition(!isDispatching, "a handler must not run its own loop")
    let count = chost_epoll_wait(epoll.rawValue, batch, Int32(Self.batchSize), waits ? -1 : 0)
    // EINTR: a turn that found nothing. Everything else is a broken loop.
    guard count > 0 else {
      precondition(count == 0 || count == -EINTR, "epoll_wait failed")
      return 0
    }
    isDispatching = true
    defer { isDispatching = false }
    var called = 0
    for position in 0..<Int(count) {
      let data = chost_epoll_data(batch + position)
      guard data != Self.alarmData else {
        alarm.hasGoneOff = true
        continue
      }
      let index = Int(truncatingIfNeeded: data & 0xffff_ffff)
      guard slots[index].generation == UInt32(truncatingIfNeeded: data >> 32),
        let handler = slots[index].handler
      else { continue }
      handler(EventSet(rawValue: batch[position].events))
      called += 1
    }
    if waits, let directWait { consider(directWait, count: Int(count)) }
    return called
  }

  /// Makes the wait direct once its descriptor has long been the only busy one.
  private func consider(_ directWait: DirectWait, count: Int) {
    let index = Int(truncatingIfNeeded: chost_epoll_data(batch) & 0xffff_ffff)
    let isAlone = count == 1 && index == Int(directWait.token.index)
    guard directWait.count(isAlone: isAlone) else { return }
    // First: a call that waits now is none of the watcher's business.
    try? modify(directWait.token, [])
    if !directWait.start() { try? modify(directWait.token, .readable) }
  }

  private func dispatchAlwaysReady() -> Int {
    isDispatching = true
    defer { isDispatching = false }
    var called = 0
    for token in alwaysReady where isValid(token) {
      let slot = slots[Int(token.index)]
      let events = slot.interest.intersection([.readable, .writable])
      guard !events.isEmpty, let handler = slot.handler else { continue }
      if slot.interest.contains(.oneShot) { slots[Int(token.index)].interest = [] }
      handler(events)
      called += 1
    }
    return called
  }

  // MARK: Slots

  private func isValid(_ token: EventToken) -> Bool {
    let index = Int(token.index)
    return index < slots.count && slots[index].generation == token.generation
      && slots[index].handler != nil
  }

  private func takeSlot(
    _ fd: Int32, _ interest: EventSet, _ handler: @escaping Handler
  ) -> EventToken {
    guard let index = freeSlots.popLast() else {
      slots.append(
        Slot(generation: 1, fd: fd, interest: interest, handler: handler, isAlwaysReady: false))
      return EventToken(index: UInt32(slots.count - 1), generation: 1)
    }
    let generation = slots[Int(index)].generation
    slots[Int(index)] = Slot(
      generation: generation, fd: fd, interest: interest, handler: handler, isAlwaysReady: false)
    return EventToken(index: index, generation: generation)
  }

  private func freeSlot(_ index: UInt32) {
    // A new generation, so that what is still in the batch finds nobody.
    slots[Int(index)].generation &+= 1
    slots[Int(index)].handler = nil
    freeSlots.append(index)
  }
}
