import UMLHost

/// Deadlines of the kernel, on the monotonic clock: sleeping calls, alarms, timer descriptors.
///
/// Time is told, so that tests can hold it; the kernel has one timer of its loop for all of them.
final class TimerQueue {
  /// One pending deadline; keep it to cancel it.
  struct Entry {
    /// Nanoseconds of the monotonic clock.
    let deadline: UInt64
    fileprivate let token: TimerToken
    fileprivate unowned let queue: TimerQueue

    func cancel() { queue.heap.cancel(token) }
  }

  private var heap = TimerHeap()
  /// Called with the earliest deadline whenever that has become an earlier one, and after firing.
  var onEarliest: (UInt64) -> Void = { _ in }

  /// The earliest pending deadline in nanoseconds of the monotonic clock.
  var nextDeadline: UInt64? { heap.earliestDeadline.map { UInt64($0) } }

  var count: Int { heap.count }

  /// Runs `action` once on the kernel's thread when the monotonic clock reaches `deadline`
  /// nanoseconds.
  @discardableResult
  func schedule(at deadline: UInt64, _ action: @escaping () -> Void) -> Entry {
    let earliest = nextDeadline
    let token = heap.insert(deadline: Int64(clamping: deadline), handler: action)
    if deadline < earliest ?? .max { onEarliest(deadline) }
    return Entry(deadline: deadline, token: token, queue: self)
  }

  /// Runs every action whose deadline has come, in order of deadline, then of scheduling. What an
  /// action schedules waits for the next time.
  func fire(now: UInt64) {
    for timer in heap.takeDue(now: Int64(clamping: now)) { heap.take(timer)?() }
    if let nextDeadline { onEarliest(nextDeadline) }
  }
}
