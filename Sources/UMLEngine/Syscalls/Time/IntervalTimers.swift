import LinuxABI

/// alarm(2), setitimer(2), getitimer(2).
enum IntervalTimerSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.alarm, "alarm", [.integer], alarm),
    .init(SyscallNumber.setitimer, "setitimer", [.integer, .address, .address], setitimer),
    .init(SyscallNumber.getitimer, "getitimer", [.integer, .address], getitimer),
  ]

  private static func alarm(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let old = call.kernel.remaining(call.task.process.timers.real).value
    let seconds = call.uint32(0)
    set(call, ITimerSpec(value: TimeSpec(seconds: Int64(seconds))))
    // Rounded to seconds, but a running alarm is never reported as none.
    let rounded = old.seconds + (old.nanoseconds >= 500_000_000 ? 1 : 0)
    return .value(Int(old.isZero ? 0 : max(1, rounded)))
  }

  private static func setitimer(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let timer = IntervalTimer(rawValue: call.int32(0)) else { throw .invalidArgument }
    // Timers of CPU time are the host's: it alone knows when that much was used.
    guard timer == .real else { return .native }
    var new = ITimerVal()
    if let address = call.optionalAddress(1) {
      new = try call.memory.readLayout(address, as: ITimerVal.self)
    }
    guard new.isValid else { throw .invalidArgument }
    let old = call.kernel.remaining(call.task.process.timers.real)
    set(call, ITimerSpec(interval: new.interval.timeSpec, value: new.value.timeSpec))
    if let address = call.optionalAddress(2) {
      try call.memory.write(value(old).bytes, to: address)
    }
    return .value(0)
  }

  private static func getitimer(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let timer = IntervalTimer(rawValue: call.int32(0)) else { throw .invalidArgument }
    guard timer == .real else { return .native }
    let now = call.kernel.remaining(call.task.process.timers.real)
    try call.memory.write(value(now).bytes, to: call.address(1))
    return .value(0)
  }

  private static func value(_ spec: ITimerSpec) -> ITimerVal {
    // Microseconds round up, or a timer that runs would be reported as stopped.
    func up(_ time: TimeSpec) -> TimeVal {
      TimeVal(totalNanoseconds: min(time.totalNanoseconds, .max - 999) + 999)
    }
    return ITimerVal(interval: up(spec.interval), value: up(spec.value))
  }

  private static func set(_ call: SyscallContext, _ new: ITimerSpec) {
    let process = call.task.process
    let kernel = call.kernel
    process.timers.real?.entry.cancel()
    process.timers.real = nil
    guard !new.value.isZero else { return }
    let deadline = kernel.clock.monotonic &+ UInt64(new.value.totalNanoseconds)
    kernel.arm(
      at: deadline, every: UInt64(new.interval.totalNanoseconds),
      store: { [unowned process] in process.timers.real = $0 },
      fire: { [unowned kernel, unowned process] _ in
        kernel.signals.send(.kernel(.alarm), to: process)
      })
  }
}
