/// Collects directory entries for `getdents64(2)` into a buffer of the guest's size.
///
/// The corresponding C type of a record is `struct linux_dirent64`: inode, cookie, record length,
/// type, the name and a zero, padded to eight bytes. A record's cookie is the position *after*
/// it: reading goes on from there, and `lseek(2)` returns to it, so it has to stay valid while
/// the directory changes.
public struct DirentBuffer: Sendable {
  /// The most bytes that may be written.
  public let limit: Int
  private var writer: ByteWriter

  public init(limit: Int) {
    self.limit = max(limit, 0)
    writer = ByteWriter(capacity: min(self.limit, 32 << 10))
  }

  public var bytes: [UInt8] { writer.bytes }
  public var isEmpty: Bool { writer.count == 0 }

  /// Bytes that a record with a name of this length takes.
  public static func recordSize(nameLength: Int) -> Int { (19 + nameLength + 1 + 7) & ~7 }

  /// Adds one record, or answers `false` and leaves the buffer alone when it does not fit. When
  /// not even the first one fits the call's answer is `EINVAL`. The cookie is where to go on after
  /// this entry; the name has no zero at its end; the type is `nil` when it is not known.
  public mutating func append(inode: UInt64, cookie: Int64, type: FileType?, name: [UInt8]) -> Bool
  {
    let length = DirentBuffer.recordSize(nameLength: name.count)
    guard length <= UInt16.max, writer.count + length <= limit else { return false }

    writer.write(inode)
    writer.write(cookie)
    writer.write(UInt16(length))
    writer.write(type?.directoryEntryType ?? 0)
    writer.write(name, paddedTo: length - 19)
    return true
  }

  /// The same for a name in a string.
  public mutating func append(inode: UInt64, cookie: Int64, type: FileType?, name: String) -> Bool {
    append(inode: inode, cookie: cookie, type: type, name: Array(name.utf8))
  }
}

/// One decoded record of `getdents64(2)`.
public struct DirentRecord: Hashable, Sendable {
  public var inode: UInt64
  public var cookie: Int64
  /// `nil` for `DT_UNKNOWN`.
  public var type: FileType?
  public var name: [UInt8]

  public init(inode: UInt64, cookie: Int64, type: FileType?, name: [UInt8]) {
    self.inode = inode
    self.cookie = cookie
    self.type = type
    self.name = name
  }

  /// The whole records in a buffer, up to the first malformed one.
  public static func records(in bytes: [UInt8]) -> [DirentRecord] {
    var records: [DirentRecord] = []
    var offset = 0
    while bytes.count - offset >= 24 {
      var reader = ByteReader(bytes, position: offset)
      let inode: UInt64 = reader.read()
      let cookie: Int64 = reader.read()
      let length = Int(reader.read(UInt16.self))
      guard length >= 24, length <= bytes.count - offset else { break }
      let type = FileType(rawValue: reader.read())
      let name = reader.readString(count: length - 19)
      records.append(DirentRecord(inode: inode, cookie: cookie, type: type, name: name))
      offset += length
    }
    return records
  }
}
