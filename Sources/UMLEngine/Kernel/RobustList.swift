import LinuxABI

/// The futexes a thread holds when it ends: each is marked, so that the next owner knows.
/// See get_robust_list(2).
///
/// The host cannot do it: the words hold the guest's thread numbers.
struct RobustList {
  /// As Linux: a list that is longer is a loop.
  private static let limit = 2048

  private let task: Task
  private let memory: GuestMemory

  init(_ task: Task) {
    self.task = task
    memory = task.memory
  }

  /// Marks every futex of the list; what cannot be read ends the walk. Returns those somebody waits
  /// for: one waiter of each is to be woken, and only the host can do that.
  func release() -> [GuestAddress] {
    let head = task.robustList
    guard head.value != 0 else { return [] }
    task.robustList = GuestAddress(0)
    guard let list = try? memory.readLayout(head, as: RobustListLayout.self) else { return [] }
    let offset = UInt64(bitPattern: list.futexOffset)
    // The lowest bit of an entry says that its futex inherits priorities, which ours do not.
    let pending = list.pending & ~1
    var entry = list.first & ~1
    var awaited: [GuestAddress] = []
    var count = 0
    while entry != head.value, count < Self.limit {
      if entry != pending { mark(entry &+ offset, &awaited) }
      guard let next: UInt64 = try? memory.readInteger(GuestAddress(entry)) else { break }
      entry = next & ~1
      count += 1
    }
    if pending != 0 { mark(pending &+ offset, isPending: true, &awaited) }
    return awaited
  }

  private func mark(_ address: UInt64, isPending: Bool = false, _ awaited: inout [GuestAddress]) {
    let place = GuestAddress(address)
    guard let value = try? memory.readInteger(place, as: UInt32.self) else { return }
    // It was unlocked already, but whoever was to be told may not have been.
    if isPending && value == 0 { return awaited.append(place) }
    guard value & FutexWord.threadIDMask == UInt32(bitPattern: task.tid) else { return }
    let marked = (value & FutexWord.waiters) | FutexWord.ownerDied
    guard (try? memory.writeInteger(marked, to: place)) != nil else { return }
    if value & FutexWord.waiters != 0 { awaited.append(place) }
  }
}
