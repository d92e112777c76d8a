/// A serial port as setserial(8) sees it, as far as a port without hardware has anything to say.
/// The corresponding C type is `struct serial_struct` (`TIOCGSERIAL`).
public struct SerialPortLayout: GuestLayout, Hashable {
  public static let size = 72

  /// The port's number: 1 for ttyS1.
  public var line: Int32

  public init(line: Int32) { self.line = line }

  public init(from reader: inout ByteReader) {
    reader.skip(4)
    line = reader.read()
    reader.skip(64)
  }

  public func write(to writer: inout ByteWriter) {
    // The type comes first: PORT_UNKNOWN.
    writer.pad(4)
    writer.write(line)
    writer.pad(64)
  }
}
