/// Times used, in clock ticks. The corresponding C type is `struct tms`.
public struct TimesLayout: GuestLayout, Hashable {
  public static let size = 32
  /// Clock ticks in a second: `sysconf(_SC_CLK_TCK)`.
  public static let ticksPerSecond: Int64 = 100

  public var user: Int64
  public var system: Int64
  public var childrenUser: Int64
  public var childrenSystem: Int64

  public init(
    user: Int64 = 0, system: Int64 = 0, childrenUser: Int64 = 0, childrenSystem: Int64 = 0
  ) {
    self.user = user
    self.system = system
    self.childrenUser = childrenUser
    self.childrenSystem = childrenSystem
  }

  public init(from reader: inout ByteReader) {
    user = reader.read()
    system = reader.read()
    childrenUser = reader.read()
    childrenSystem = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(user)
    writer.write(system)
    writer.write(childrenUser)
    writer.write(childrenSystem)
  }
}

/// Resources used: `getrusage(2)`. The corresponding C type is `struct rusage`.
public struct ResourceUsageLayout: GuestLayout, Hashable {
  public static let size = 144

  public var userTime: TimeVal = .zero
  public var systemTime: TimeVal = .zero
  /// Kibibytes.
  public var maximumResidentSet: Int64 = 0
  public var minorFaults: Int64 = 0
  public var majorFaults: Int64 = 0
  public var blocksRead: Int64 = 0
  public var blocksWritten: Int64 = 0
  public var voluntarySwitches: Int64 = 0
  public var involuntarySwitches: Int64 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    userTime = TimeVal(from: &reader)
    systemTime = TimeVal(from: &reader)
    maximumResidentSet = reader.read()
    reader.skip(24)  // sizes that Linux does not keep
    minorFaults = reader.read()
    majorFaults = reader.read()
    reader.skip(8)  // swaps
    blocksRead = reader.read()
    blocksWritten = reader.read()
    reader.skip(24)  // messages and signals
    voluntarySwitches = reader.read()
    involuntarySwitches = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    userTime.write(to: &writer)
    systemTime.write(to: &writer)
    writer.write(maximumResidentSet)
    writer.pad(24)
    writer.write(minorFaults)
    writer.write(majorFaults)
    writer.pad(8)
    writer.write(blocksRead)
    writer.write(blocksWritten)
    writer.pad(24)
    writer.write(voluntarySwitches)
    writer.write(involuntarySwitches)
  }
}
