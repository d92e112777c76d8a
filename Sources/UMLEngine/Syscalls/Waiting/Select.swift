import LinuxABI

/// select(2) and pselect6(2).
enum SelectSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.select, "select", [.integer, .address, .address, .address, .address], select),
    .init(
      SyscallNumber.pselect6, "pselect6",
      [.integer, .address, .address, .address, .address, .address], pselect6),
  ]

  /// Waits until a descriptor of one of three sets is ready. See select(2).
  ///
  /// The sets may be larger than glibc's `fd_set`. The timeout is changed to what is left of it.
  static func select(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    var operation: SelectOperation
    if let earlier = call.operation as? SelectOperation {
      operation = earlier
    } else {
      operation = try readSets(call, timeout: try timeValue(call))
    }
    let outcome = try wait(&operation, &call)
    if case .value = outcome { operation.interrupted(call) }
    return outcome
  }

  /// The same with nanoseconds, and a signal mask for the time of the wait.
  static func pselect6(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    var operation: SelectOperation
    if let earlier = call.operation as? SelectOperation {
      operation = earlier
    } else {
      let mask = try signalMask(call)
      operation = try readSets(call, timeout: try call.timeout(4))
      operation.mask = mask
    }
    let outcome = try call.wait(under: operation.mask) { call throws(Errno) in
      try wait(&operation, &call)
    }
    if case .value = outcome { operation.interrupted(call) }
    return outcome
  }

  /// Six arguments are all a call can have: the mask's address and size come in a structure.
  private static func signalMask(_ call: SyscallContext) throws(Errno) -> SignalSet? {
    guard let address = call.optionalAddress(5) else { return nil }
    var reader = ByteReader(try call.memory.read(address, count: 16))
    let mask = GuestAddress(reader.read())
    return try call.signalMask(at: mask, size: reader.read())
  }

  /// A `struct timeval` whose microseconds may be a second or more.
  private static func timeValue(_ call: SyscallContext) throws(Errno) -> WaitTimeout {
    guard let address = call.optionalAddress(4) else { return .none }
    let value = try call.memory.readLayout(address, as: TimeVal.self)
    let (seconds, overflow) = value.seconds.addingReportingOverflow(
      value.microseconds / 1_000_000)
    guard !overflow else { throw .invalidArgument }
    let time = TimeSpec(
      seconds: seconds, nanoseconds: value.microseconds % 1_000_000 * 1000)
    return try WaitTimeout(time, from: call.kernel.clock.monotonic)
  }

  static func storeTimeValue(_ timeout: WaitTimeout, _ call: SyscallContext) {
    guard let address = call.optionalAddress(4),
      let left = timeout.remaining(at: call.kernel.clock.monotonic)
    else { return }
    do throws(Errno) { try call.memory.write(TimeVal(left).bytes, to: address) } catch {}
  }

  private static func readSets(
    _ call: SyscallContext, timeout: WaitTimeout
  ) throws(Errno) -> SelectOperation {
    guard call.int32(0) >= 0 else { throw .invalidArgument }
    let limit = min(call.task.process.limits[.openFiles].current, 1 << 20)
    let count = min(Int(call.int32(0)), Int(limit))
    var sets: [DescriptorSet?] = []
    for index in 1...3 {
      guard let address = call.optionalAddress(index) else {
        sets.append(nil)
        continue
      }
      let bytes = try call.memory.read(address, count: DescriptorSet.byteCount(count))
      sets.append(DescriptorSet(bytes: bytes, count: count))
    }
    return SelectOperation(
      count: count, input: sets[0], output: sets[1], exceptional: sets[2], timeout: timeout)
  }

  private static func wait(
    _ operation: inout SelectOperation, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let result = try operation.look(at: call.task.files)
    let isOver = operation.timeout.hasPassed(at: call.kernel.clock.monotonic)
    guard result.count > 0 || isOver else {
      call.operation = operation
      return .block(
        Blocking(
          on: operation.queues(of: call.task.files), until: operation.timeout.deadline,
          restart: .unlessHandled))
    }
    for (index, set) in [result.input, result.output, result.exceptional].enumerated() {
      guard let address = call.optionalAddress(index + 1) else { continue }
      try call.memory.write(set.bytes, to: address)
    }
    return .value(result.count)
  }
}
