/// How `openat2(2)` opens. The corresponding C type is `struct open_how`.
public struct OpenHowLayout: GuestLayout, Hashable {
  public static let size = 24

  /// `OpenFlags` in 64 bits; unknown ones are `EINVAL`.
  public var flags: UInt64
  public var mode: UInt64
  public var resolve: ResolveFlags

  public init(from reader: inout ByteReader) {
    flags = reader.read()
    mode = reader.read()
    resolve = ResolveFlags(rawValue: reader.read())
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(flags)
    writer.write(mode)
    writer.write(resolve.rawValue)
  }
}
