/// A terminal's size. The corresponding C type is `struct winsize`.
public struct WindowSize: GuestLayout, Hashable {
  public static let size = 8

  public var rows: UInt16
  public var columns: UInt16
  public var pixelWidth: UInt16
  public var pixelHeight: UInt16

  public init(rows: UInt16, columns: UInt16, pixelWidth: UInt16 = 0, pixelHeight: UInt16 = 0) {
    self.rows = rows
    self.columns = columns
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
  }

  public init(from reader: inout ByteReader) {
    rows = reader.read()
    columns = reader.read()
    pixelWidth = reader.read()
    pixelHeight = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(rows)
    writer.write(columns)
    writer.write(pixelWidth)
    writer.write(pixelHeight)
  }
}
