import LinuxABI

/// Clocks that programs may not set here, and those of other threads' CPU time. See
/// clock_gettime(2).
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
    .init(
      SyscallNumber.clockNanosleep, "clock_nanosleep", [.clock, .flags, .address, .address], sleep),
    .init(
      SyscallNumber.clockSettime, "clock_settime", [.clock, .address],
      gap: "the time is the host's"
    ) { call throws(Errno) in
      // Only this one can be set at all.
      guard call.int32(0) == ClockID.realTime.rawValue else { throw .invalidArgument }
      let time = try call.memory.readLayout(call.address(1), as: TimeSpec.self)
      guard time.isValid else { throw .invalidArgument }
      throw .notPermitted
    },
    .init(
      SyscallNumber.settimeofday, "settimeofday", [.address, .address],
      gap: "the time is the host's"
    ) { call throws(Errno) in
      // Nothing to be set.
      guard call.word(0) != 0 || call.word(1) != 0 else { return .value(0) }
      if let address = call.optionalAddress(0) {
        let time = try call.memory.readLayout(address, as: TimeVal.self)
        guard time.isValid else { throw .invalidArgument }
      }
      throw .notPermitted
    },
    .init(
      SyscallNumber.adjtimex, "adjtimex", [.address], gap: "the time is the host's"
    ) { call throws(Errno) in try adjust(call, call.address(0)) },
    .init(
      SyscallNumber.clockAdjtime, "clock_adjtime", [.clock, .address],
      gap: "the time is the host's"
    ) { call throws(Errno) in
      guard call.int32(0) == ClockID.realTime.rawValue else { throw .notSupported }
      return try adjust(call, call.address(1))
    },
  ]

  // `struct timex`: its size, and what a clock that nobody disciplines says.
  private static let timexSize = 208
  private static let unsynchronized: Int32 = 0x40
  private static let timeError = 5

  /// Only to be looked at: the clock is not synchronized as far as the guest knows.
  private static func adjust(_ call: SyscallContext, _ address: GuestAddress) throws(Errno)
    -> SyscallOutcome
  {
    let modes = try call.memory.readInteger(address, as: UInt32.self)
    guard modes == 0 else { throw .notPermitted }
    let now = TimeVal(totalNanoseconds: call.kernel.clock.realtime)
    var writer = ByteWriter(capacity: timexSize)
    for value: Int64 in [0, 0, 0, 16_000_000, 16_000_000] { writer.write(value) }
    writer.write(unsynchronized)
    writer.pad(4)
    // Time constant, precision, tolerance, the time, and microseconds between ticks.
    for value: Int64 in [2, 1, 32_768_000, now.seconds, now.microseconds, 10_000] {
      writer.write(value)
    }
    writer.pad(timexSize - writer.count)
    try call.memory.write(writer.bytes, to: address)
    return .value(timeError)
  }

  /// Of others' clocks; the caller's own two are read without a call.
  private static func processorTime(_ call: SyscallContext) throws(Errno) -> TimeSpec {
    guard call.int32(0) < 0 else { throw .invalidArgument }
    let clock = try ProcessorClock(call.int32(0), for: call.task, call.kernel.processes)
    guard let now = clock.now else { throw .invalidArgument }
    return TimeSpec(totalNanoseconds: Int64(clamping: now))
  }

  /// How far the clock is to be, in nanoseconds.
  private struct Sleep: BlockedOperation {
    let clock: ProcessorClock
    let target: UInt64
    let isAbsolute: Bool

    /// A relative sleep tells how much of it is left.
    func interrupted(_ call: SyscallContext) {
      guard !isAbsolute, let address = call.optionalAddress(3) else { return }
      let now = clock.now ?? 0
      let left = TimeSpec(totalNanoseconds: Int64(clamping: target > now ? target - now : 0))
      do throws(Errno) { try call.memory.write(left.bytes, to: address) } catch {}
    }
  }

  /// On the CPU time of another process; sleeps on all other clocks are the host's.
  private static func sleep(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let sleep: Sleep
    if let earlier = call.operation as? Sleep {
      sleep = earlier
    } else {
      guard call.int32(0) < 0 else { throw .invalidArgument }
      let clock = try ProcessorClock(call.int32(0), for: call.task, call.kernel.processes)
      // It would sleep for ever.
      guard !clock.isOnly(of: call.task) else { throw .invalidArgument }
      let time = try call.memory.readLayout(call.address(2), as: TimeSpec.self)
      guard time.isValid else { throw .invalidArgument }
      let isAbsolute = call.int32(1) & 1 != 0
      let value = UInt64(clamping: time.totalNanoseconds)
      let (sum, overflow) = (clock.now ?? 0).addingReportingOverflow(value)
      sleep = Sleep(
        clock: clock, target: isAbsolute ? value : overflow ? .max : sum, isAbsolute: isAbsolute)
    }
    guard let now = sleep.clock.now, now < sleep.target else { return .value(0) }
    call.operation = sleep
    let wait = sleep.clock.shortestWait(for: sleep.target - now)
    return .block(
      Blocking(on: [], until: call.kernel.clock.monotonic &+ wait, restart: .unlessHandled))
  }
}
