import LinuxABI

/// poll(2) and ppoll(2).
enum PollSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.poll, "poll", [.address, .length, .integer], poll),
    .init(
      SyscallNumber.ppoll, "ppoll", [.address, .length, .address, .address, .length], ppoll),
  ]

  /// Waits until a descriptor is ready, or for so many milliseconds. See poll(2).
  static func poll(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    var operation: PollOperation
    if let earlier = call.operation as? PollOperation {
      operation = earlier
    } else {
      let timeout = WaitTimeout(milliseconds: call.int32(2), from: call.kernel.clock.monotonic)
      operation = PollOperation(entries: try readEntries(call), timeout: timeout)
    }
    return try wait(&operation, &call)
  }

  /// The same with nanoseconds, and a signal mask for the time of the wait.
  static func ppoll(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    var operation: PollOperation
    if let earlier = call.operation as? PollOperation {
      operation = earlier
    } else {
      let timeout = try call.timeout(2)
      let mask = try call.signalMask(at: call.address(3), size: call.word(4))
      operation = PollOperation(entries: try readEntries(call), timeout: timeout, mask: mask)
    }
    let outcome = try call.wait(under: operation.mask) { call throws(Errno) in
      try wait(&operation, &call)
    }
    if case .value = outcome { operation.interrupted(call) }
    return outcome
  }

  private static func readEntries(_ call: SyscallContext) throws(Errno) -> [PollEntry] {
    let count = UInt64(call.uint32(1))
    guard count <= call.task.process.limits[.openFiles].current else { throw .invalidArgument }
    let size = Int(count) * PollEntry.size
    return PollEntry.array(from: try call.memory.read(call.address(0), count: size))
  }

  private static func wait(
    _ operation: inout PollOperation, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let ready = operation.look(at: call.task.files)
    guard ready > 0 || operation.timeout.hasPassed(at: call.kernel.clock.monotonic) else {
      call.operation = operation
      return .block(
        Blocking(
          on: operation.queues(of: call.task.files), until: operation.timeout.deadline,
          restart: .unlessHandled))
    }
    try call.memory.write(operation.entries.guestBytes, to: call.address(0))
    return .value(ready)
  }
}

/// The array of poll(2), read once, and when the wait ends.
struct PollOperation: BlockedOperation {
  var entries: [PollEntry]
  let timeout: WaitTimeout
  var mask: SignalSet?

  /// ppoll tells how much of its timeout is left.
  func interrupted(_ call: SyscallContext) {
    if call.number == SyscallNumber.ppoll { call.storeRemaining(of: timeout, at: 2) }
  }

  /// Fills in what each descriptor reports now and counts those that report anything.
  mutating func look(at files: FileTable) -> Int {
    var ready = 0
    for index in entries.indices {
      let found = reported(entries[index], files)
      entries[index].returned = found
      if !found.isEmpty { ready += 1 }
    }
    return ready
  }

  func queues(of files: FileTable) -> [WaitQueue] {
    entries.compactMap { entry in
      files.slot(entry.descriptor)?.file.object.waitQueue(for: entry.requested)
    }
  }

  /// Negative descriptors are how a program leaves an entry out.
  private func reported(_ entry: PollEntry, _ files: FileTable) -> PollEvents {
    guard entry.descriptor >= 0 else { return [] }
    guard let file = files.slot(entry.descriptor)?.file, !file.isPathOnly else { return .invalid }
    return file.object.readiness(for: entry.requested)
  }
}

extension FileObject {
  /// What is reported to somebody who asks for `events`: those of them that came, and what is
  /// always reported. The normal band's two names for ready stand for each other.
  func readiness(for events: PollEvents) -> PollEvents {
    var found = readiness()
    if found.contains(.input) { found.insert(.normalInput) }
    if found.contains(.output) { found.insert(.normalOutput) }
    return found.intersection(events.union([.error, .hangUp]))
  }
}
