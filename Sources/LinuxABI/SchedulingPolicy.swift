/// How a task is scheduled: `sched_setscheduler(2)`.
public enum SchedulingPolicy: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SCHED_OTHER`.
  case normal = 0
  /// The corresponding C constant is `SCHED_FIFO`.
  case firstInFirstOut = 1
  /// The corresponding C constant is `SCHED_RR`.
  case roundRobin = 2
  /// The corresponding C constant is `SCHED_BATCH`.
  case batch = 3
  /// The corresponding C constant is `SCHED_IDLE`.
  case idle = 5
  /// The corresponding C constant is `SCHED_DEADLINE`.
  case deadline = 6
}
