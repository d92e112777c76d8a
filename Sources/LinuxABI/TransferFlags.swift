/// How `fallocate(2)` changes a range; empty allocates it.
public struct FallocateMode: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `FALLOC_FL_KEEP_SIZE`.
  public static let keepSize = FallocateMode(rawValue: 0x1)
  /// The corresponding C constant is `FALLOC_FL_PUNCH_HOLE`.
  public static let punchHole = FallocateMode(rawValue: 0x2)
  /// The corresponding C constant is `FALLOC_FL_NO_HIDE_STALE`.
  public static let noHideStale = FallocateMode(rawValue: 0x4)
  /// The corresponding C constant is `FALLOC_FL_COLLAPSE_RANGE`.
  public static let collapseRange = FallocateMode(rawValue: 0x8)
  /// The corresponding C constant is `FALLOC_FL_ZERO_RANGE`.
  public static let zeroRange = FallocateMode(rawValue: 0x10)
  /// The corresponding C constant is `FALLOC_FL_INSERT_RANGE`.
  public static let insertRange = FallocateMode(rawValue: 0x20)
  /// The corresponding C constant is `FALLOC_FL_UNSHARE_RANGE`.
  public static let unshareRange = FallocateMode(rawValue: 0x40)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "FALLOC_FL_KEEP_SIZE"),
    .init(0x2, "FALLOC_FL_PUNCH_HOLE"),
    .init(0x4, "FALLOC_FL_NO_HIDE_STALE"),
    .init(0x8, "FALLOC_FL_COLLAPSE_RANGE"),
    .init(0x10, "FALLOC_FL_ZERO_RANGE"),
    .init(0x20, "FALLOC_FL_INSERT_RANGE"),
    .init(0x40, "FALLOC_FL_UNSHARE_RANGE"),
  ]

  public static let known = union(of: names)
}

/// The flags of `preadv2(2)` and `pwritev2(2)`.
public struct VectoredIOFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `RWF_HIPRI`.
  public static let highPriority = VectoredIOFlags(rawValue: 0x1)
  /// The corresponding C constant is `RWF_DSYNC`.
  public static let dataSync = VectoredIOFlags(rawValue: 0x2)
  /// The corresponding C constant is `RWF_SYNC`.
  public static let sync = VectoredIOFlags(rawValue: 0x4)
  /// The corresponding C constant is `RWF_NOWAIT`.
  public static let noWait = VectoredIOFlags(rawValue: 0x8)
  /// The corresponding C constant is `RWF_APPEND`.
  public static let append = VectoredIOFlags(rawValue: 0x10)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "RWF_HIPRI"),
    .init(0x2, "RWF_DSYNC"),
    .init(0x4, "RWF_SYNC"),
    .init(0x8, "RWF_NOWAIT"),
    .init(0x10, "RWF_APPEND"),
  ]

  public static let known = union(of: names)
}

/// The flags of `setxattr(2)`.
public struct ExtendedAttributeFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Fail when the attribute exists (`XATTR_CREATE`).
  public static let create = ExtendedAttributeFlags(rawValue: 0x1)
  /// Fail when it does not (`XATTR_REPLACE`).
  public static let replace = ExtendedAttributeFlags(rawValue: 0x2)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "XATTR_CREATE"),
    .init(0x2, "XATTR_REPLACE"),
  ]

  public static let known = union(of: names)
}

/// The hints of `posix_fadvise(2)`.
public enum FileAdvice: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `POSIX_FADV_NORMAL`.
  case normal = 0
  /// The corresponding C constant is `POSIX_FADV_RANDOM`.
  case random = 1
  /// The corresponding C constant is `POSIX_FADV_SEQUENTIAL`.
  case sequential = 2
  /// The corresponding C constant is `POSIX_FADV_WILLNEED`.
  case willNeed = 3
  /// The corresponding C constant is `POSIX_FADV_DONTNEED`.
  case dontNeed = 4
  /// The corresponding C constant is `POSIX_FADV_NOREUSE`.
  case noReuse = 5

  /// The C constant's name.
  public var name: String {
    switch self {
    case .normal: "POSIX_FADV_NORMAL"
    case .random: "POSIX_FADV_RANDOM"
    case .sequential: "POSIX_FADV_SEQUENTIAL"
    case .willNeed: "POSIX_FADV_WILLNEED"
    case .dontNeed: "POSIX_FADV_DONTNEED"
    case .noReuse: "POSIX_FADV_NOREUSE"
    }
  }
}

/// The flags of `sync_file_range(2)`.
public struct SyncRangeFlags: FlagSet {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SYNC_FILE_RANGE_WAIT_BEFORE`.
  public static let waitBefore = SyncRangeFlags(rawValue: 0x1)
  /// The corresponding C constant is `SYNC_FILE_RANGE_WRITE`.
  public static let write = SyncRangeFlags(rawValue: 0x2)
  /// The corresponding C constant is `SYNC_FILE_RANGE_WAIT_AFTER`.
  public static let waitAfter = SyncRangeFlags(rawValue: 0x4)

  public static let names: [FlagName<UInt32>] = [
    .init(0x1, "SYNC_FILE_RANGE_WAIT_BEFORE"),
    .init(0x2, "SYNC_FILE_RANGE_WRITE"),
    .init(0x4, "SYNC_FILE_RANGE_WAIT_AFTER"),
  ]

  public static let known = union(of: names)
}

/// The flags of `splice(2)`, `tee(2)` and `vmsplice(2)`.
public struct SpliceFlags: FlagSet {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SPLICE_F_MOVE`.
  public static let move = SpliceFlags(rawValue: 0x1)
  /// The corresponding C constant is `SPLICE_F_NONBLOCK`.
  public static let nonBlocking = SpliceFlags(rawValue: 0x2)
  /// The corresponding C constant is `SPLICE_F_MORE`.
  public static let more = SpliceFlags(rawValue: 0x4)
  /// The corresponding C constant is `SPLICE_F_GIFT`.
  public static let gift = SpliceFlags(rawValue: 0x8)

  public static let names: [FlagName<UInt32>] = [
    .init(0x1, "SPLICE_F_MOVE"),
    .init(0x2, "SPLICE_F_NONBLOCK"),
    .init(0x4, "SPLICE_F_MORE"),
    .init(0x8, "SPLICE_F_GIFT"),
  ]

  public static let known = union(of: names)
}

/// The flags of `close_range(2)`.
public struct CloseRangeFlags: FlagSet {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `CLOSE_RANGE_UNSHARE`.
  public static let unshare = CloseRangeFlags(rawValue: 0x2)
  /// The corresponding C constant is `CLOSE_RANGE_CLOEXEC`.
  public static let closeOnExec = CloseRangeFlags(rawValue: 0x4)

  public static let names: [FlagName<UInt32>] = [
    .init(0x2, "CLOSE_RANGE_UNSHARE"),
    .init(0x4, "CLOSE_RANGE_CLOEXEC"),
  ]

  public static let known = union(of: names)
}

/// How `openat2(2)` may walk a path.
public struct ResolveFlags: FlagSet {
  public var rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The corresponding C constant is `RESOLVE_NO_XDEV`.
  public static let noCrossDevice = ResolveFlags(rawValue: 0x1)
  /// The corresponding C constant is `RESOLVE_NO_MAGICLINKS`.
  public static let noMagicLinks = ResolveFlags(rawValue: 0x2)
  /// The corresponding C constant is `RESOLVE_NO_SYMLINKS`.
  public static let noSymbolicLinks = ResolveFlags(rawValue: 0x4)
  /// The corresponding C constant is `RESOLVE_BENEATH`.
  public static let beneath = ResolveFlags(rawValue: 0x8)
  /// The corresponding C constant is `RESOLVE_IN_ROOT`.
  public static let inRoot = ResolveFlags(rawValue: 0x10)
  /// The corresponding C constant is `RESOLVE_CACHED`.
  public static let cached = ResolveFlags(rawValue: 0x20)

  public static let names: [FlagName<UInt64>] = [
    .init(0x1, "RESOLVE_NO_XDEV"),
    .init(0x2, "RESOLVE_NO_MAGICLINKS"),
    .init(0x4, "RESOLVE_NO_SYMLINKS"),
    .init(0x8, "RESOLVE_BENEATH"),
    .init(0x10, "RESOLVE_IN_ROOT"),
    .init(0x20, "RESOLVE_CACHED"),
  ]

  public static let known = union(of: names)
}
