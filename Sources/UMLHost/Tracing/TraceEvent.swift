internal import CHost

/// Something that happened to a traced thread. All but the last two leave it stopped.
public enum TraceEvent {
  /// It is about to make a call that the filter sends to its tracer.
  case call
  /// fork, vfork or clone made `child`, which starts with a ``interrupted`` stop of its own.
  case cloned(child: Int32)
  /// It has executed a program. `thread` is its leader's number now; `former` was its own.
  case executed(former: Int32)
  /// It returns from a call after ``Tracee/resume(_:to:signal:)`` asked for that.
  case callExit
  /// A signal is about to be delivered.
  case signal(Int32)
  /// A stop that carries no signal: a new thread's first, or one that was asked for.
  case interrupted
  case exited(Int32)
  case killed(Int32)
}

/// One event with its thread and, at the end of a thread, what the host accounted to it.
public struct TraceReport {
  public let thread: Int32
  public let event: TraceEvent
  public let userTimeNanoseconds: UInt64
  public let systemTimeNanoseconds: UInt64
  public let minorFaults: UInt64
  public let majorFaults: UInt64
  public let maximumResidentBytes: UInt64

  /// The next event of any child or tracee of the calling thread, nil when none waits. Never
  /// blocks. Of several that wait the eldest's comes first, however often that one has been served.
  public static func next() -> TraceReport? { next(of: -1) }

  /// The next event of one child or tracee of the calling thread, nil when none waits. Never blocks.
  public static func next(of thread: Int32) -> TraceReport? {
    var status: Int32 = 0
    var usage = rusage()
    let thread = chost_wait_event(thread, &status, &usage)
    guard thread > 0 else { return nil }
    return TraceReport(thread, status, usage)
  }

  /// Waits for the next event; nil when the calling thread has no child or tracee.
  public static func waitForNext() -> TraceReport? {
    var status: Int32 = 0
    var usage = rusage()
    let thread = chost_wait_next(&status, &usage)
    guard thread > 0 else { return nil }
    return TraceReport(thread, status, usage)
  }

  private init(_ thread: Int32, _ status: Int32, _ usage: rusage) {
    self.thread = thread
    event = Self.event(thread, status)
    userTimeNanoseconds = Self.nanoseconds(usage.ru_utime)
    systemTimeNanoseconds = Self.nanoseconds(usage.ru_stime)
    minorFaults = UInt64(max(0, usage.ru_minflt))
    majorFaults = UInt64(max(0, usage.ru_majflt))
    maximumResidentBytes = UInt64(max(0, usage.ru_maxrss)) * 1024
  }

  private static func event(_ thread: Int32, _ status: Int32) -> TraceEvent {
    let low = status & 0x7f
    if low == 0 { return .exited((status >> 8) & 0xff) }
    if low != 0x7f { return .killed(low) }
    let signal = (status >> 8) & 0xff
    switch status >> 16 {
    case Int32(PTRACE_EVENT_SECCOMP.rawValue): return .call
    case Int32(PTRACE_EVENT_FORK.rawValue), Int32(PTRACE_EVENT_VFORK.rawValue),
      Int32(PTRACE_EVENT_CLONE.rawValue):
      var child: UInt = 0
      _ = chost_trace_event_message(thread, &child)
      return .cloned(child: Int32(truncatingIfNeeded: child))
    case Int32(PTRACE_EVENT_EXEC.rawValue):
      var former: UInt = 0
      _ = chost_trace_event_message(thread, &former)
      return .executed(former: Int32(truncatingIfNeeded: former))
    case 0: return signal == SIGTRAP | 0x80 ? .callExit : .signal(signal)
    default: return .interrupted
    }
  }

  private static func nanoseconds(_ time: timeval) -> UInt64 {
    UInt64(max(0, time.tv_sec)) * 1_000_000_000 + UInt64(max(0, time.tv_usec)) * 1000
  }
}
