/// What travels beside a message's bytes. The corresponding C type is `struct cmsghdr` and what
/// follows it.
public struct ControlMessage: Hashable, Sendable {
  /// Bytes of the header.
  public static let headerSize = 16

  public var level: SocketLevel
  public var type: Int32
  public var data: [UInt8]

  public init(level: SocketLevel, type: Int32, data: [UInt8]) {
    self.level = level
    self.type = type
    self.data = data
  }

  /// Descriptors that are passed on. The corresponding C constant is `SCM_RIGHTS`.
  public static func rights(_ descriptors: [Int32]) -> ControlMessage {
    var writer = ByteWriter(capacity: descriptors.count * 4)
    for descriptor in descriptors { writer.write(descriptor) }
    return ControlMessage(
      level: .socket, type: ControlMessageType.rights.rawValue, data: writer.bytes)
  }

  /// Who sent it. The corresponding C constant is `SCM_CREDENTIALS`.
  public static func credentials(_ credentials: PeerCredentials) -> ControlMessage {
    ControlMessage(
      level: .socket, type: ControlMessageType.credentials.rawValue, data: credentials.bytes)
  }

  /// The descriptors, when that is what this holds.
  public var descriptors: [Int32]? {
    guard level == .socket, type == ControlMessageType.rights.rawValue else { return nil }
    var reader = ByteReader(data)
    return (0..<data.count / 4).map { _ in reader.read() }
  }

  /// The sender, when that is what this holds.
  public var credentials: PeerCredentials? {
    guard level == .socket, type == ControlMessageType.credentials.rawValue,
      data.count >= PeerCredentials.size
    else { return nil }
    return PeerCredentials(bytes: data)
  }
}

extension ControlMessage {
  /// The messages in a buffer; `EINVAL` for a length that cannot be, as `CMSG_OK` has it.
  public static func messages(in bytes: [UInt8]) throws(Errno) -> [ControlMessage] {
    var messages: [ControlMessage] = []
    var offset = 0
    while bytes.count - offset >= headerSize {
      var reader = ByteReader(bytes, position: offset)
      let length: UInt64 = reader.read()
      guard length >= UInt64(headerSize), length <= UInt64(bytes.count - offset) else {
        throw .invalidArgument
      }
      let level = SocketLevel(rawValue: reader.read())
      let type: Int32 = reader.read()
      let data = reader.read(count: Int(length) - headerSize)
      messages.append(ControlMessage(level: level, type: type, data: data))
      offset += (Int(length) + 7) & ~7
    }
    return messages
  }

  /// Appends the message, padded to eight bytes.
  public func write(to writer: inout ByteWriter) {
    writer.write(UInt64(ControlMessage.headerSize + data.count))
    writer.write(level.rawValue)
    writer.write(type)
    writer.write(data)
    writer.align(to: 8)
  }
}
