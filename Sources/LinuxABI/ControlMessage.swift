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

/// A process as the other end of a local socket sees it. The C type is `struct ucred`.
public struct PeerCredentials: GuestLayout, Hashable {
  public static let size = 12

  public var processID: Int32
  public var userID: UInt32
  public var groupID: UInt32

  public init(processID: Int32, userID: UInt32, groupID: UInt32) {
    self.processID = processID
    self.userID = userID
    self.groupID = groupID
  }

  public init(from reader: inout ByteReader) {
    processID = reader.read()
    userID = reader.read()
    groupID = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(processID)
    writer.write(userID)
    writer.write(groupID)
  }
}

/// Whether closing waits for what is unsent: `SO_LINGER`. The C type is `struct linger`.
public struct LingerLayout: GuestLayout, Hashable {
  public static let size = 8

  public var isOn: Bool
  public var seconds: Int32

  public init(isOn: Bool, seconds: Int32) {
    self.isOn = isOn
    self.seconds = seconds
  }

  public init(from reader: inout ByteReader) {
    isOn = reader.read(Int32.self) != 0
    seconds = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(Int32(isOn ? 1 : 0))
    writer.write(seconds)
  }
}
