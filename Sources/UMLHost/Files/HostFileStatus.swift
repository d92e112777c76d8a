import CHost
import Glibc
public import LinuxABI

/// What the host knows about a file. See statx(2).
public struct HostFileStatus: Equatable, Sendable {
  public var deviceMajor: UInt32
  public var deviceMinor: UInt32
  public var inode: UInt64
  /// Type and permissions, `st_mode`.
  public var mode: UInt32
  public var linkCount: UInt32
  public var user: UInt32
  public var group: UInt32
  /// Of the device a special file stands for.
  public var representedMajor: UInt32
  public var representedMinor: UInt32
  /// In bytes.
  public var size: Int64
  /// Best size of transfers, in bytes.
  public var blockSize: Int64
  /// In units of 512 bytes.
  public var blocks: Int64
  public var accessTime: TimeSpec
  public var modificationTime: TimeSpec
  public var changeTime: TimeSpec
  /// Nil where the file system does not keep it.
  public var birthTime: TimeSpec?

  /// Nil for what only special file systems have, such as an epoll descriptor.
  public var type: FileType? { FileType(rawValue: UInt8(mode >> 12 & 0o17)) }

  /// Permission bits with set-ID and sticky bits.
  public var permissions: UInt32 { mode & 0o7777 }

  /// Whether both are the same file.
  public func isSameFile(as other: HostFileStatus) -> Bool {
    inode == other.inode && deviceMajor == other.deviceMajor && deviceMinor == other.deviceMinor
  }

  init(_ raw: statx) {
    deviceMajor = raw.stx_dev_major
    deviceMinor = raw.stx_dev_minor
    inode = raw.stx_ino
    mode = UInt32(raw.stx_mode)
    linkCount = raw.stx_nlink
    user = raw.stx_uid
    group = raw.stx_gid
    representedMajor = raw.stx_rdev_major
    representedMinor = raw.stx_rdev_minor
    size = Int64(clamping: raw.stx_size)
    blockSize = Int64(raw.stx_blksize)
    blocks = Int64(clamping: raw.stx_blocks)
    accessTime = TimeSpec(raw.stx_atime)
    modificationTime = TimeSpec(raw.stx_mtime)
    changeTime = TimeSpec(raw.stx_ctime)
    birthTime = raw.stx_mask & UInt32(STATX_BTIME) != 0 ? TimeSpec(raw.stx_btime) : nil
  }

  static func read(
    _ directory: Int32, _ path: String, flags: Int32
  ) throws(Errno) -> HostFileStatus {
    var raw = statx()
    _ = try shimCall { chost_statx(directory, path, flags, &raw) }
    return HostFileStatus(raw)
  }
}

extension TimeSpec {
  init(_ stamp: statx_timestamp) {
    self.init(seconds: stamp.tv_sec, nanoseconds: Int64(stamp.tv_nsec))
  }
}
