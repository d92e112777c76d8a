/// A record lock for `fcntl(2)`. The corresponding C type is `struct flock`.
public struct FileLockLayout: GuestLayout, Hashable {
  public static let size = 32

  /// A `RecordLockType`; any other number is `EINVAL`.
  public var type: Int16
  /// A `SeekOrigin`'s number: where `start` counts from.
  public var origin: Int16
  public var start: Int64
  /// Bytes; zero reaches to the end however far that is, negative lies before `start`.
  public var length: Int64
  /// Who holds the conflicting lock.
  public var processID: Int32

  public init(
    type: RecordLockType, origin: SeekOrigin = .start, start: Int64 = 0, length: Int64 = 0,
    processID: Int32 = 0
  ) {
    self.type = type.rawValue
    self.origin = Int16(truncatingIfNeeded: origin.rawValue)
    self.start = start
    self.length = length
    self.processID = processID
  }

  public init(from reader: inout ByteReader) {
    type = reader.read()
    origin = reader.read()
    reader.skip(4)
    start = reader.read()
    length = reader.read()
    processID = reader.read()
    reader.skip(4)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(type)
    writer.write(origin)
    writer.pad(4)
    writer.write(start)
    writer.write(length)
    writer.write(processID)
    writer.pad(4)
  }
}
