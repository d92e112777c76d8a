/// A network interface's name and one of its properties. The C type is `struct ifreq`.
public struct InterfaceRequestLayout: GuestLayout, Hashable {
  public static let size = 40
  /// Bytes of the name, its zero included. The corresponding C constant is `IFNAMSIZ`.
  public static let nameSize = 16

  public var name: [UInt8]
  /// The C union's 24 bytes: an address, flags, a number, by the request.
  public var payload: [UInt8]

  public init(name: [UInt8], payload: [UInt8] = []) {
    self.name = name
    self.payload = payload
  }

  public init(from reader: inout ByteReader) {
    name = reader.readString(count: InterfaceRequestLayout.nameSize)
    payload = reader.read(count: 24)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(string: name, paddedTo: InterfaceRequestLayout.nameSize)
    writer.write(payload, paddedTo: 24)
  }

  /// The union as a number: index, metric, MTU.
  public var number: Int32 {
    get { ByteReader.load(payload, at: 0) }
    set {
      var writer = ByteWriter(capacity: 4)
      writer.write(newValue)
      payload = writer.bytes
    }
  }

  /// The union as the interface's flags.
  public var flags: InterfaceFlags {
    get { InterfaceFlags(rawValue: ByteReader.load(payload, at: 0)) }
    set { number = Int32(newValue.rawValue) }
  }

  /// The union as an address of sixteen bytes, `struct sockaddr`.
  public var address: [UInt8] {
    get { Array(payload.prefix(16)) }
    set { payload = newValue }
  }
}
