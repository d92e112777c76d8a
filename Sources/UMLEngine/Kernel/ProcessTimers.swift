import LinuxABI

/// The interval timer and the POSIX timers of a process. See setitimer(2) and timer_create(2).
final class ProcessTimers {
  /// A timer that is running: when it fires next, and how often after that.
  struct Schedule {
    var deadline: UInt64
    var interval: UInt64
    /// What the deadline is a time of; nil is the monotonic clock.
    var clock: ProcessorClock?
    var entry: TimerQueue.Entry
  }

  /// A timer made with timer_create.
  final class Timer {
    let id: Int32
    let clock: Clock
    let notification: Notification
    var schedule: Schedule?
    /// Expiries that the signal on its way stands for beside its own, and those of the one before.
    var overrun: Int32 = 0
    var lastOverrun: Int32 = 0
    /// A signal was sent since the timer was set.
    var isQueued = false

    enum Clock {
      case time(ClockID)
      case processor(ProcessorClock)
    }

    init(id: Int32, clock: Clock, notification: Notification) {
      self.id = id
      self.clock = clock
      self.notification = notification
    }
  }

  /// What a timer does when it fires: a signal to the process or to one thread, or nothing.
  struct Notification {
    var signal: SignalNumber?
    var value: UInt64
    var thread: Int32?
  }

  /// ITIMER_REAL.
  var real: Schedule?
  private(set) var timers: [Int32: Timer] = [:]

  /// EAGAIN at `limit`: each needs a place for its signal, RLIMIT_SIGPENDING.
  func create(clock: Timer.Clock, limit: UInt64, notification: (Int32) -> Notification)
    throws(Errno) -> Timer
  {
    guard UInt64(timers.count) < limit,
      let id = (0...Int32(timers.count)).first(where: { timers[$0] == nil })
    else { throw .resourceTemporarilyUnavailable }
    let timer = Timer(id: id, clock: clock, notification: notification(id))
    timers[id] = timer
    return timer
  }

  subscript(id: Int32) -> Timer? { timers[id] }

  func delete(_ timer: Timer) {
    timer.schedule?.entry.cancel()
    timers[timer.id] = nil
  }

  /// For the end of the process.
  func cancelAll() {
    real?.entry.cancel()
    real = nil
    cancelPosixTimers()
  }

  /// execve keeps the interval timer and forgets the others.
  func cancelPosixTimers() {
    for timer in timers.values { timer.schedule?.entry.cancel() }
    timers = [:]
  }
}
