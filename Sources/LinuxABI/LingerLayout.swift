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
