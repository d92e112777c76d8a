/// The machine's state: `sysinfo(2)`. The corresponding C type is `struct sysinfo`.
public struct SystemInformationLayout: GuestLayout, Hashable {
  public static let size = 112

  /// Seconds since the boot.
  public var uptime: Int64 = 0
  /// Load averages of 1, 5 and 15 minutes, times 65536.
  public var load1: UInt64 = 0
  public var load5: UInt64 = 0
  public var load15: UInt64 = 0
  /// In units of `memoryUnit`, like the following.
  public var totalMemory: UInt64 = 0
  public var freeMemory: UInt64 = 0
  public var sharedMemory: UInt64 = 0
  public var bufferMemory: UInt64 = 0
  public var totalSwap: UInt64 = 0
  public var freeSwap: UInt64 = 0
  public var processes: UInt16 = 0
  /// Bytes.
  public var memoryUnit: UInt32 = 1

  public init() {}

  public init(from reader: inout ByteReader) {
    uptime = reader.read()
    load1 = reader.read()
    load5 = reader.read()
    load15 = reader.read()
    totalMemory = reader.read()
    freeMemory = reader.read()
    sharedMemory = reader.read()
    bufferMemory = reader.read()
    totalSwap = reader.read()
    freeSwap = reader.read()
    processes = reader.read()
    reader.skip(22)  // padding, and the high memory that 64-bit machines do not have
    memoryUnit = reader.read()
    reader.skip(4)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(uptime)
    for value in [load1, load5, load15, totalMemory, freeMemory, sharedMemory] {
      writer.write(value)
    }
    for value in [bufferMemory, totalSwap, freeSwap] { writer.write(value) }
    writer.write(processes)
    writer.pad(22)
    writer.write(memoryUnit)
    writer.pad(4)
  }
}
