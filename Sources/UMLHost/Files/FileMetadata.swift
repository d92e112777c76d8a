import CHost
import Glibc
public import LinuxABI

// Changes to a file's attributes through a descriptor. All of these work with O_PATH too, for
// which Linux refuses the plain calls with EBADF: they go through /proc/self/fd then.

extension DescriptorAccess where Self: ~Copyable {
  /// Changes permissions. See fchmod(2). A symbolic link has none: `.notSupported`.
  public func setPermissions(_ permissions: UInt32) throws(Errno) {
    let fd = rawValue
    try orThroughPath(
      { () throws(Errno) in _ = try hostCall { fchmod(fd, mode_t(permissions)) } },
      { (path) throws(Errno) in _ = try hostCall { chmod(path, mode_t(permissions)) } })
  }

  /// Changes the owner; nil keeps. See fchownat(2).
  public func setOwner(user: UInt32?, group: UInt32?) throws(Errno) {
    let fd = rawValue
    _ = try hostCall { fchownat(fd, "", user ?? .max, group ?? .max, AT_EMPTY_PATH) }
  }

  /// Changes the times; see utimensat(2).
  public func setTimes(
    access: HostTimeChange, modification: HostTimeChange
  ) throws(Errno) {
    let fd = rawValue
    let times = [access.timespec, modification.timespec]
    try orThroughPath(
      { () throws(Errno) in _ = try hostCall { futimens(fd, times) } },
      { (path) throws(Errno) in
        _ = try hostCall { utimensat(AT_FDCWD, path, times, 0) }
      })
  }

  /// The value of an extended attribute. `.noData` when there is none. See getxattr(2).
  public func extendedAttribute(_ name: String) throws(Errno) -> [UInt8] {
    let fd = rawValue
    // The largest value there can be: XATTR_SIZE_MAX.
    return try filledArray(65536) { (buffer) throws(Errno) in
      try orThroughPath(
        { () throws(Errno) in
          try hostCall { fgetxattr(fd, name, buffer.baseAddress, buffer.count) }
        },
        { (path) throws(Errno) in
          try hostCall { getxattr(path, name, buffer.baseAddress, buffer.count) }
        })
    }
  }

  /// Sets an extended attribute; `flags` are XATTR_CREATE 1 and XATTR_REPLACE 2.
  public func setExtendedAttribute(
    _ name: String, _ value: [UInt8], flags: Int32 = 0
  ) throws(Errno) {
    let fd = rawValue
    try orThroughPath(
      { () throws(Errno) in
        _ = try hostCall { fsetxattr(fd, name, value, value.count, flags) }
      },
      { (path) throws(Errno) in
        _ = try hostCall { setxattr(path, name, value, value.count, flags) }
      })
  }

  /// Size and state of the file system the file is on. See statfs(2).
  public func fileSystemStatus() throws(Errno) -> HostFileSystemStatus {
    var raw = statfs()
    let fd = rawValue
    _ = try hostCall { fstatfs(fd, &raw) }
    return HostFileSystemStatus(raw)
  }

  private func orThroughPath<Result>(
    _ direct: () throws(Errno) -> Result, _ byPath: (String) throws(Errno) -> Result
  ) throws(Errno) -> Result {
    do throws(Errno) {
      return try direct()
    } catch {
      guard error == .badFileDescriptor,
        OpenFlags(rawValue: try statusFlags()).contains(.path)
      else { throw error }
      return try byPath("/proc/self/fd/\(rawValue)")
    }
  }
}

/// What to do with one of a file's times.
public enum HostTimeChange: Sendable {
  case keep
  case now
  case set(TimeSpec)

  var timespec: timespec {
    switch self {
    case .keep: Glibc.timespec(tv_sec: 0, tv_nsec: Int(TimeSpec.nanosecondsOmit))
    case .now: Glibc.timespec(tv_sec: 0, tv_nsec: Int(TimeSpec.nanosecondsNow))
    case .set(let time): Glibc.timespec(tv_sec: Int(time.seconds), tv_nsec: Int(time.nanoseconds))
    }
  }
}

/// What statfs(2) tells about a file system.
public struct HostFileSystemStatus: Equatable, Sendable {
  /// The magic number.
  public let type: Int64
  /// In bytes; the unit of the counts of blocks.
  public let blockSize: Int64
  public let blocks: UInt64
  public let freeBlocks: UInt64
  /// Free for those without privileges.
  public let availableBlocks: UInt64
  public let files: UInt64
  public let freeFiles: UInt64
  public let maximumNameLength: Int64
  public let fragmentSize: Int64
  public let flags: Int64

  init(_ raw: statfs) {
    type = Int64(raw.f_type)
    blockSize = Int64(raw.f_bsize)
    blocks = UInt64(raw.f_blocks)
    freeBlocks = UInt64(raw.f_bfree)
    availableBlocks = UInt64(raw.f_bavail)
    files = UInt64(raw.f_files)
    freeFiles = UInt64(raw.f_ffree)
    maximumNameLength = Int64(raw.f_namelen)
    fragmentSize = Int64(raw.f_frsize)
    flags = Int64(raw.f_flags)
  }
}
