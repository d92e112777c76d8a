import LinuxABI

/// The limits of a process. See getrlimit(2).
struct ResourceLimits {
  private var limits = [ResourceLimit](
    repeating: .unlimited, count: ResourceKind.allCases.count)

  subscript(kind: ResourceKind) -> ResourceLimit {
    get { limits[Int(kind.rawValue)] }
    set { limits[Int(kind.rawValue)] = newValue }
  }

  /// What init starts with, as on a Linux of that much memory.
  static func initial(memoryBytes: UInt64, taskLimit: Int) -> ResourceLimits {
    var limits = ResourceLimits()
    let tasks = UInt64(taskLimit / 2)
    limits[.processes] = ResourceLimit(current: tasks, maximum: tasks)
    limits[.openFiles] = ResourceLimit(current: 1024, maximum: 4096)
    limits[.stack] = ResourceLimit(current: 8 << 20, maximum: ResourceLimit.infinity)
    limits[.core] = ResourceLimit(current: 0, maximum: ResourceLimit.infinity)
    limits[.lockedMemory] = ResourceLimit(current: 8 << 20, maximum: 8 << 20)
    limits[.pendingSignals] = ResourceLimit(current: tasks, maximum: tasks)
    limits[.messageQueue] = ResourceLimit(current: 819_200, maximum: 819_200)
    limits[.nice] = ResourceLimit(current: 0, maximum: 0)
    limits[.realTimePriority] = ResourceLimit(current: 0, maximum: 0)
    return limits
  }
}
