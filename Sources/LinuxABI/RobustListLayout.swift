/// A thread's list of robust futexes. The corresponding C type is `struct robust_list_head`.
public struct RobustListLayout: GuestLayout, Hashable {
  public static let size = 24

  /// The first entry's address; the list ends where it points at the head again.
  public var first: UInt64
  /// From an entry to its futex word.
  public var futexOffset: Int64
  /// An entry that is being added or removed.
  public var pending: UInt64

  public init(from reader: inout ByteReader) {
    first = reader.read()
    futexOffset = reader.read()
    pending = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(first)
    writer.write(futexOffset)
    writer.write(pending)
  }
}
