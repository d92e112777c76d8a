/// A socket's address as `bind(2)` and its kin pass it.
public enum SocketAddress: Hashable, Sendable {
  /// No address at all. A `connect(2)` to it ends a datagram socket's connection.
  case unspecified
  case local(LocalName)
  /// IPv4, in the order of the wire: `[127, 0, 0, 1]` is the loopback address.
  case internet(address: [UInt8], port: UInt16)
  case internet6(address: [UInt8], port: UInt16, flowInformation: UInt32, scope: UInt32)
  case netlink(portID: UInt32, groups: UInt32)
  /// A family without a form of its own here; the bytes after the family.
  case other(family: UInt16, [UInt8])

  /// Bytes that every kind of address fits in. The C type is `struct sockaddr_storage`.
  public static let maximumSize = 128

  public var family: UInt16 {
    switch self {
    case .unspecified: UInt16(SocketDomain.unspecified.rawValue)
    case .local: UInt16(SocketDomain.local.rawValue)
    case .internet: UInt16(SocketDomain.internet.rawValue)
    case .internet6: UInt16(SocketDomain.internet6.rawValue)
    case .netlink: UInt16(SocketDomain.netlink.rawValue)
    case .other(let family, _): family
    }
  }
}

/// A local socket's name; see unix(7).
public enum LocalName: Hashable, Sendable {
  /// A socket without a name.
  case unnamed
  /// A file's path, without a zero at its end.
  case path([UInt8])
  /// A name outside of the file system: what follows the first zero, zeros included.
  case abstract([UInt8])

  /// The longest path or name in bytes. The C type is `struct sockaddr_un`, 110 bytes.
  public static let maximumLength = 108
}

extension SocketAddress {
  /// Decodes an address of exactly the length the guest gave; `EINVAL` when it is too short for
  /// its family or longer than any.
  public init(bytes: [UInt8]) throws(Errno) {
    guard bytes.count >= 2, bytes.count <= SocketAddress.maximumSize else {
      throw .invalidArgument
    }
    var reader = ByteReader(bytes)
    let family: UInt16 = reader.read()
    switch SocketDomain(rawValue: Int32(family)) {
    case .unspecified: self = .unspecified
    case .local: self = .local(try LocalName(bytes: Array(bytes.dropFirst(2))))
    case .internet:
      guard bytes.count >= 16 else { throw .invalidArgument }
      let port = UInt16(bigEndian: reader.read())
      self = .internet(address: reader.read(count: 4), port: port)
    case .internet6:
      guard bytes.count >= 24 else { throw .invalidArgument }
      let port = UInt16(bigEndian: reader.read())
      let flow = UInt32(bigEndian: reader.read())
      self = .internet6(
        address: reader.read(count: 16), port: port, flowInformation: flow, scope: reader.read())
    case .netlink:
      guard bytes.count >= 12 else { throw .invalidArgument }
      reader.skip(2)
      self = .netlink(portID: reader.read(), groups: reader.read())
    default: self = .other(family: family, Array(bytes.dropFirst(2)))
    }
  }

  /// The bytes that the guest gets; their number is the address's length.
  public var bytes: [UInt8] {
    var writer = ByteWriter(capacity: 28)
    writer.write(family)
    switch self {
    case .unspecified: writer.pad(14)
    case .local(let name): writer.write(name.bytes)
    case .internet(let address, let port):
      writer.write(port.bigEndian)
      writer.write(address, paddedTo: 4)
      writer.pad(8)
    case .internet6(let address, let port, let flow, let scope):
      writer.write(port.bigEndian)
      writer.write(flow.bigEndian)
      writer.write(address, paddedTo: 16)
      writer.write(scope)
    case .netlink(let portID, let groups):
      writer.pad(2)
      writer.write(portID)
      writer.write(groups)
    case .other(_, let rest): writer.write(rest)
    }
    return writer.bytes
  }
}

extension LocalName {
  /// Decodes what follows the family in `struct sockaddr_un`.
  public init(bytes: [UInt8]) throws(Errno) {
    guard bytes.count <= LocalName.maximumLength else { throw .invalidArgument }
    guard let first = bytes.first else {
      self = .unnamed
      return
    }
    self = first == 0 ? .abstract(Array(bytes.dropFirst())) : .path(Array(bytes.prefix { $0 != 0 }))
  }

  /// What follows the family. A path comes with its zero, even one that fills `sun_path`: the
  /// length is then one more than that of `struct sockaddr_un`. See unix(7), BUGS.
  public var bytes: [UInt8] {
    switch self {
    case .unnamed: []
    case .path(let path): path + [0]
    case .abstract(let name): [0] + name
    }
  }
}
