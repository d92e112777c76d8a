import LinuxABI

/// Starts, repeats and reads timers that send signals. One kernel for setitimer, alarm and
/// timer_create.
extension Kernel {
  /// Arms a timer. `fire` runs at each expiry and gets the number of intervals missed; `store`
  /// keeps the schedule where its owner reads it.
  func arm(
    at deadline: UInt64, every interval: UInt64,
    store: @escaping (ProcessTimers.Schedule?) -> Void, fire: @escaping (Int32) -> Void
  ) {
    let entry = timers.schedule(at: deadline) { [unowned self] in
      guard interval > 0 else {
        store(nil)
        return fire(0)
      }
      // A machine that was held up does not make up for every tick it missed; it counts them.
      let missed = (clock.monotonic - deadline) / interval
      arm(at: deadline + (missed + 1) * interval, every: interval, store: store, fire: fire)
      fire(Int32(clamping: missed))
    }
    store(ProcessTimers.Schedule(deadline: deadline, interval: interval, entry: entry))
  }

  /// What is left of a schedule, as timer_gettime and getitimer report it.
  func remaining(_ schedule: ProcessTimers.Schedule?) -> ITimerSpec {
    guard let schedule else { return ITimerSpec() }
    let now = schedule.clock.map { $0.now ?? 0 } ?? clock.monotonic
    // A timer about to fire is still running: never zero.
    let left = schedule.deadline > now ? schedule.deadline - now : 1
    return ITimerSpec(
      interval: TimeSpec(totalNanoseconds: Int64(clamping: schedule.interval)),
      value: TimeSpec(totalNanoseconds: Int64(clamping: left)))
  }
}
