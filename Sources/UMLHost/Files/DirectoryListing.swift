import CHost
import Glibc
public import LinuxABI

/// One entry of a directory, as the host lists it.
public struct HostDirectoryEntry: Hashable, Sendable {
  /// Any bytes but NUL and slash; `.` and `..` are listed too.
  public let name: [UInt8]
  public let inode: UInt64
  /// Nil where the file system does not say; ask for the status then.
  public let type: FileType?
  /// Where the listing goes on after this entry; opaque.
  public let cookie: Int64

  public var isDotOrDotDot: Bool {
    let dot = UInt8(ascii: ".")
    return name == [dot] || name == [dot, dot]
  }
}

extension DescriptorAccess where Self: ~Copyable {
  /// Lists the next entries after a cookie, as many as fit `bufferSize` bytes. Empty at the end.
  /// See getdents64(2).
  ///
  /// A `nil` cookie goes on where the descriptor's position is, 0 is the beginning.
  public func listDirectory(
    after cookie: Int64? = nil, bufferSize: Int = 32 << 10
  ) throws(Errno) -> [HostDirectoryEntry] {
    let fd = rawValue
    if let cookie { _ = try hostCall { lseek(fd, off_t(cookie), SEEK_SET) } }
    let bytes = try filledArray(bufferSize) { (buffer) throws(Errno) in
      try shimCall { chost_getdents64(fd, buffer.baseAddress, buffer.count) }
    }
    return bytes.withUnsafeBytes(parseEntries)
  }

  /// Lists the whole directory, without `.` and `..`. See getdents64(2).
  public func listWholeDirectory() throws(Errno) -> [HostDirectoryEntry] {
    var result: [HostDirectoryEntry] = []
    var cookie: Int64 = 0
    while true {
      let part = try listDirectory(after: cookie)
      guard let last = part.last else { return result }
      cookie = last.cookie
      result += part.lazy.filter { !$0.isDotOrDotDot }
    }
  }
}

/// `struct linux_dirent64`: inode 8, cookie 8, record length 2, type 1, then the name with a NUL.
private func parseEntries(_ buffer: UnsafeRawBufferPointer) -> [HostDirectoryEntry] {
  var result: [HostDirectoryEntry] = []
  var start = 0
  while start + 19 <= buffer.count {
    let length = Int(buffer.loadUnaligned(fromByteOffset: start + 16, as: UInt16.self))
    guard length > 19, start + length <= buffer.count else { break }
    result.append(
      HostDirectoryEntry(
        name: [UInt8](buffer[(start + 19)..<(start + length)].prefix { $0 != 0 }),
        inode: buffer.loadUnaligned(fromByteOffset: start, as: UInt64.self),
        type: FileType(rawValue: buffer[start + 18]),
        cookie: buffer.loadUnaligned(fromByteOffset: start + 8, as: Int64.self)))
    start += length
  }
  return result
}
