/// Things to be done at given times, the earliest on top. Has no clock of its own.
///
/// Cancelled timers stay in the heap without a handler until they surface or are too many.
public struct TimerHeap {
  private struct Entry {
    let deadline: Int64
    let number: UInt64

    func precedes(_ other: Entry) -> Bool {
      (deadline, number) < (other.deadline, other.number)
    }
  }

  private var heap: [Entry] = []
  private var handlers: [UInt64: () -> Void] = [:]
  private var nextNumber: UInt64 = 1

  public init() {}

  public var isEmpty: Bool { handlers.isEmpty }
  public var count: Int { handlers.count }

  /// When the next handler is due, in nanoseconds; nil when there is none.
  public var earliestDeadline: Int64? {
    mutating get {
      dropCancelled()
      return heap.first?.deadline
    }
  }

  /// Adds a handler for a time in nanoseconds.
  public mutating func insert(deadline: Int64, handler: @escaping () -> Void) -> TimerToken {
    let number = nextNumber
    nextNumber += 1
    handlers[number] = handler
    heap.append(Entry(deadline: deadline, number: number))
    siftUp(heap.count - 1)
    return TimerToken(number: number)
  }

  /// Forgets a handler. Nothing happens if it was taken already.
  public mutating func cancel(_ timer: TimerToken) {
    guard handlers.removeValue(forKey: timer.number) != nil else { return }
    if heap.count > 2 * handlers.count + 32 { rebuild() }
  }

  /// Takes the timers that are due out of the order, and returns them, the earliest first. What is
  /// scheduled from now on waits for the next time, however early it is to be. Cancelled ones may be
  /// among them: ``take(_:)`` gives the handlers.
  public mutating func takeDue(now: Int64) -> [TimerToken] {
    var due: [TimerToken] = []
    while let first = heap.first, first.deadline <= now {
      removeFirst()
      due.append(TimerToken(number: first.number))
    }
    return due
  }

  /// Removes and returns the handler of a timer that was due; nil when it has been cancelled since.
  public mutating func take(_ timer: TimerToken) -> (() -> Void)? {
    handlers.removeValue(forKey: timer.number)
  }

  private mutating func dropCancelled() {
    while let first = heap.first, handlers[first.number] == nil { removeFirst() }
  }

  private mutating func removeFirst() {
    let last = heap.removeLast()
    guard !heap.isEmpty else { return }
    heap[0] = last
    siftDown(0)
  }

  private mutating func rebuild() {
    heap.removeAll { handlers[$0.number] == nil }
    heap.sort { $0.precedes($1) }
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown(_ start: Int) {
    var parent = start
    while true {
      var smallest = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].precedes(heap[smallest]) {
        smallest = child
      }
      guard smallest != parent else { return }
      heap.swapAt(parent, smallest)
      parent = smallest
    }
  }
}
