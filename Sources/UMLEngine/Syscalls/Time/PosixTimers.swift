import LinuxABI

/// Timers made with timer_create(2).
enum PosixTimerSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.timerCreate, "timer_create", [.clock, .address, .address],
      gap: "no CPU-time clocks", create),
    .init(
      SyscallNumber.timerSettime, "timer_settime", [.integer, .flags, .address, .address], setTime),
    .init(SyscallNumber.timerGettime, "timer_gettime", [.integer, .address]) { call throws(Errno) in
      let left = call.kernel.remaining(try timer(call).schedule)
      try call.memory.write(left.bytes, to: call.address(1))
      return .value(0)
    },
    .init(SyscallNumber.timerGetoverrun, "timer_getoverrun", [.integer]) { call throws(Errno) in
      .value(Int(try timer(call).overrun))
    },
    .init(SyscallNumber.timerDelete, "timer_delete", [.integer]) { call throws(Errno) in
      call.task.process.timers.delete(try timer(call))
      return .value(0)
    },
  ]

  private static func timer(_ call: SyscallContext) throws(Errno) -> ProcessTimers.Timer {
    guard let timer = call.task.process.timers[call.int32(0)] else { throw .invalidArgument }
    return timer
  }

  private static func create(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let clock = ClockID(rawValue: call.int32(0)) else { throw .invalidArgument }
    switch clock {
    case .realTime, .monotonic, .bootTime, .internationalAtomicTime: break
    default: throw .notSupported
    }
    var event: SignalEventLayout?
    if let address = call.optionalAddress(1) {
      event = SignalEventLayout(bytes: try call.memory.read(address, count: SignalEventLayout.size))
    }
    let notification = try notification(event, call)
    let timer = try call.task.process.timers.create(clock: clock) { id in
      notification ?? .init(signal: .alarm, value: UInt64(id), thread: nil)
    }
    do throws(Errno) { try call.memory.writeInteger(timer.id, to: call.address(2)) } catch {
      call.task.process.timers.delete(timer)
      throw error
    }
    return .value(0)
  }

  /// nil when the caller gave none: SIGALRM with the timer's number.
  private static func notification(_ event: SignalEventLayout?, _ call: SyscallContext)
    throws(Errno)
    -> ProcessTimers.Notification?
  {
    guard let event else { return nil }
    let signal = event.signal
    switch event.notification {
    case 0, 4:
      guard signal.isValid else { throw .invalidArgument }
      var thread: Int32?
      if event.notification == 4 {
        guard call.kernel.processes.task(event.threadID)?.process === call.task.process else {
          throw .invalidArgument
        }
        thread = event.threadID
      }
      return .init(signal: signal, value: event.value, thread: thread)
    case 1: return .init(signal: nil, value: event.value, thread: nil)
    default: throw .invalidArgument
    }
  }

  private static func setTime(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let timer = try timer(call)
    let isAbsolute = call.int32(1) & 1 != 0
    let new = ITimerSpec(bytes: try call.memory.read(call.address(2), count: ITimerSpec.size))
    guard new.isValid else { throw .invalidArgument }
    let old = call.kernel.remaining(timer.schedule)
    timer.schedule?.entry.cancel()
    timer.schedule = nil
    timer.overrun = 0
    if !new.value.isZero { start(timer, new, isAbsolute, call) }
    if let address = call.optionalAddress(3) { try call.memory.write(old.bytes, to: address) }
    return .value(0)
  }

  private static func start(
    _ timer: ProcessTimers.Timer, _ new: ITimerSpec, _ isAbsolute: Bool, _ call: SyscallContext
  ) {
    let kernel = call.kernel
    let process = call.task.process
    let value = new.value.totalNanoseconds
    let deadline =
      isAbsolute
      ? kernel.clock.monotonicDeadline(value, on: timer.clock)
      : kernel.clock.monotonic &+ UInt64(value)
    kernel.arm(
      at: deadline, every: UInt64(new.interval.totalNanoseconds),
      store: { [weak timer] in timer?.schedule = $0 },
      fire: { [unowned kernel, unowned process, weak timer] missed in
        guard let timer, let signal = timer.notification.signal else { return }
        timer.overrun = missed
        let info = SignalInfo(
          signal: signal, code: .timer,
          details: .timer(id: timer.id, overrun: missed, value: timer.notification.value))
        if let tid = timer.notification.thread {
          if let task = kernel.processes.task(tid) { kernel.signals.send(info, to: task) }
        } else {
          kernel.signals.send(info, to: process)
        }
      })
  }
}
