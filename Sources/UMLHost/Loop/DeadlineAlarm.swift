import CHost
import LinuxABI

/// Makes a loop's wait end at a deadline: a timer descriptor among the loop's others. See
/// timerfd_create(2).
///
/// A time limit of the wait itself would be set up and taken down again at every wait, though the
/// earliest deadline seldom changes.
struct DeadlineAlarm: ~Copyable {
  private let descriptor: HostDescriptor
  /// When it goes off, on the monotonic clock; `.max` while it does not.
  private var deadline = Int64.max
  /// Set by the loop when the descriptor was readable.
  var hasGoneOff = false

  init() throws(Errno) {
    descriptor = HostDescriptor(try shimCall { chost_timer_open() })
  }

  var rawValue: Int32 { descriptor.rawValue }

  /// Goes off at `deadline`, or earlier: one that was set for an earlier deadline, since cancelled,
  /// stays.
  mutating func set(_ deadline: Int64) {
    guard deadline < self.deadline else { return }
    self.deadline = deadline
    chost_timer_set(rawValue, deadline)
  }

  /// Takes note that it went off.
  mutating func acknowledge() {
    hasGoneOff = false
    deadline = .max
    _ = chost_eventfd_drain(rawValue)
  }
}
