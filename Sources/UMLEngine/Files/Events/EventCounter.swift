import LinuxABI

/// A number that writers add to and readers take from. See eventfd(2).
final class EventCounter: EventObject {
  private static let maximum = UInt64.max - 1

  private var count: UInt64
  private let isSemaphore: Bool
  private let queues = ReadinessQueues()

  init(count: UInt32, isSemaphore: Bool) {
    self.count = UInt64(count)
    self.isSemaphore = isSemaphore
  }

  func status() throws(Errno) -> FileStatus { .event }

  /// Eight bytes: everything, or one of a semaphore. EINVAL for a shorter buffer, EAGAIN at zero.
  func read(
    _ destination: inout ReadDestination, at position: Int64, _ file: OpenFile
  ) throws(Errno) -> Int {
    guard destination.remaining >= 8 else { throw .invalidArgument }
    guard count > 0 else { throw .wouldBlock }
    let value = isSemaphore ? 1 : count
    let size = try destination.put(integer: value)
    count -= value
    queues.wakeOutput()
    return size
  }

  /// Adds eight bytes' worth. EINVAL for a shorter buffer or the largest number there is, EAGAIN
  /// when the sum would pass the one before it.
  func write(
    _ source: inout WriteSource, at position: Int64, _ file: OpenFile
  ) throws(Errno) -> Int {
    guard source.remaining >= 8 else { throw .invalidArgument }
    let bytes = try source.take(8)
    guard bytes.count == 8 else { throw .badAddress }
    let value: UInt64 = ByteReader.load(bytes, at: 0)
    guard value <= Self.maximum else { throw .invalidArgument }
    guard value <= Self.maximum - count else { throw .wouldBlock }
    count += value
    if value > 0 { queues.wakeInput() }
    return 8
  }

  func readiness() -> PollEvents {
    var events: PollEvents = []
    if count > 0 { events.insert(.input) }
    if count < Self.maximum { events.insert(.output) }
    return events
  }

  func waitQueue(for events: PollEvents) -> WaitQueue? { queues.queue(for: events) }
}

extension ReadDestination {
  /// Puts one integer in the guest's byte order; returns its size.
  mutating func put<Value: FixedWidthInteger>(integer value: Value) throws(Errno) -> Int {
    var writer = ByteWriter(capacity: MemoryLayout<Value>.size)
    writer.write(value)
    return try put(writer.bytes)
  }
}
