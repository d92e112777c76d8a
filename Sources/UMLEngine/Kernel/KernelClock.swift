import LinuxABI
import UMLHost

/// The guest's clocks. Programs read them without asking the kernel, so they are the host's.
struct KernelClock {
  /// Monotonic time at which the machine started, in nanoseconds.
  let start: UInt64

  /// The same on CLOCK_BOOTTIME.
  let bootStart: UInt64

  init() {
    start = UInt64(HostClock.monotonicNanoseconds())
    bootStart = UInt64(HostClock.bootNanoseconds())
  }

  /// CLOCK_MONOTONIC in nanoseconds.
  var monotonic: UInt64 { UInt64(HostClock.monotonicNanoseconds()) }
  /// CLOCK_REALTIME in nanoseconds since 1970.
  var realtime: Int64 { HostClock.realtimeNanoseconds() }
  /// CLOCK_BOOTTIME in nanoseconds: monotonic time and what the host slept.
  var boottime: UInt64 { UInt64(HostClock.bootNanoseconds()) }
  /// Nanoseconds since this machine started: what uptime shows and the log is stamped with.
  var sinceStart: UInt64 { monotonic - start }
}

extension KernelClock {
  /// When a clock will show `value` nanoseconds, on the monotonic clock.
  func monotonicDeadline(_ value: Int64, on clock: ClockID) -> UInt64 {
    let now: Int64
    switch clock {
    case .realTime, .realTimeCoarse, .realTimeAlarm, .internationalAtomicTime: now = realtime
    case .bootTime, .bootTimeAlarm: now = Int64(clamping: boottime)
    default: return UInt64(clamping: value)
    }
    let (left, overflow) = value.subtractingReportingOverflow(now)
    return overflow ? .max : UInt64(clamping: Int64(clamping: monotonic).addingClamped(left))
  }
}

extension Int64 {
  fileprivate func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    guard overflow else { return sum }
    return other < 0 ? .min : .max
  }
}
