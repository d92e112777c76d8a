/// A network interface in a netlink message. The corresponding C type is `struct ifinfomsg`.
public struct LinkMessageLayout: GuestLayout, Hashable {
  public static let size = 16

  public var family: UInt8 = 0
  public var hardware: UInt16 = 0
  public var index: Int32 = 0
  public var flags: UInt32 = 0
  /// The flags that a request wants to change; zero means all.
  public var change: UInt32 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    family = reader.read()
    reader.skip(1)
    hardware = reader.read()
    index = reader.read()
    flags = reader.read()
    change = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(family)
    writer.pad(1)
    writer.write(hardware)
    writer.write(index)
    writer.write(flags)
    writer.write(change)
  }
}

/// An interface's address in a netlink message. The C type is `struct ifaddrmsg`.
public struct AddressMessageLayout: GuestLayout, Hashable {
  public static let size = 8

  public var family: UInt8 = 0
  public var prefixLength: UInt8 = 0
  public var flags: UInt8 = 0
  /// A `RouteScope`'s number.
  public var scope: UInt8 = 0
  public var index: UInt32 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    family = reader.read()
    prefixLength = reader.read()
    flags = reader.read()
    scope = reader.read()
    index = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(family)
    writer.write(prefixLength)
    writer.write(flags)
    writer.write(scope)
    writer.write(index)
  }
}

/// A route in a netlink message. The corresponding C type is `struct rtmsg`.
public struct RouteMessageLayout: GuestLayout, Hashable {
  public static let size = 12

  public var family: UInt8 = 0
  public var destinationLength: UInt8 = 0
  public var sourceLength: UInt8 = 0
  public var typeOfService: UInt8 = 0
  /// A `RouteTable`'s number.
  public var table: UInt8 = 0
  /// A `RouteOrigin`'s number.
  public var origin: UInt8 = 0
  /// A `RouteScope`'s number.
  public var scope: UInt8 = 0
  /// A `RouteType`'s number.
  public var type: UInt8 = 0
  public var flags: UInt32 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    family = reader.read()
    destinationLength = reader.read()
    sourceLength = reader.read()
    typeOfService = reader.read()
    table = reader.read()
    origin = reader.read()
    scope = reader.read()
    type = reader.read()
    flags = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    for byte in [family, destinationLength, sourceLength, typeOfService] { writer.write(byte) }
    for byte in [table, origin, scope, type] { writer.write(byte) }
    writer.write(flags)
  }
}

/// A route as the requests `SIOCADDRT` and `SIOCDELRT` pass it. The C type is `struct rtentry`.
public struct RouteRequestLayout: GuestLayout, Hashable {
  public static let size = 120

  /// Socket addresses of sixteen bytes each.
  public var destination: [UInt8]
  public var gateway: [UInt8]
  public var netmask: [UInt8]
  public var flags: RouteFlags
  /// One more than the metric, zero for none.
  public var metric: Int16
  /// The address of the interface's name, zero for none.
  public var device: UInt64

  public init(from reader: inout ByteReader) {
    reader.skip(8)
    destination = reader.read(count: 16)
    gateway = reader.read(count: 16)
    netmask = reader.read(count: 16)
    flags = RouteFlags(rawValue: reader.read())
    reader.skip(22)
    metric = reader.read()
    reader.skip(6)
    device = reader.read()
    reader.skip(24)
  }

  public func write(to writer: inout ByteWriter) {
    writer.pad(8)
    writer.write(destination, paddedTo: 16)
    writer.write(gateway, paddedTo: 16)
    writer.write(netmask, paddedTo: 16)
    writer.write(flags.rawValue)
    writer.pad(22)
    writer.write(metric)
    writer.pad(6)
    writer.write(device)
    writer.pad(24)
  }
}
