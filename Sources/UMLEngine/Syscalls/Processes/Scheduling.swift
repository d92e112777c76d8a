import LinuxABI

/// Policies and priorities. The host schedules; what a guest sets is kept for those who ask. See
/// sched(7).
enum SchedulingSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.schedGetscheduler, "sched_getscheduler", [.pid]) { call throws(Errno) in
      let scheduling = try task(call).scheduling
      return .value(
        Int(scheduling.policy.rawValue | (scheduling.resetsOnFork ? resetOnFork : 0)))
    },
    .init(
      SyscallNumber.schedSetscheduler, "sched_setscheduler", [.pid, .integer, .address],
      gap: "kept, without effect; SCHED_DEADLINE is refused", setScheduler),
    .init(SyscallNumber.schedGetparam, "sched_getparam", [.pid, .address]) { call throws(Errno) in
      guard call.word(1) != 0 else { throw .invalidArgument }
      try call.memory.writeInteger(try task(call).scheduling.priority, to: call.address(1))
      return .value(0)
    },
    .init(
      SyscallNumber.schedSetparam, "sched_setparam", [.pid, .address], gap: "kept, without effect"
    ) { call throws(Errno) in
      guard call.word(1) != 0 else { throw .invalidArgument }
      let priority = try call.memory.readInteger(call.address(1), as: Int32.self)
      var new = try task(call).scheduling
      new.priority = priority
      return try set(call, new)
    },
    .init(
      SyscallNumber.schedGetattr, "sched_getattr", [.pid, .address, .length, .flags], getAttributes),
    .init(
      SyscallNumber.schedSetattr, "sched_setattr", [.pid, .address, .flags],
      gap: "kept, without effect; SCHED_DEADLINE is refused", setAttributes),
    .init(SyscallNumber.schedGetPriorityMax, "sched_get_priority_max", [.integer]) {
      call throws(Errno) in .value(try isRealTime(call.int32(0)) ? 99 : 0)
    },
    .init(SyscallNumber.schedGetPriorityMin, "sched_get_priority_min", [.integer]) {
      call throws(Errno) in .value(try isRealTime(call.int32(0)) ? 1 : 0)
    },
    .init(SyscallNumber.schedRrGetInterval, "sched_rr_get_interval", [.pid, .address]) {
      call throws(Errno) in
      let policy = try task(call).scheduling.policy
      // One that runs until it waits has no share of time.
      let slice = policy == .firstInFirstOut ? 0 : policy == .roundRobin ? 100_000_000 : 4_000_000
      try call.memory.write(
        TimeSpec(totalNanoseconds: Int64(slice)).bytes, to: call.address(1))
      return .value(0)
    },
  ]

  /// The task named by the first argument; 0 is the caller.
  static func task(_ call: SyscallContext) throws(Errno) -> Task {
    let tid = call.int32(0)
    guard tid >= 0 else { throw .invalidArgument }
    guard let task = tid == 0 ? call.task : call.kernel.processes.task(tid) else {
      throw .noSuchProcess
    }
    return task
  }

  private static func isRealTime(_ policy: Int32) throws(Errno) -> Bool {
    guard let policy = SchedulingPolicy(rawValue: policy) else { throw .invalidArgument }
    return policy == .firstInFirstOut || policy == .roundRobin
  }

  /// EPERM when it is somebody else's.
  static func requireChangeable(_ task: Task, by caller: Task) throws(Errno) {
    let user = caller.credentials
    guard
      user.has(.nice) || user.effectiveUID == task.credentials.uid
        || user.effectiveUID == task.credentials.effectiveUID
    else { throw .notPermitted }
  }

  private static let resetOnFork: Int32 = 0x4000_0000

  private static func setScheduler(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let policy = SchedulingPolicy(rawValue: call.int32(1) & ~resetOnFork),
      call.word(2) != 0
    else { throw .invalidArgument }
    let priority = try call.memory.readInteger(call.address(2), as: Int32.self)
    // Its times are for sched_setattr(2) to say.
    guard policy != .deadline else { throw .invalidArgument }
    return try set(
      call,
      TaskScheduling(
        policy: policy, priority: priority, resetsOnFork: call.int32(1) & resetOnFork != 0))
  }

  /// Sets what the first argument's task is to have, where it may.
  private static func set(_ call: SyscallContext, _ new: TaskScheduling) throws(Errno)
    -> SyscallOutcome
  {
    guard new.isRealTime ? (1...99).contains(new.priority) : new.priority == 0 else {
      throw .invalidArgument
    }
    let task = try task(call)
    try requireChangeable(task, by: call.task)
    let old = task.scheduling
    if !call.task.credentials.has(.nice) {
      let limit = task.process.limits[.realTimePriority].current
      let isLess = old.isRealTime && new.policy == old.policy && new.priority <= old.priority
      // Whoever left the ordinary policies for the lowest one needs the right to his niceness.
      let returns = old.policy == .idle && new.policy != .idle
      guard !new.isRealTime || isLess || UInt64(new.priority) <= limit,
        !old.resetsOnFork || new.resetsOnFork,
        !returns || PrioritySyscalls.mayHave(task.process.niceness, task.process)
      else { throw .notPermitted }
    }
    guard new.policy != .deadline else { throw .notPermitted }
    task.scheduling = new
    return .value(0)
  }

  private static func getAttributes(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let size = call.uint32(2)
    guard size >= UInt32(SchedulingLayout.firstSize), size <= UInt32(GuestMemory.pageSize),
      call.uint32(3) == 0, call.word(1) != 0
    else { throw .invalidArgument }
    let task = try task(call)
    var layout = SchedulingLayout()
    layout.length = min(size, UInt32(SchedulingLayout.size))
    layout.policy = task.scheduling.policy.rawValue
    layout.flags = task.scheduling.resetsOnFork ? 1 : 0
    if task.scheduling.isRealTime {
      layout.priority = UInt32(task.scheduling.priority)
    } else {
      layout.niceness = task.process.niceness
    }
    try call.memory.write(Array(layout.bytes.prefix(Int(size))), to: call.address(1))
    return .value(0)
  }

  private static func setAttributes(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.uint32(2) == 0, call.word(1) != 0 else { throw .invalidArgument }
    let given = try call.memory.readInteger(call.address(1), as: UInt32.self)
    // No size means the first version's.
    let size = UInt64(given == 0 ? UInt32(SchedulingLayout.firstSize) : given)
    let layout: SchedulingLayout
    do throws(Errno) {
      layout = try call.extensible(
        SchedulingLayout.self, at: 1, size: size, first: SchedulingLayout.firstSize)
    } catch {
      guard error == .argListTooLong || error == .invalidArgument else { throw error }
      try call.memory.writeInteger(UInt32(SchedulingLayout.size), to: call.address(1))
      throw .argListTooLong
    }
    guard let policy = SchedulingPolicy(rawValue: layout.policy), layout.flags & ~1 == 0 else {
      throw .invalidArgument
    }
    let new = TaskScheduling(
      policy: policy, priority: Int32(clamping: layout.priority),
      resetsOnFork: layout.flags & 1 != 0)
    let task = try task(call)
    guard
      new.isRealTime || layout.niceness >= task.process.niceness
        || call.task.credentials.has(.nice)
    else { throw .notPermitted }
    let outcome = try set(call, new)
    if !new.isRealTime { task.process.niceness = min(19, max(-20, layout.niceness)) }
    return outcome
  }
}
