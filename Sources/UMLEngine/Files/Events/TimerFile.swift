import LinuxABI

/// The time a ``TimerFile`` goes by, and where it is told that the time has come. Nanoseconds.
struct TimerSource {
  let timers: TimerQueue
  /// The clock ``timers`` runs on.
  let monotonic: () -> UInt64
  /// The clock the guest chose.
  let own: () -> UInt64
}

/// A timer that is read: the number of expirations since the last read. See timerfd_create(2).
///
/// An interval timer that expired is not started again before somebody looks; what it missed is
/// then computed. So nobody's forgotten timer keeps the machine awake.
final class TimerFile: EventObject {
  private let source: TimerSource
  private let queue = WaitQueue()
  private var interval: UInt64 = 0
  /// The next expiry, or the one that has happened and waits to be read; nil when not armed.
  private var expiry: UInt64?
  private var ticks: UInt64 = 0
  private var entry: TimerQueue.Entry?

  init(_ source: TimerSource) { self.source = source }

  func status() throws(Errno) -> FileStatus { .event }

  /// Starts, changes or (with a zero value) stops the timer; returns what was set before.
  func set(_ new: ITimerSpec, isAbsolute: Bool) -> ITimerSpec {
    let old = current()
    stop()
    guard !new.value.isZero else { return old }
    interval = UInt64(clamping: new.interval.totalNanoseconds)
    let value = UInt64(clamping: new.value.totalNanoseconds)
    let (sum, overflow) = source.own().addingReportingOverflow(value)
    expiry = isAbsolute ? value : (overflow ? .max : sum)
    start()
    return old
  }

  /// The interval, and how long until the next expiry.
  func current() -> ITimerSpec {
    catchUp()
    var result = ITimerSpec(interval: TimeSpec(totalNanoseconds: Int64(clamping: interval)))
    if let expiry, entry != nil {
      let now = source.own()
      // An armed timer never says zero, which would mean that it is not armed.
      let left = expiry > now ? expiry - now : 1
      result.value = TimeSpec(totalNanoseconds: Int64(clamping: left))
    }
    return result
  }

  func read(
    _ destination: inout ReadDestination, at position: Int64, _ file: OpenFile
  ) throws(Errno) -> Int {
    guard destination.remaining >= 8 else { throw .invalidArgument }
    guard ticks > 0 else { throw .wouldBlock }
    catchUp()
    let size = try destination.put(integer: ticks)
    ticks = 0
    return size
  }

  func readiness() -> PollEvents { ticks > 0 ? .input : [] }
  func waitQueue(for events: PollEvents) -> WaitQueue? { queue }
  func closed(_ file: OpenFile) { stop() }

  private func stop() {
    entry?.cancel()
    entry = nil
    expiry = nil
    interval = 0
    ticks = 0
  }

  private func start() {
    guard let expiry else { return }
    let now = source.own()
    guard expiry > now else { return expire() }
    let (deadline, overflow) = source.monotonic().addingReportingOverflow(expiry - now)
    entry = source.timers.schedule(at: overflow ? .max : deadline) { [unowned self] in
      entry = nil
      expire()
    }
  }

  private func expire() {
    ticks &+= 1
    queue.wakeAll()
  }

  /// Counts the expirations an interval timer missed while nobody read it, and starts it again.
  private func catchUp() {
    guard let last = expiry, entry == nil, interval > 0 else { return }
    let now = source.own()
    let missed = now > last ? (now - last) / interval : 0
    ticks &+= missed
    let (next, overflow) = last.addingReportingOverflow((missed + 1) &* interval)
    expiry = overflow ? .max : next
    start()
  }
}
