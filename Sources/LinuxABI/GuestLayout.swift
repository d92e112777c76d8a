/// A structure as it lies in a guest's memory: x86-64, little-endian, the kernel's padding.
///
/// Everything a system call reads from or writes to a guest as a structure goes through this.
/// Decoding never fails: bytes that are missing read as zero, as Linux treats the tail of an
/// extensible structure. Where a short structure is an error the caller compares with `size`.
public protocol GuestLayout: Sendable {
  /// Bytes in the guest, padding included.
  static var size: Int { get }

  init(from reader: inout ByteReader)

  /// Appends exactly `size` bytes.
  func write(to writer: inout ByteWriter)
}

extension GuestLayout {
  public init(bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    self.init(from: &reader)
  }

  /// The structure's `size` bytes.
  public var bytes: [UInt8] {
    var writer = ByteWriter(capacity: Self.size)
    write(to: &writer)
    return writer.bytes
  }

  /// As many whole structures as the bytes hold.
  public static func array(from bytes: [UInt8]) -> [Self] {
    var reader = ByteReader(bytes)
    return (0..<bytes.count / size).map { _ in Self(from: &reader) }
  }
}

extension Array where Element: GuestLayout {
  /// The structures one after the other.
  public var guestBytes: [UInt8] {
    var writer = ByteWriter(capacity: count * Element.size)
    for element in self { element.write(to: &writer) }
    return writer.bytes
  }
}
