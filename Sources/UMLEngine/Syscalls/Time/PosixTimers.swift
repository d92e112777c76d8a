import LinuxABI

/// Timers made with timer_create(2).
enum PosixTimerSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.timerCreate, "timer_create", [.clock, .address, .address],
      gap: "no SIGEV_THREAD, which C libraries make of SIGEV_THREAD_ID", create),
    .init(
      SyscallNumber.timerSettime, "timer_settime", [.integer, .flags, .address, .address], setTime),
    .init(SyscallNumber.timerGettime, "timer_gettime", [.integer, .address]) { call throws(Errno) in
      let left = call.kernel.remaining(try timer(call).schedule)
      try call.memory.write(left.bytes, to: call.address(1))
      return .value(0)
    },
    .init(SyscallNumber.timerGetoverrun, "timer_getoverrun", [.integer]) { call throws(Errno) in
      let timer = try timer(call)
      // One that is not delivered yet is still counting.
      return .value(Int(isPending(timer, call.task) ? timer.lastOverrun : timer.overrun))
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
    let clock = try clock(call)
    var event: SignalEventLayout?
    if let address = call.optionalAddress(1) {
      event = try call.memory.readLayout(address, as: SignalEventLayout.self)
    }
    let notification = try notification(event, call)
    let process = call.task.process
    // What is queued needs places, too.
    let queued = call.task.thread.signalState().queuedCount
    let limit = process.limits[.pendingSignals].current
    let timer = try process.timers.create(clock: clock, limit: limit - min(limit, queued)) { id in
      notification ?? .init(signal: .alarm, value: UInt64(id), thread: nil)
    }
    do throws(Errno) { try call.memory.writeInteger(timer.id, to: call.address(2)) } catch {
      call.task.process.timers.delete(timer)
      throw error
    }
    return .value(0)
  }

  private static func clock(_ call: SyscallContext) throws(Errno) -> ProcessTimers.Timer.Clock {
    let number = call.int32(0)
    switch ClockID(rawValue: number) {
    case .realTime, .monotonic, .bootTime, .internationalAtomicTime:
      return .time(ClockID(rawValue: number) ?? .monotonic)
    case .processCPUTime, .threadCPUTime, nil:
      return .processor(try ProcessorClock(number, for: call.task, call.kernel.processes))
    default: throw .notSupported
    }
  }

  /// nil when the caller gave none: SIGALRM with the timer's number.
  private static func notification(_ event: SignalEventLayout?, _ call: SyscallContext)
    throws(Errno)
    -> ProcessTimers.Notification?
  {
    guard let event else { return nil }
    let signal = event.signal
    let kind = TimerNotification(rawValue: event.notification)
    switch kind {
    case .signal, .threadID:
      guard signal.isValid else { throw .invalidArgument }
      var thread: Int32?
      if kind == .threadID {
        guard call.kernel.processes.task(event.threadID)?.process === call.task.process else {
          throw .invalidArgument
        }
        thread = event.threadID
      }
      return .init(signal: signal, value: event.value, thread: thread)
    case .some(.none): return .init(signal: nil, value: event.value, thread: nil)
    case .thread, nil: throw .invalidArgument
    }
  }

  private static func setTime(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let timer = try timer(call)
    let isAbsolute = call.int32(1) & 1 != 0
    guard call.word(2) != 0 else { throw .invalidArgument }
    let new = try call.memory.readLayout(call.address(2), as: ITimerSpec.self)
    guard new.isValid else { throw .invalidArgument }
    let old = call.kernel.remaining(timer.schedule)
    timer.schedule?.entry.cancel()
    timer.schedule = nil
    timer.overrun = 0
    timer.isQueued = false
    if !new.value.isZero { start(timer, new, isAbsolute, call) }
    if let address = call.optionalAddress(3) { try call.memory.write(old.bytes, to: address) }
    return .value(0)
  }

  /// Whether the timer's signal waits to be delivered.
  private static func isPending(_ timer: ProcessTimers.Timer, _ task: Task) -> Bool {
    guard timer.isQueued, let signal = timer.notification.signal else { return false }
    let target = timer.notification.thread.flatMap { tid in
      task.process.threads.first { $0.tid == tid }
    }
    let state = (target ?? task).thread.signalState()
    return state.pendingProcess.contains(signal) || state.pendingThread.contains(signal)
      || task.process.keptSignals.set(for: task.tid).contains(signal)
  }

  private static func start(
    _ timer: ProcessTimers.Timer, _ new: ITimerSpec, _ isAbsolute: Bool, _ call: SyscallContext
  ) {
    let kernel = call.kernel
    let process = call.task.process
    let value = new.value.totalNanoseconds
    let interval = UInt64(new.interval.totalNanoseconds)
    let store: (ProcessTimers.Schedule?) -> Void = { [weak timer] in timer?.schedule = $0 }
    let fire: (Int32) -> Void = {
      [unowned kernel, unowned process, weak timer] missed in
      guard let timer, let signal = timer.notification.signal else { return }
      // One signal is queued at a time; it says how many expiries it stands for.
      if timer.isQueued, let main = process.mainTask, isPending(timer, main) {
        timer.overrun = timer.overrun.addingClamped(missed, 1)
        return
      }
      timer.lastOverrun = timer.overrun
      timer.overrun = missed
      timer.isQueued = true
      let info = SignalInfo(
        signal: signal, code: .timer,
        details: .timer(id: timer.id, overrun: missed, value: timer.notification.value))
      if let tid = timer.notification.thread {
        if let task = kernel.processes.task(tid) { kernel.signals.send(info, to: task) }
      } else {
        kernel.signals.send(info, to: process)
      }
    }
    switch timer.clock {
    case .time(let clock):
      let deadline =
        isAbsolute
        ? kernel.clock.monotonicDeadline(value, on: clock)
        : kernel.clock.monotonic &+ UInt64(value)
      kernel.arm(at: deadline, every: interval, store: store, fire: fire)
    case .processor(let clock):
      let target = isAbsolute ? UInt64(value) : (clock.now ?? 0) &+ UInt64(value)
      kernel.arm(on: clock, at: target, every: interval, store: store, fire: fire)
    }
  }
}

extension Int32 {
  /// Overruns stop at DELAYTIMER_MAX.
  fileprivate func addingClamped(_ more: Int32, _ one: Int32) -> Int32 {
    Int32(clamping: Int64(self) + Int64(more) + Int64(one))
  }
}
