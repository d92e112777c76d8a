/// The fields that `statx(2)` is asked for and has filled in.
public struct StatxMask: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `STATX_TYPE`.
  public static let type = StatxMask(rawValue: 0x1)
  /// The corresponding C constant is `STATX_MODE`.
  public static let mode = StatxMask(rawValue: 0x2)
  /// The corresponding C constant is `STATX_NLINK`.
  public static let linkCount = StatxMask(rawValue: 0x4)
  /// The corresponding C constant is `STATX_UID`.
  public static let userID = StatxMask(rawValue: 0x8)
  /// The corresponding C constant is `STATX_GID`.
  public static let groupID = StatxMask(rawValue: 0x10)
  /// The corresponding C constant is `STATX_ATIME`.
  public static let accessTime = StatxMask(rawValue: 0x20)
  /// The corresponding C constant is `STATX_MTIME`.
  public static let modificationTime = StatxMask(rawValue: 0x40)
  /// The corresponding C constant is `STATX_CTIME`.
  public static let changeTime = StatxMask(rawValue: 0x80)
  /// The corresponding C constant is `STATX_INO`.
  public static let inode = StatxMask(rawValue: 0x100)
  /// The corresponding C constant is `STATX_SIZE`.
  public static let size = StatxMask(rawValue: 0x200)
  /// The corresponding C constant is `STATX_BLOCKS`.
  public static let blocks = StatxMask(rawValue: 0x400)
  /// The corresponding C constant is `STATX_BTIME`.
  public static let birthTime = StatxMask(rawValue: 0x800)
  /// The corresponding C constant is `STATX_MNT_ID`.
  public static let mountID = StatxMask(rawValue: 0x1000)
  /// The corresponding C constant is `STATX_DIOALIGN`.
  public static let directIOAlignment = StatxMask(rawValue: 0x2000)
}

extension StatxMask {
  /// What `stat(2)` tells. The corresponding C constant is `STATX_BASIC_STATS`.
  public static let basic = StatxMask(rawValue: 0x7ff)
  /// A bit that makes the call fail. The corresponding C constant is `STATX__RESERVED`.
  public static let reserved = StatxMask(rawValue: 0x8000_0000)
}

/// A file's attributes in the answer of `statx(2)`.
public struct StatxAttributes: OptionSet, Hashable, Sendable {
  public var rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The corresponding C constant is `STATX_ATTR_COMPRESSED`.
  public static let compressed = StatxAttributes(rawValue: 0x4)
  /// The corresponding C constant is `STATX_ATTR_IMMUTABLE`.
  public static let immutable = StatxAttributes(rawValue: 0x10)
  /// The corresponding C constant is `STATX_ATTR_APPEND`.
  public static let appendOnly = StatxAttributes(rawValue: 0x20)
  /// The corresponding C constant is `STATX_ATTR_NODUMP`.
  public static let noDump = StatxAttributes(rawValue: 0x40)
  /// The corresponding C constant is `STATX_ATTR_ENCRYPTED`.
  public static let encrypted = StatxAttributes(rawValue: 0x800)
  /// The corresponding C constant is `STATX_ATTR_AUTOMOUNT`.
  public static let automount = StatxAttributes(rawValue: 0x1000)
  /// The corresponding C constant is `STATX_ATTR_MOUNT_ROOT`.
  public static let mountRoot = StatxAttributes(rawValue: 0x2000)
  /// The corresponding C constant is `STATX_ATTR_VERITY`.
  public static let verity = StatxAttributes(rawValue: 0x100000)
  /// The corresponding C constant is `STATX_ATTR_DAX`.
  public static let direct = StatxAttributes(rawValue: 0x200000)
}
