/// Deadlines of the kernel, on the monotonic clock: sleeping calls, alarms, timer descriptors.
///
/// A binary heap; cancelled entries stay until their time comes, which keeps cancelling cheap.
final class TimerQueue {
  /// One pending deadline; keep it to cancel it.
  final class Entry {
    let deadline: UInt64
    fileprivate let sequence: UInt64
    fileprivate var action: (() -> Void)?

    fileprivate init(deadline: UInt64, sequence: UInt64, action: @escaping () -> Void) {
      self.deadline = deadline
      self.sequence = sequence
      self.action = action
    }

    func cancel() { action = nil }
  }

  private var heap: [Entry] = []
  private var nextSequence: UInt64 = 0
  /// Called with the earliest deadline whenever that has become an earlier one, and after firing.
  var onEarliest: (UInt64) -> Void = { _ in }

  /// The earliest pending deadline in nanoseconds of the monotonic clock.
  var nextDeadline: UInt64? {
    while let first = heap.first, first.action == nil { removeFirst() }
    return heap.first?.deadline
  }

  /// Runs `action` once on the kernel's thread when the monotonic clock reaches `deadline` nanoseconds.
  @discardableResult
  func schedule(at deadline: UInt64, _ action: @escaping () -> Void) -> Entry {
    nextSequence += 1
    let entry = Entry(deadline: deadline, sequence: nextSequence, action: action)
    heap.append(entry)
    siftUp(heap.count - 1)
    if heap[0] === entry { onEarliest(deadline) }
    return entry
  }

  /// Runs every action whose deadline has come, in order of deadline, then of scheduling.
  func fire(now: UInt64) {
    while let first = heap.first, first.deadline <= now {
      removeFirst()
      first.action?()
      first.action = nil
    }
    if let nextDeadline { onEarliest(nextDeadline) }
  }

  private func precedes(_ a: Entry, _ b: Entry) -> Bool {
    (a.deadline, a.sequence) < (b.deadline, b.sequence)
  }

  private func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    siftDown(0)
  }

  private func siftUp(_ start: Int) {
    var index = start
    while index > 0 {
      let parent = (index - 1) / 2
      guard precedes(heap[index], heap[parent]) else { return }
      heap.swapAt(index, parent)
      index = parent
    }
  }

  private func siftDown(_ start: Int) {
    var index = start
    while true {
      var smallest = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < heap.count && precedes(heap[child], heap[smallest]) {
        smallest = child
      }
      guard smallest != index else { return }
      heap.swapAt(index, smallest)
      index = smallest
    }
  }
}
