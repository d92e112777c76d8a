import CHost
import Glibc
import LinuxABI

/// The descriptors an ``EventLoop`` watches, and whom it calls. See epoll(7).
///
/// Each has a slot in an array. A slot that is used again has another generation, so that the token
/// of an earlier registration, and an event of it that is still in the batch, find nobody.
struct EpollSet: ~Copyable {
  private struct Slot {
    var generation: UInt32
    var fd: Int32
    var interest: EventSet
    var handler: EventLoop.Handler?
    /// epoll refuses regular files, which are always ready.
    var isAlwaysReady = false
  }

  private static let batchSize = 64
  /// What comes with the alarm's event; no token has this generation.
  private static let alarmData: UInt64 = 0

  private let epoll: HostDescriptor
  private let batch: UnsafeMutablePointer<epoll_event>
  private var slots: [Slot] = []
  private var freeSlots: [UInt32] = []
  /// Registrations that the host does not watch.
  private(set) var alwaysReady: [EventToken] = []

  init() throws(Errno) {
    epoll = HostDescriptor(try hostCall { epoll_create1(Int32(EPOLL_CLOEXEC)) })
    batch = .allocate(capacity: Self.batchSize)
  }

  deinit { batch.deallocate() }

  /// The set's own descriptor, which is readable when one of them is ready.
  var rawValue: Int32 { epoll.rawValue }

  // MARK: Registrations

  mutating func add(
    _ fd: Int32, _ interest: EventSet, _ handler: @escaping EventLoop.Handler
  ) throws(Errno) -> EventToken {
    let token = takeSlot(fd, interest, handler)
    do throws(Errno) {
      try control(EPOLL_CTL_ADD, fd, interest, token.packed)
    } catch {
      guard error == .notPermitted else {
        freeSlot(token.index)
        throw error
      }
      slots[Int(token.index)].isAlwaysReady = true
      alwaysReady.append(token)
    }
    return token
  }

  /// Has the loop's alarm reported as ``Event/alarm``.
  func add(_ alarm: borrowing DeadlineAlarm) throws(Errno) {
    try control(EPOLL_CTL_ADD, alarm.rawValue, .readable, Self.alarmData)
  }

  mutating func modify(_ token: EventToken, _ interest: EventSet) throws(Errno) {
    guard contains(token) else { throw .noSuchFileOrDirectory }
    let slot = slots[Int(token.index)]
    slots[Int(token.index)].interest = interest
    // An edge-triggered registration is rearmed by saying the same again.
    let isUnchanged = slot.interest == interest && !interest.contains(.edgeTriggered)
    if slot.isAlwaysReady || isUnchanged { return }
    try control(EPOLL_CTL_MOD, slot.fd, interest, token.packed)
  }

  /// Nothing happens when it has ended already.
  mutating func remove(_ token: EventToken) {
    guard contains(token) else { return }
    let slot = slots[Int(token.index)]
    if slot.isAlwaysReady {
      alwaysReady.removeAll { $0 == token }
    } else {
      // Fails when the descriptor was closed first; then the host has removed it.
      try? control(EPOLL_CTL_DEL, slot.fd, [], 0)
    }
    freeSlot(token.index)
  }

  private func control(
    _ operation: Int32, _ fd: Int32, _ interest: EventSet, _ data: UInt64
  ) throws(Errno) {
    _ = try shimCall {
      chost_epoll_control(epoll.rawValue, operation, fd, interest.rawValue, data)
    }
  }

  // MARK: Events

  enum Event {
    case alarm
    case ready(EventLoop.Handler, EventSet)
    /// Of a registration that ended after the event was fetched.
    case stale
  }

  /// Fetches a batch of events, and waits for one where `waits` says so.
  ///
  /// - Returns: how many there are; none after an interruption by a signal.
  func fetch(waits: Bool) -> Int {
    let count = chost_epoll_wait(epoll.rawValue, batch, Int32(Self.batchSize), waits ? -1 : 0)
    precondition(count >= 0 || count == -EINTR, "epoll_wait failed")
    return max(0, Int(count))
  }

  /// An event of the batch.
  func event(_ position: Int) -> Event {
    let data = chost_epoll_data(batch + position)
    guard data != Self.alarmData else { return .alarm }
    let slot = slots[Self.slotIndex(data)]
    guard slot.generation == UInt32(truncatingIfNeeded: data >> 32), let handler = slot.handler
    else { return .stale }
    return .ready(handler, EventSet(rawValue: batch[position].events))
  }

  /// Whether the first event of the batch is one of this registration.
  func beginsBatch(_ token: EventToken) -> Bool {
    chost_epoll_data(batch) == token.packed
  }

  /// What an always ready registration is ready for; nil when nobody asks.
  mutating func takeAlwaysReady(_ token: EventToken) -> (EventLoop.Handler, EventSet)? {
    guard contains(token) else { return nil }
    let slot = slots[Int(token.index)]
    let events = slot.interest.intersection([.readable, .writable])
    guard !events.isEmpty, let handler = slot.handler else { return nil }
    if slot.interest.contains(.oneShot) { slots[Int(token.index)].interest = [] }
    return (handler, events)
  }

  // MARK: Slots

  private static func slotIndex(_ data: UInt64) -> Int {
    Int(truncatingIfNeeded: data & 0xffff_ffff)
  }

  private func contains(_ token: EventToken) -> Bool {
    let index = Int(token.index)
    return index < slots.count && slots[index].generation == token.generation
      && slots[index].handler != nil
  }

  private mutating func takeSlot(
    _ fd: Int32, _ interest: EventSet, _ handler: @escaping EventLoop.Handler
  ) -> EventToken {
    guard let index = freeSlots.popLast() else {
      slots.append(Slot(generation: 1, fd: fd, interest: interest, handler: handler))
      return EventToken(index: UInt32(slots.count - 1), generation: 1)
    }
    let generation = slots[Int(index)].generation
    slots[Int(index)] = Slot(
      generation: generation, fd: fd, interest: interest, handler: handler)
    return EventToken(index: index, generation: generation)
  }

  private mutating func freeSlot(_ index: UInt32) {
    slots[Int(index)].generation &+= 1
    slots[Int(index)].handler = nil
    freeSlots.append(index)
  }
}
