/// Policy and priority of a thread: `sched_setattr(2)`. The corresponding C type is `struct
/// sched_attr`.
public struct SchedulingLayout: GuestLayout, Hashable {
  /// Bytes of the first version, without the clamps of utilization: `SCHED_ATTR_SIZE_VER0`.
  public static let firstSize = 48
  public static let size = 56

  /// Bytes of the caller's structure.
  public var length: UInt32 = UInt32(SchedulingLayout.size)
  public var policy: Int32 = 0
  public var flags: UInt64 = 0
  public var niceness: Int32 = 0
  public var priority: UInt32 = 0
  /// Nanoseconds, of the deadline policy.
  public var runtime: UInt64 = 0
  public var deadline: UInt64 = 0
  public var period: UInt64 = 0
  public var leastUtilization: UInt32 = 0
  public var mostUtilization: UInt32 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    length = reader.read()
    policy = reader.read()
    flags = reader.read()
    niceness = reader.read()
    priority = reader.read()
    runtime = reader.read()
    deadline = reader.read()
    period = reader.read()
    leastUtilization = reader.read()
    mostUtilization = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(length)
    writer.write(policy)
    writer.write(flags)
    writer.write(niceness)
    writer.write(priority)
    for time in [runtime, deadline, period] { writer.write(time) }
    writer.write(leastUtilization)
    writer.write(mostUtilization)
  }
}
