/// What a limit limits: `prlimit64(2)`.
public enum ResourceKind: Int32, CaseIterable, Sendable {
  /// Seconds (`RLIMIT_CPU`).
  case cpuTime = 0
  /// The corresponding C constant is `RLIMIT_FSIZE`.
  case fileSize = 1
  /// The corresponding C constant is `RLIMIT_DATA`.
  case data = 2
  /// The corresponding C constant is `RLIMIT_STACK`.
  case stack = 3
  /// The corresponding C constant is `RLIMIT_CORE`.
  case core = 4
  /// The corresponding C constant is `RLIMIT_RSS`.
  case residentSet = 5
  /// The corresponding C constant is `RLIMIT_NPROC`.
  case processes = 6
  /// The corresponding C constant is `RLIMIT_NOFILE`.
  case openFiles = 7
  /// The corresponding C constant is `RLIMIT_MEMLOCK`.
  case lockedMemory = 8
  /// The corresponding C constant is `RLIMIT_AS`.
  case addressSpace = 9
  /// The corresponding C constant is `RLIMIT_LOCKS`.
  case locks = 10
  /// The corresponding C constant is `RLIMIT_SIGPENDING`.
  case pendingSignals = 11
  /// The corresponding C constant is `RLIMIT_MSGQUEUE`.
  case messageQueue = 12
  /// The corresponding C constant is `RLIMIT_NICE`.
  case nice = 13
  /// The corresponding C constant is `RLIMIT_RTPRIO`.
  case realTimePriority = 14
  /// The corresponding C constant is `RLIMIT_RTTIME`.
  case realTimeTime = 15
}

/// A limit as it is and how far it may be raised. The C type is `struct rlimit64`.
public struct ResourceLimit: GuestLayout, Hashable {
  public static let size = 16
  /// The corresponding C constant is `RLIM_INFINITY`.
  public static let infinity = UInt64.max

  public var current: UInt64
  public var maximum: UInt64

  public init(current: UInt64, maximum: UInt64) {
    self.current = current
    self.maximum = maximum
  }

  public init(from reader: inout ByteReader) {
    current = reader.read()
    maximum = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(current)
    writer.write(maximum)
  }

  public static let unlimited = ResourceLimit(current: infinity, maximum: infinity)
}

/// Whose use `getrusage(2)` tells.
public enum UsageTarget: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `RUSAGE_SELF`.
  case process = 0
  /// The corresponding C constant is `RUSAGE_CHILDREN`.
  case children = -1
  /// The corresponding C constant is `RUSAGE_THREAD`.
  case thread = 1
}

/// Whose nice value `getpriority(2)` tells.
public enum PriorityTarget: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `PRIO_PROCESS`.
  case process = 0
  /// The corresponding C constant is `PRIO_PGRP`.
  case group = 1
  /// The corresponding C constant is `PRIO_USER`.
  case user = 2
}
