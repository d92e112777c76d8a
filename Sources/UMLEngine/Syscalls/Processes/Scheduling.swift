import LinuxABI
import UMLHost

/// Processors and policies. The host schedules; a guest may look, and ask for what it has. See sched(7).
enum SchedulingSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.schedGetaffinity, "sched_getaffinity", [.pid, .length, .address], getAffinity),
    .init(
      SyscallNumber.schedSetaffinity, "sched_setaffinity", [.pid, .length, .address],
      setAffinity),
    .init(SyscallNumber.schedGetscheduler, "sched_getscheduler", [.pid]) { call throws(Errno) in
      let task = try task(call)
      return .value(Int(task.policy.rawValue | (task.resetsPolicyOnFork ? resetOnFork : 0)))
    },
    .init(
      SyscallNumber.schedSetscheduler, "sched_setscheduler", [.pid, .integer, .address],
      gap: "only SCHED_OTHER, SCHED_BATCH and SCHED_IDLE, without effect", setScheduler),
    .init(SyscallNumber.schedGetparam, "sched_getparam", [.pid, .address]) { call throws(Errno) in
      _ = try task(call)
      try call.memory.writeInteger(Int32(0), to: call.address(1))
      return .value(0)
    },
    .init(SyscallNumber.schedSetparam, "sched_setparam", [.pid, .address]) { call throws(Errno) in
      _ = try task(call)
      guard try call.memory.readInteger(call.address(1), as: Int32.self) == 0 else {
        throw .invalidArgument
      }
      return .value(0)
    },
    .init(SyscallNumber.schedGetPriorityMax, "sched_get_priority_max", [.integer]) {
      call throws(Errno) in .value(try isRealTime(call.int32(0)) ? 99 : 0)
    },
    .init(SyscallNumber.schedGetPriorityMin, "sched_get_priority_min", [.integer]) {
      call throws(Errno) in .value(try isRealTime(call.int32(0)) ? 1 : 0)
    },
    .init(SyscallNumber.schedRrGetInterval, "sched_rr_get_interval", [.pid, .address]) {
      call throws(Errno) in
      _ = try task(call)
      try call.memory.write(TimeSpec(seconds: 0, nanoseconds: 4_000_000).bytes, to: call.address(1))
      return .value(0)
    },
  ]

  private static func task(_ call: SyscallContext) throws(Errno) -> Task {
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

  /// The task named by the first argument; EPERM when it is somebody else's.
  private static func changeableTask(_ call: SyscallContext) throws(Errno) -> Task {
    let task = try task(call)
    let user = call.task.credentials
    guard
      user.has(.nice) || user.effectiveUID == task.credentials.uid
        || user.effectiveUID == task.credentials.effectiveUID
    else { throw .notPermitted }
    return task
  }

  private static func getAffinity(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let processors = try task(call).thread.processors()
    // One bit for each of the machine's processors, in whole words.
    let words = (processors.max() ?? 0) / 64 + 1
    var mask = [UInt8](repeating: 0, count: words * 8)
    for number in processors { mask[number / 8] |= 1 << (number % 8) }
    let length = try call.length(1)
    guard length >= mask.count, length % 8 == 0 else { throw .invalidArgument }
    try call.memory.write(mask, to: call.address(2))
    // The call itself returns how many bytes it wrote.
    return .value(mask.count)
  }

  private static func setAffinity(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    // As many as the largest of machines has.
    let mask = try call.memory.read(call.address(2), count: min(try call.length(1), 8192 / 8))
    let wanted = (0..<mask.count * 8).filter { mask[$0 / 8] >> ($0 % 8) & 1 != 0 }
    try changeableTask(call).thread.setProcessors(wanted)
    return .value(0)
  }

  private static let resetOnFork: Int32 = 0x4000_0000

  private static func setScheduler(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let policy = SchedulingPolicy(rawValue: call.int32(1) & ~resetOnFork) else {
      throw .invalidArgument
    }
    let priority = try call.memory.readInteger(call.address(2), as: Int32.self)
    let task = try changeableTask(call)
    switch policy {
    case .normal, .batch, .idle:
      guard priority == 0 else { throw .invalidArgument }
      task.policy = policy
      task.resetsPolicyOnFork = call.int32(1) & resetOnFork != 0
      return .value(0)
    default: throw .notPermitted
    }
  }
}
