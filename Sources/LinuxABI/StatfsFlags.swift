/// A mount's flags as `statfs(2)` tells them.
public struct StatfsFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int64

  public init(rawValue: Int64) { self.rawValue = rawValue }

  /// The corresponding C constant is `ST_RDONLY`.
  public static let readOnly = StatfsFlags(rawValue: 0x1)
  /// The corresponding C constant is `ST_NOSUID`.
  public static let noSetID = StatfsFlags(rawValue: 0x2)
  /// The corresponding C constant is `ST_NODEV`.
  public static let noDevices = StatfsFlags(rawValue: 0x4)
  /// The corresponding C constant is `ST_NOEXEC`.
  public static let noExecute = StatfsFlags(rawValue: 0x8)
  /// The corresponding C constant is `ST_SYNCHRONOUS`.
  public static let synchronous = StatfsFlags(rawValue: 0x10)
  /// The corresponding C constant is `ST_VALID`.
  public static let valid = StatfsFlags(rawValue: 0x20)
  /// The corresponding C constant is `ST_MANDLOCK`.
  public static let mandatoryLocks = StatfsFlags(rawValue: 0x40)
  /// The corresponding C constant is `ST_NOATIME`.
  public static let noAccessTime = StatfsFlags(rawValue: 0x400)
  /// The corresponding C constant is `ST_NODIRATIME`.
  public static let noDirectoryAccessTime = StatfsFlags(rawValue: 0x800)
  /// The corresponding C constant is `ST_RELATIME`.
  public static let relativeAccessTime = StatfsFlags(rawValue: 0x1000)
  /// The corresponding C constant is `ST_NOSYMFOLLOW`.
  public static let noSymbolicLinkFollow = StatfsFlags(rawValue: 0x2000)
}

/// A file system's kind as `statfs(2)` tells it.
public struct FileSystemMagic: RawRepresentable, Hashable, Sendable {
  public var rawValue: Int64

  public init(rawValue: Int64) { self.rawValue = rawValue }

  /// The corresponding C constant is `TMPFS_MAGIC`.
  public static let memory = FileSystemMagic(rawValue: 0x1021994)
  /// The corresponding C constant is `RAMFS_MAGIC`.
  public static let ramfs = FileSystemMagic(rawValue: 0x858458f6)
  /// The corresponding C constant is `PROC_SUPER_MAGIC`.
  public static let process = FileSystemMagic(rawValue: 0x9fa0)
  /// The corresponding C constant is `SYSFS_MAGIC`.
  public static let system = FileSystemMagic(rawValue: 0x62656572)
  /// The corresponding C constant is `DEVPTS_SUPER_MAGIC`.
  public static let terminals = FileSystemMagic(rawValue: 0x1cd1)
  /// The corresponding C constant is `HOSTFS_SUPER_MAGIC`.
  public static let host = FileSystemMagic(rawValue: 0xc0ffee)
  /// The corresponding C constant is `EXT4_SUPER_MAGIC`.
  public static let extended = FileSystemMagic(rawValue: 0xef53)
  /// The corresponding C constant is `PIPEFS_MAGIC`.
  public static let pipes = FileSystemMagic(rawValue: 0x50495045)
  /// The corresponding C constant is `SOCKFS_MAGIC`.
  public static let sockets = FileSystemMagic(rawValue: 0x534f434b)
  /// The corresponding C constant is `ANON_INODE_FS_MAGIC`.
  public static let anonymousInodes = FileSystemMagic(rawValue: 0x9041934)
  /// The corresponding C constant is `CGROUP2_SUPER_MAGIC`.
  public static let controlGroups = FileSystemMagic(rawValue: 0x63677270)
  /// The corresponding C constant is `OVERLAYFS_SUPER_MAGIC`.
  public static let overlay = FileSystemMagic(rawValue: 0x794c7630)
  /// The corresponding C constant is `DEBUGFS_MAGIC`.
  public static let debug = FileSystemMagic(rawValue: 0x64626720)
}
