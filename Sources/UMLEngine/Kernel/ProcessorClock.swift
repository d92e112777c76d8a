import LinuxABI

/// A clock of CPU time: of a process, or of one thread. See clock_getcpuclockid(3).
struct ProcessorClock {
  private let thread: Task?
  private let process: Process

  /// The clock of a number: the two constants, or a negative one, which is `~pid << 3` with the
  /// kind in its low bits. EINVAL for all else, and for threads of others.
  init(_ number: Int32, for task: Task, _ processes: ProcessTable) throws(Errno) {
    switch number {
    case ClockID.processCPUTime.rawValue: (thread, process) = (nil, task.process)
    case ClockID.threadCPUTime.rawValue: (thread, process) = (task, task.process)
    case ..<0:
      let pid = ~(number >> 3)
      let isThread = number & 4 != 0
      guard number & 3 != 3, let found = pid == 0 ? task : processes.task(pid),
        isThread ? found.process === task.process : pid == 0 || found.isLeader
      else { throw .invalidArgument }
      (thread, process) = (isThread ? found : nil, found.process)
    default: throw .invalidArgument
    }
  }

  /// Whether it stands still as long as this task waits for it.
  func isOnly(of task: Task) -> Bool { thread === task }

  /// Nanoseconds; nil when there is nobody left whose time it is.
  var now: UInt64? {
    guard let task = thread ?? process.mainTask, task.thread.task != nil else { return nil }
    return task.thread.processorTime(ofProcess: thread == nil)
  }

  /// The least time in which the clock can move on by so much.
  func shortestWait(for nanoseconds: UInt64) -> UInt64 {
    let parts = thread == nil ? UInt64(max(1, process.threads.count)) : 1
    return max(Self.tick, nanoseconds / parts)
  }

  /// Nobody looks more often than a Linux of 250 ticks a second.
  private static let tick: UInt64 = 4_000_000
}

extension Kernel {
  /// As the other `arm`, on a clock that stands still while nobody runs: the host cannot tell when
  /// it will be so far, so the kernel looks at the earliest time possible.
  func arm(
    on clock: ProcessorClock, at target: UInt64, every interval: UInt64,
    store: @escaping (ProcessTimers.Schedule?) -> Void, fire: @escaping (Int32) -> Void
  ) {
    let now = clock.now ?? 0
    let wait = clock.shortestWait(for: target > now ? target - now : 0)
    let entry = timers.schedule(at: self.clock.monotonic &+ (target > now ? wait : 0)) {
      [unowned self] in
      guard let now = clock.now else { return store(nil) }
      guard now >= target else {
        return arm(on: clock, at: target, every: interval, store: store, fire: fire)
      }
      guard interval > 0 else {
        store(nil)
        return fire(0)
      }
      let missed = (now - target) / interval
      arm(
        on: clock, at: target + (missed + 1) * interval, every: interval, store: store, fire: fire)
      fire(Int32(clamping: missed))
    }
    store(
      ProcessTimers.Schedule(deadline: target, interval: interval, clock: clock, entry: entry))
  }
}
