import LinuxABI
import UMLHost

/// Processors and policies. The host schedules; a guest may look, and ask for what it has. See sched(7).
enum SchedulingSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.schedGetaffinity, "sched_getaffinity", [.pid, .length, .address], getAffinity),
    .init(
      SyscallNumber.schedSetaffinity, "sched_setaffinity", [.pid, .length, .address],
      gap: "checked, without effect", setAffinity),
    .init(SyscallNumber.schedGetscheduler, "sched_getscheduler", [.pid]) { call throws(Errno) in
      _ = try task(call)
      return .value(Int(SchedulingPolicy.normal.rawValue))
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

  /// One bit for each of the machine's processors, in whole words.
  private static func mask(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: (count + 63) / 64 * 8)
    for index in 0..<count { bytes[index / 8] |= 1 << (index % 8) }
    return bytes
  }

  private static func getAffinity(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    _ = try task(call)
    let mask = mask(call.kernel.processorCount)
    let length = try call.length(1)
    guard length >= mask.count, length % 8 == 0 else { throw .invalidArgument }
    try call.memory.write(mask, to: call.address(2))
    // The call itself returns how many bytes it wrote.
    return .value(mask.count)
  }

  private static func setAffinity(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    _ = try task(call)
    let available = mask(call.kernel.processorCount)
    let wanted = try call.memory.read(
      call.address(2), count: min(try call.length(1), available.count))
    guard zip(wanted, available).contains(where: { $0 & $1 != 0 }) else { throw .invalidArgument }
    return .value(0)
  }

  private static func setScheduler(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    _ = try task(call)
    let resetOnFork: Int32 = 0x4000_0000
    guard let policy = SchedulingPolicy(rawValue: call.int32(1) & ~resetOnFork) else {
      throw .invalidArgument
    }
    let priority = try call.memory.readInteger(call.address(2), as: Int32.self)
    switch policy {
    case .normal, .batch, .idle:
      guard priority == 0 else { throw .invalidArgument }
      return .value(0)
    default: throw .notPermitted
    }
  }
}
