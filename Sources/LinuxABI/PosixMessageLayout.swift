/// A POSIX message queue's state: `mq_getattr(3)`. The corresponding C type is `struct mq_attr`.
public struct PosixMessageLayout: GuestLayout, Hashable {
  public static let size = 64

  /// `O_NONBLOCK` or nothing.
  public var flags: Int64 = 0
  public var messageLimit: Int64 = 0
  /// Bytes of a message, at most.
  public var messageSize: Int64 = 0
  public var messageCount: Int64 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    flags = reader.read()
    messageLimit = reader.read()
    messageSize = reader.read()
    messageCount = reader.read()
    reader.skip(32)
  }

  public func write(to writer: inout ByteWriter) {
    for value in [flags, messageLimit, messageSize, messageCount] { writer.write(value) }
    writer.pad(32)
  }
}
