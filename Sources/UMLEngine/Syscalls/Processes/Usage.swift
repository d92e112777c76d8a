import LinuxABI

/// CPU time. See getrusage(2), times(2).
enum UsageSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.getrusage, "getrusage", [.integer, .address], getrusage),
    .init(SyscallNumber.times, "times", [.address], times),
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
}
