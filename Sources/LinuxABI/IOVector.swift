/// One piece of a scattered buffer. The corresponding C type is `struct iovec`.
public struct IOVector: GuestLayout, Hashable {
  public static let size = 16
  /// The most pieces of one call. The corresponding C constant is `IOV_MAX`.
  public static let maximumCount = 1024

  /// The guest's address.
  public var base: UInt64
  public var length: UInt64

  public init(base: UInt64, length: UInt64) {
    self.base = base
    self.length = length
  }

  public init(from reader: inout ByteReader) {
    base = reader.read()
    length = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(base)
    writer.write(length)
  }
}
