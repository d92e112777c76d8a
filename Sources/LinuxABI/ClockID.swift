/// A clock: `clock_gettime(2)`. Negative numbers are a process's or thread's processor time.
public enum ClockID: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `CLOCK_REALTIME`.
  case realTime = 0
  /// The corresponding C constant is `CLOCK_MONOTONIC`.
  case monotonic = 1
  /// The corresponding C constant is `CLOCK_PROCESS_CPUTIME_ID`.
  case processCPUTime = 2
  /// The corresponding C constant is `CLOCK_THREAD_CPUTIME_ID`.
  case threadCPUTime = 3
  /// The corresponding C constant is `CLOCK_MONOTONIC_RAW`.
  case monotonicRaw = 4
  /// The corresponding C constant is `CLOCK_REALTIME_COARSE`.
  case realTimeCoarse = 5
  /// The corresponding C constant is `CLOCK_MONOTONIC_COARSE`.
  case monotonicCoarse = 6
  /// The corresponding C constant is `CLOCK_BOOTTIME`.
  case bootTime = 7
  /// The corresponding C constant is `CLOCK_REALTIME_ALARM`.
  case realTimeAlarm = 8
  /// The corresponding C constant is `CLOCK_BOOTTIME_ALARM`.
  case bootTimeAlarm = 9
  /// The corresponding C constant is `CLOCK_TAI`.
  case internationalAtomicTime = 11
}

/// A process's timers: `setitimer(2)`.
public enum IntervalTimer: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `ITIMER_REAL`.
  case real = 0
  /// The corresponding C constant is `ITIMER_VIRTUAL`.
  case virtual = 1
  /// The corresponding C constant is `ITIMER_PROF`.
  case profiling = 2
}

/// How a timer of `timer_create(2)` tells that it expired, or a message queue that it got its
/// first message: `sigev_notify`.
public enum TimerNotification: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SIGEV_SIGNAL`.
  case signal = 0
  /// The corresponding C constant is `SIGEV_NONE`.
  case none = 1
  /// The corresponding C constant is `SIGEV_THREAD`.
  case thread = 2
  /// The corresponding C constant is `SIGEV_THREAD_ID`.
  case threadID = 4
}
