import LinuxABI

/// CPU time and priority. See getrusage(2), times(2), getpriority(2), sched(7).
enum UsageSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.getrusage, "getrusage", [.integer, .address], getrusage),
    .init(SyscallNumber.times, "times", [.address], times),
    .init(SyscallNumber.getpriority, "getpriority", [.integer, .integer], getpriority),
    .init(
      SyscallNumber.setpriority, "setpriority", [.integer, .integer, .integer],
      gap: "kept and shown, without effect on scheduling", setpriority),
  ]

  private static let nanosecondsPerTick: UInt64 = 10_000_000

  private static func getrusage(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let target = UsageTarget(rawValue: call.int32(0)) else { throw .invalidArgument }
    let process = call.task.process
    let usage =
      target == .children ? process.usage.children : call.task.thread.usage()
    try call.memory.write(usage.layout.bytes, to: call.address(1))
    return .value(0)
  }

  private static func times(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let now = Int(call.kernel.clock.boottime / nanosecondsPerTick)
    guard let address = call.optionalAddress(0) else { return .value(now) }
    let own = call.task.thread.usage()
    let children = call.task.process.usage.children
    func ticks(_ time: UInt64) -> Int64 { Int64(clamping: time / nanosecondsPerTick) }
    let layout = TimesLayout(
      user: ticks(own.userTime), system: ticks(own.systemTime),
      childrenUser: ticks(children.userTime), childrenSystem: ticks(children.systemTime))
    try call.memory.write(layout.bytes, to: address)
    return .value(now)
  }

  // MARK: Niceness

  private static func processes(_ call: SyscallContext) throws(Errno) -> [Process] {
    let (which, who) = (call.int32(0), call.int32(1))
    let table = call.kernel.processes
    let found: [Process]
    switch which {
    case 0: found = who == 0 ? [call.task.process] : table.task(who).map { [$0.process] } ?? []
    case 1: found = (who == 0 ? call.task.process.group : table.group(who))?.members ?? []
    case 2:
      let uid = who == 0 ? call.task.credentials.uid : UInt32(bitPattern: who)
      found = table.all.filter { $0.mainTask?.credentials.uid == uid }
    default: throw .invalidArgument
    }
    guard !found.isEmpty else { throw .noSuchProcess }
    return found
  }

  private static func getpriority(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let nicest = try processes(call).map(\.niceness).min() ?? 0
    // The call itself returns 20 - nice, so that no result looks like an error.
    return .value(Int(20 - nicest))
  }

  private static func setpriority(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let value = min(19, max(-20, call.int32(2)))
    let user = call.task.credentials
    for process in try processes(call) {
      if let other = process.mainTask?.credentials, !user.has(.nice) {
        guard other.uid == user.effectiveUID || other.effectiveUID == user.effectiveUID else {
          throw .notPermitted
        }
        guard value >= process.niceness else { throw .permissionDenied }
      }
      process.niceness = value
    }
    return .value(0)
  }
}
