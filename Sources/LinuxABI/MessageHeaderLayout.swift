/// A message's parts: `sendmsg(2)`. The corresponding C type is `struct msghdr`.
public struct MessageHeaderLayout: GuestLayout, Hashable {
  public static let size = 56

  /// The address of the peer's name, zero for none.
  public var name: UInt64
  /// Bytes of the name: `socklen_t`, then padding.
  public var nameLength: UInt32
  /// The address of the `IOVector`s.
  public var vectors: UInt64
  public var vectorCount: UInt64
  /// The address of the control messages.
  public var control: UInt64
  public var controlLength: UInt64
  public var flags: MessageFlags

  /// Where `recvmsg(2)` writes single fields back.
  public static let nameLengthOffset = 8
  public static let controlLengthOffset = 40
  public static let flagsOffset = 48

  public init(from reader: inout ByteReader) {
    name = reader.read()
    nameLength = reader.read()
    reader.skip(4)
    vectors = reader.read()
    vectorCount = reader.read()
    control = reader.read()
    controlLength = reader.read()
    flags = MessageFlags(rawValue: reader.read())
    reader.skip(4)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(nameLength)
    writer.pad(4)
    writer.write(vectors)
    writer.write(vectorCount)
    writer.write(control)
    writer.write(controlLength)
    writer.write(flags.rawValue)
    writer.pad(4)
  }
}

/// A message and its length, for `sendmmsg(2)`. The corresponding C type is `struct mmsghdr`.
public struct MultipleMessageLayout: GuestLayout, Hashable {
  public static let size = 64
  /// Where the number of bytes sent or received goes.
  public static let lengthOffset = 56

  public var header: MessageHeaderLayout
  public var length: UInt32

  public init(from reader: inout ByteReader) {
    header = MessageHeaderLayout(from: &reader)
    length = reader.read()
    reader.skip(4)
  }

  public func write(to writer: inout ByteWriter) {
    header.write(to: &writer)
    writer.write(length)
    writer.pad(4)
  }
}
