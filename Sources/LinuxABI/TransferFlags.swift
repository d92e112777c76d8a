/// How `fallocate(2)` changes a range; empty allocates it.
public struct FallocateMode: OptionSet, Hashable, Sendable {
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

  /// All flags that have a name.
  public static let known: FallocateMode = [
    .keepSize, .punchHole, .noHideStale, .collapseRange, .zeroRange, .insertRange, .unshareRange,
  ]
}

/// The flags of `preadv2(2)` and `pwritev2(2)`.
public struct VectoredIOFlags: OptionSet, Hashable, Sendable {
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

  /// All flags that have a name.
  public static let known: VectoredIOFlags = [.highPriority, .dataSync, .sync, .noWait, .append]
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
}

/// The flags of `sync_file_range(2)`.
public struct SyncRangeFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SYNC_FILE_RANGE_WAIT_BEFORE`.
  public static let waitBefore = SyncRangeFlags(rawValue: 0x1)
  /// The corresponding C constant is `SYNC_FILE_RANGE_WRITE`.
  public static let write = SyncRangeFlags(rawValue: 0x2)
  /// The corresponding C constant is `SYNC_FILE_RANGE_WAIT_AFTER`.
  public static let waitAfter = SyncRangeFlags(rawValue: 0x4)

  /// All flags that have a name.
  public static let known: SyncRangeFlags = [.waitBefore, .write, .waitAfter]
}

/// The flags of `splice(2)`, `tee(2)` and `vmsplice(2)`.
public struct SpliceFlags: OptionSet, Hashable, Sendable {
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

  /// All flags that have a name.
  public static let known: SpliceFlags = [.move, .nonBlocking, .more, .gift]
}
