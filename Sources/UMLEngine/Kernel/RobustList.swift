import LinuxABI

/// The futexes a thread holds when it ends: each is marked, so that the next owner knows. See get_robust_list(2).
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

  /// Marks every futex of the list. What cannot be read ends the walk.
  func release() {
    let head = task.robustList
    guard head.value != 0 else { return }
    task.robustList = GuestAddress(0)
    guard let first = word(head), let offset = word(head.advanced(by: 8)),
      let pending = word(head.advanced(by: 16))
    else { return }
    var entry = first & ~1
    var count = 0
    while entry != head.value, count < Self.limit {
      if entry != pending & ~1 { mark(entry &+ offset) }
      guard let next = word(GuestAddress(entry)) else { return }
      entry = next & ~1
      count += 1
    }
    if pending & ~1 != 0 { mark((pending & ~1) &+ offset) }
  }

  private func mark(_ address: UInt64) {
    let place = GuestAddress(address)
    guard let value = try? memory.readInteger(place, as: UInt32.self),
      value & FutexWord.threadIDMask == UInt32(bitPattern: task.tid)
    else { return }
    let marked = (value & FutexWord.waiters) | FutexWord.ownerDied
    try? memory.writeInteger(marked, to: place)
  }

  private func word(_ address: GuestAddress) -> UInt64? {
    try? memory.readInteger(address)
  }
}
