import LinuxABI

/// Clocks that programs may not set here, and those of other threads' CPU time. See clock_gettime(2).
enum ClockSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.clockGettime, "clock_gettime", [.clock, .address]) { call throws(Errno) in
      try call.memory.write(try processorTime(call).bytes, to: call.address(1))
      return .value(0)
    },
    .init(SyscallNumber.clockGetres, "clock_getres", [.clock, .address]) { call throws(Errno) in
      _ = try processorTime(call)
      if let address = call.optionalAddress(1) {
        try call.memory.write(TimeSpec(seconds: 0, nanoseconds: 1).bytes, to: address)
      }
      return .value(0)
    },
    .init(SyscallNumber.clockNanosleep, "clock_nanosleep", [.clock, .flags, .address, .address]) {
      _ throws(Errno) in throw .invalidArgument
    },
    .init(
      SyscallNumber.clockSettime, "clock_settime", [.clock, .address],
      gap: "the time is the host's", refuse),
    .init(
      SyscallNumber.settimeofday, "settimeofday", [.address, .address],
      gap: "the time is the host's", refuse),
    .init(SyscallNumber.adjtimex, "adjtimex", [.address], gap: "the time is the host's", refuse),
    .init(
      SyscallNumber.clockAdjtime, "clock_adjtime", [.clock, .address],
      gap: "the time is the host's", refuse),
  ]

  private static func refuse(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    throw .notPermitted
  }

  /// Clock numbers below zero name a process or thread: `~pid << 3`, with the kind in the low bits.
  private static func processorTime(_ call: SyscallContext) throws(Errno) -> TimeSpec {
    let clock = call.int32(0)
    guard clock < 0 else { throw .invalidArgument }
    let pid = ~(clock >> 3)
    guard let task = pid == 0 ? call.task : call.kernel.processes.task(pid),
      task.process === call.task.process || clock & 4 == 0
    else { throw .invalidArgument }
    let usage = task.thread.usage()
    return TimeSpec(totalNanoseconds: Int64(clamping: usage.userTime &+ usage.systemTime))
  }
}
