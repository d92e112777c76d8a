/// What every netlink message begins with. The corresponding C type is `struct nlmsghdr`.
public struct NetlinkHeader: GuestLayout, Hashable {
  public static let size = 16

  /// Bytes of the whole message, this header included, without the padding after it.
  public var length: UInt32
  public var type: NetlinkMessageType
  public var flags: NetlinkFlags
  /// The request's number, repeated in the answers.
  public var sequence: UInt32
  /// The socket's address.
  public var portID: UInt32

  public init(
    length: UInt32, type: NetlinkMessageType, flags: NetlinkFlags, sequence: UInt32,
    portID: UInt32
  ) {
    self.length = length
    self.type = type
    self.flags = flags
    self.sequence = sequence
    self.portID = portID
  }

  public init(from reader: inout ByteReader) {
    length = reader.read()
    type = NetlinkMessageType(rawValue: reader.read())
    flags = NetlinkFlags(rawValue: reader.read())
    sequence = reader.read()
    portID = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(length)
    writer.write(type.rawValue)
    writer.write(flags.rawValue)
    writer.write(sequence)
    writer.write(portID)
  }
}

/// A netlink message: its header's fields and what follows.
public struct NetlinkMessage: Hashable, Sendable {
  public var type: NetlinkMessageType
  public var flags: NetlinkFlags
  public var sequence: UInt32
  public var portID: UInt32
  public var payload: [UInt8]

  public init(
    type: NetlinkMessageType, flags: NetlinkFlags = [], sequence: UInt32, portID: UInt32,
    payload: [UInt8]
  ) {
    self.type = type
    self.flags = flags
    self.sequence = sequence
    self.portID = portID
    self.payload = payload
  }

  /// The whole messages in what was sent; a malformed one ends them, as in the kernel.
  public static func messages(in bytes: [UInt8]) -> [NetlinkMessage] {
    var messages: [NetlinkMessage] = []
    var offset = 0
    while bytes.count - offset >= NetlinkHeader.size {
      var reader = ByteReader(bytes, position: offset)
      let header = NetlinkHeader(from: &reader)
      let length = Int(header.length)
      guard length >= NetlinkHeader.size, length <= bytes.count - offset else { break }
      messages.append(
        NetlinkMessage(
          type: header.type, flags: header.flags, sequence: header.sequence,
          portID: header.portID, payload: reader.read(count: length - NetlinkHeader.size)))
      offset += (length + 3) & ~3
    }
    return messages
  }

  /// The message, padded to four bytes.
  public var bytes: [UInt8] {
    let length = NetlinkHeader.size + payload.count
    var writer = ByteWriter(capacity: (length + 3) & ~3)
    let header = NetlinkHeader(
      length: UInt32(truncatingIfNeeded: length), type: type, flags: flags, sequence: sequence,
      portID: portID)
    header.write(to: &writer)
    writer.write(payload)
    writer.align(to: 4)
    return writer.bytes
  }

  /// The kernel's answer to a request that failed, or with `nil` succeeded: the error and the
  /// request's header. The corresponding C type is `struct nlmsgerr`.
  public func answer(_ error: Errno?) -> NetlinkMessage {
    let length = UInt32(truncatingIfNeeded: NetlinkHeader.size + payload.count)
    var writer = ByteWriter(capacity: 20)
    writer.write(-(error?.rawValue ?? 0))
    NetlinkHeader(length: length, type: type, flags: flags, sequence: sequence, portID: portID)
      .write(to: &writer)
    return NetlinkMessage(
      type: .error, sequence: sequence, portID: portID, payload: writer.bytes)
  }
}

/// A value in a netlink message. The corresponding C type is `struct rtattr`.
public struct NetlinkAttribute: Hashable, Sendable {
  public var type: UInt16
  public var value: [UInt8]

  public init(_ type: UInt16, _ value: [UInt8]) {
    self.type = type
    self.value = value
  }

  /// A number of any width.
  public init<Number: FixedWidthInteger>(_ type: UInt16, _ number: Number) {
    var writer = ByteWriter(capacity: MemoryLayout<Number>.size)
    writer.write(number)
    self.init(type, writer.bytes)
  }

  /// A string with a zero at its end.
  public init(_ type: UInt16, string: String) { self.init(type, Array(string.utf8) + [0]) }

  /// The value as a number, with zeros for missing bytes.
  public func number<Number: FixedWidthInteger>(as type: Number.Type = Number.self) -> Number {
    ByteReader.load(value, at: 0)
  }

  /// The value up to its first zero.
  public var string: String { String(decoding: value.prefix { $0 != 0 }, as: UTF8.self) }

  /// The attributes in a payload from `offset` on; a malformed one ends them.
  public static func attributes(in bytes: [UInt8], from offset: Int) -> [NetlinkAttribute] {
    var attributes: [NetlinkAttribute] = []
    var offset = offset
    while bytes.count - offset >= 4 {
      var reader = ByteReader(bytes, position: offset)
      let length = Int(reader.read(UInt16.self))
      // The two highest bits say how the value is made up.
      let type = reader.read(UInt16.self) & 0x3fff
      guard length >= 4, length <= bytes.count - offset else { break }
      attributes.append(NetlinkAttribute(type, reader.read(count: length - 4)))
      offset += (length + 3) & ~3
    }
    return attributes
  }

  /// Appends the attribute, padded to four bytes.
  public func write(to writer: inout ByteWriter) {
    writer.write(UInt16(truncatingIfNeeded: 4 + value.count))
    writer.write(type)
    writer.write(value)
    writer.align(to: 4)
  }
}
