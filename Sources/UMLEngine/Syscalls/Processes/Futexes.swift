import LinuxABI

/// futex(2), as far as the host cannot do it: locks that say who owns them.
enum FutexSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.futex, "futex",
      [.address, .command, .integer, .address, .address, .integer],
      gap: "no priority is inherited, and nobody is requeued to such a futex", futex)
  ]

  private static func futex(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let operation = FutexOperation(argument: call.int32(1))
    let flags = FutexFlags(argument: call.int32(1))
    guard call.word(0) & 3 == 0 else { throw .invalidArgument }
    switch operation {
    case .lockPriority: return try lock(&call, clock: .realTime)
    case .lockPriority2:
      return try lock(&call, clock: flags.contains(.realTimeClock) ? .realTime : .monotonic)
    case .tryLockPriority: return try lock(&call, clock: nil)
    case .unlockPriority: return try unlock(call)
    default: throw .noFunction
    }
  }

  /// `clock` is the timeout's; nil does not wait.
  private static func lock(_ call: inout SyscallContext, clock: ClockID?) throws(Errno)
    -> SyscallOutcome
  {
    let task = call.task
    let word: UInt32 = try call.memory.readInteger(call.address(0))
    let owner = Int32(bitPattern: word & FutexWord.threadIDMask)
    let waiter = call.operation as? PriorityFutexes.Waiter
    if owner == task.tid {
      // It was handed over, unless it was there before.
      guard waiter == nil else { return .value(0) }
      throw .deadlock
    }
    let isFree = owner == 0
    let isLeft = !isFree && call.kernel.processes.task(owner) == nil
    guard !isLeft || waiter != nil else { throw .noSuchProcess }
    guard clock != nil || isFree else { throw .wouldBlock }
    // From then on no program changes the word without the kernel.
    guard word & FutexWord.waiters != 0 else {
      task.thread.repeatCall(afterPerforming: .markAwaited(call.address(0)))
      return .noReply
    }
    let key = key(call)
    let futexes = call.kernel.priorityFutexes
    guard isFree || isLeft else { return try wait(&call, key, waiter, clock) }
    let others = futexes.count(of: key) - (waiter == nil ? 0 : 1)
    let died = isLeft ? FutexWord.ownerDied : word & FutexWord.ownerDied
    try give(call, to: task, died | (others > 0 ? FutexWord.waiters : 0))
    return .value(0)
  }

  private static func wait(
    _ call: inout SyscallContext, _ key: PriorityFutexes.Key, _ waiter: PriorityFutexes.Waiter?,
    _ clock: ClockID?
  ) throws(Errno) -> SyscallOutcome {
    let kernel = call.kernel
    var waiter = waiter
    if waiter == nil {
      var deadline: UInt64?
      if let clock, let address = call.optionalAddress(3) {
        let time = try call.memory.readLayout(address, as: TimeSpec.self)
        guard time.isValid else { throw .invalidArgument }
        deadline = kernel.clock.monotonicDeadline(time.totalNanoseconds, on: clock)
      }
      waiter = kernel.priorityFutexes.wait(for: key, call.task, until: deadline)
      call.operation = waiter
    }
    let deadline = waiter?.deadline
    guard !WaitTimeout(deadline: deadline).hasPassed(at: kernel.clock.monotonic) else {
      throw .timedOut
    }
    return .block(on: kernel.priorityFutexes.queue, until: deadline, restart: .always)
  }

  /// To who has waited longest, if anybody has.
  private static func unlock(_ call: SyscallContext) throws(Errno) -> SyscallOutcome {
    let word: UInt32 = try call.memory.readInteger(call.address(0))
    guard Int32(bitPattern: word & FutexWord.threadIDMask) == call.task.tid else {
      throw .notPermitted
    }
    let key = key(call)
    let futexes = call.kernel.priorityFutexes
    guard let next = futexes.first(of: key) else {
      try call.memory.writeInteger(UInt32(0), to: call.address(0))
      return .value(0)
    }
    try give(call, to: next, futexes.count(of: key) > 1 ? FutexWord.waiters : 0)
    futexes.queue.wakeAll()
    return .value(0)
  }

  private static func give(_ call: SyscallContext, to task: Task, _ bits: UInt32) throws(Errno) {
    try call.memory.writeInteger(UInt32(bitPattern: task.tid) | bits, to: call.address(0))
  }

  private static func key(_ call: SyscallContext) -> PriorityFutexes.Key {
    let address = call.word(0)
    let own = PriorityFutexes.Key.own(ObjectIdentifier(call.task.process), address)
    guard !FutexFlags(argument: call.int32(1)).contains(.private),
      let map = call.task.thread.mappings().first(where: { ($0.start..<$0.end).contains(address) }),
      map.permissions.hasSuffix("s")
    else { return own }
    return .shared(map.fileKey, map.offset + address - map.start)
  }
}
