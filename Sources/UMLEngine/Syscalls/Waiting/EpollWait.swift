import LinuxABI

/// epoll_wait(2), epoll_pwait(2) and epoll_pwait2(2).
enum EpollWaitSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.epollWait, "epoll_wait", [.descriptor, .address, .integer, .integer], wait),
    .init(
      SyscallNumber.epollPwait, "epoll_pwait",
      [.descriptor, .address, .integer, .integer, .address, .length], pwait),
    .init(
      SyscallNumber.epollPwait2, "epoll_pwait2",
      [.descriptor, .address, .integer, .address, .address, .length], pwait2),
  ]

  /// When the wait ends.
  private struct Operation: BlockedOperation {
    let timeout: WaitTimeout
    var mask: SignalSet?
  }

  static func wait(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    if call.operation == nil {
      call.operation = Operation(timeout: milliseconds(call))
    }
    return try collect(&call)
  }

  /// With a signal mask for the time of the wait.
  static func pwait(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    if call.operation == nil {
      let mask = try call.signalMask(at: call.address(4), size: call.word(5))
      call.operation = Operation(timeout: milliseconds(call), mask: mask)
    }
    return try collectUnderMask(&call)
  }

  /// The same with nanoseconds.
  static func pwait2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    if call.operation == nil {
      let timeout = try call.timeout(3)
      let mask = try call.signalMask(at: call.address(4), size: call.word(5))
      call.operation = Operation(timeout: timeout, mask: mask)
    }
    return try collectUnderMask(&call)
  }

  private static func milliseconds(_ call: SyscallContext) -> WaitTimeout {
    WaitTimeout(milliseconds: call.int32(3), from: call.kernel.clock.monotonic)
  }

  private static func collectUnderMask(
    _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let mask = (call.operation as? Operation)?.mask
    return try call.wait(under: mask) { call throws(Errno) in try collect(&call) }
  }

  private static func collect(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let limit = Int(call.int32(2))
    guard limit > 0, limit <= Int(Int32.max) / EpollEvent.size else { throw .invalidArgument }
    guard let poll = try call.file(0).object as? EventPoll else { throw .invalidArgument }
    let timeout = (call.operation as? Operation)?.timeout ?? .none

    let events = poll.collect(limit)
    guard events.isEmpty else {
      try call.memory.write(events.guestBytes, to: call.address(1))
      return .value(events.count)
    }
    guard !timeout.hasPassed(at: call.kernel.clock.monotonic) else { return .value(0) }
    return .block(on: poll.queue, until: timeout.deadline, restart: .never)
  }
}
