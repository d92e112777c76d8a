import LinuxABI

/// Who waits for futexes that hand themselves over: FUTEX_LOCK_PI and its relatives. See futex(2).
///
/// Their words hold thread numbers of the guest, so the host cannot serve them. Priorities are not
/// inherited: the host schedules all alike.
final class PriorityFutexes {
  /// A futex: in one process's memory, or in a file or shared memory that several map.
  enum Key: Hashable {
    case own(ObjectIdentifier, UInt64)
    case shared(HostFileKey, UInt64)
  }

  /// A waiting call; it leaves the queue however it ends.
  final class Waiter: BlockedOperation {
    let key: Key
    let task: Task
    let deadline: UInt64?
    private unowned let futexes: PriorityFutexes

    fileprivate init(
      _ futexes: PriorityFutexes, _ key: Key, _ task: Task, until deadline: UInt64?
    ) {
      self.futexes = futexes
      self.key = key
      self.task = task
      self.deadline = deadline
    }

    deinit { futexes.leave(self) }
  }

  /// Woken when any of them is handed over, or its owner ends.
  let queue = WaitQueue()
  /// In the order they came.
  private var waiters: [Key: [ObjectIdentifier: (order: UInt64, task: Task)]] = [:]
  private var lastOrder: UInt64 = 0

  func wait(for key: Key, _ task: Task, until deadline: UInt64?) -> Waiter {
    let waiter = Waiter(self, key, task, until: deadline)
    lastOrder += 1
    waiters[key, default: [:]][ObjectIdentifier(waiter)] = (lastOrder, task)
    return waiter
  }

  private func leave(_ waiter: Waiter) {
    waiters[waiter.key]?[ObjectIdentifier(waiter)] = nil
    if waiters[waiter.key]?.isEmpty == true { waiters[waiter.key] = nil }
  }

  func count(of key: Key) -> Int { waiters[key]?.count ?? 0 }

  /// Who has waited longest.
  func first(of key: Key) -> Task? {
    waiters[key]?.values.min { $0.order < $1.order }?.task
  }
}
