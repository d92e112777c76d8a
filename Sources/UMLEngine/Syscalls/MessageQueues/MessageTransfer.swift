import LinuxABI

/// mq_timedsend(2) and mq_timedreceive(2).
enum MessageTransferSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.mqTimedsend, "mq_timedsend",
      [.descriptor, .address, .length, .integer, .address], send),
    .init(
      SyscallNumber.mqTimedreceive, "mq_timedreceive",
      [.descriptor, .address, .length, .address, .address], receive),
  ]

  /// MQ_PRIO_MAX.
  private static let priorities: UInt32 = 32768

  /// Until when a call waits.
  private struct Waiting: BlockedOperation {
    let deadline: UInt64?
  }

  /// When an absolute `struct timespec` of the real-time clock will be, as it was when the call was
  /// made; nil for NULL.
  private static func deadline(_ call: SyscallContext) throws(Errno) -> UInt64? {
    if let waiting = call.operation as? Waiting { return waiting.deadline }
    guard let address = call.optionalAddress(4) else { return nil }
    let time = try call.memory.readLayout(address, as: TimeSpec.self)
    guard time.isValid else { throw .invalidArgument }
    return call.kernel.clock.monotonicDeadline(time.totalNanoseconds, on: .realTime)
  }

  private static func block(
    _ call: inout SyscallContext, _ file: OpenFile, _ waiting: Waiting, on queue: WaitQueue
  ) throws(Errno) -> SyscallOutcome {
    guard !file.isNonBlocking else { throw .wouldBlock }
    if let deadline = waiting.deadline, deadline <= call.kernel.clock.monotonic {
      throw .timedOut
    }
    call.operation = waiting
    return .block(on: queue, until: waiting.deadline)
  }

  private static func send(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.uint32(3) < priorities else { throw .invalidArgument }
    let deadline = try deadline(call)
    let (file, queue) = try MessageQueueSyscalls.queue(call)
    guard file.isWritable else { throw .badFileDescriptor }
    guard call.word(2) <= UInt64(queue.messageSize) else { throw .messageTooLong }
    let text = try call.memory.read(call.address(1), count: Int(call.word(2)))
    guard !queue.isFull else {
      guard let room = queue.waitQueue(for: .output) else { throw .wouldBlock }
      return try block(&call, file, Waiting(deadline: deadline), on: room)
    }
    try queue.send(
      PosixMessageQueue.Message(priority: call.uint32(3), text: text), by: call.task,
      call.kernel.signals)
    return .value(0)
  }

  private static func receive(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let deadline = try deadline(call)
    let (file, queue) = try MessageQueueSyscalls.queue(call)
    guard file.isReadable else { throw .badFileDescriptor }
    guard call.word(2) >= UInt64(queue.messageSize) else { throw .messageTooLong }
    guard let message = queue.take() else {
      return try block(
        &call, file, Waiting(deadline: deadline), on: queue.receivers)
    }
    try call.memory.write(message.text, to: call.address(1))
    if let address = call.optionalAddress(3) {
      try call.memory.writeInteger(message.priority, to: address)
    }
    return .value(message.text.count)
  }
}
