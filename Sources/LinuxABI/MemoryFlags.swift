/// What may be done to pages: `mmap(2)`, `mprotect(2)`. Empty is `PROT_NONE`.
public struct MemoryProtection: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `PROT_READ`.
  public static let read = MemoryProtection(rawValue: 0x1)
  /// The corresponding C constant is `PROT_WRITE`.
  public static let write = MemoryProtection(rawValue: 0x2)
  /// The corresponding C constant is `PROT_EXEC`.
  public static let execute = MemoryProtection(rawValue: 0x4)
  /// The corresponding C constant is `PROT_SEM`.
  public static let semaphore = MemoryProtection(rawValue: 0x8)
  /// The corresponding C constant is `PROT_GROWSDOWN`.
  public static let growsDown = MemoryProtection(rawValue: 0x1000000)
  /// The corresponding C constant is `PROT_GROWSUP`.
  public static let growsUp = MemoryProtection(rawValue: 0x2000000)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "PROT_READ"),
    .init(0x2, "PROT_WRITE"),
    .init(0x4, "PROT_EXEC"),
    .init(0x8, "PROT_SEM"),
    .init(0x1000000, "PROT_GROWSDOWN"),
    .init(0x2000000, "PROT_GROWSUP"),
  ]

  public static let known = union(of: names)
}

/// How memory is mapped: `mmap(2)`. The lowest four bits are a number, see `MapFlags.kind`.
public struct MapFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `MAP_SHARED`.
  public static let shared = MapFlags(rawValue: 0x1)
  /// The corresponding C constant is `MAP_PRIVATE`.
  public static let `private` = MapFlags(rawValue: 0x2)
  /// The corresponding C constant is `MAP_FIXED`.
  public static let fixed = MapFlags(rawValue: 0x10)
  /// The corresponding C constant is `MAP_ANONYMOUS`.
  public static let anonymous = MapFlags(rawValue: 0x20)
  /// The corresponding C constant is `MAP_32BIT`.
  public static let low32Bit = MapFlags(rawValue: 0x40)
  /// The corresponding C constant is `MAP_GROWSDOWN`.
  public static let growsDown = MapFlags(rawValue: 0x100)
  /// The corresponding C constant is `MAP_DENYWRITE`.
  public static let denyWrite = MapFlags(rawValue: 0x800)
  /// The corresponding C constant is `MAP_EXECUTABLE`.
  public static let executable = MapFlags(rawValue: 0x1000)
  /// The corresponding C constant is `MAP_LOCKED`.
  public static let locked = MapFlags(rawValue: 0x2000)
  /// The corresponding C constant is `MAP_NORESERVE`.
  public static let noReserve = MapFlags(rawValue: 0x4000)
  /// The corresponding C constant is `MAP_POPULATE`.
  public static let populate = MapFlags(rawValue: 0x8000)
  /// The corresponding C constant is `MAP_NONBLOCK`.
  public static let nonBlocking = MapFlags(rawValue: 0x10000)
  /// The corresponding C constant is `MAP_STACK`.
  public static let stack = MapFlags(rawValue: 0x20000)
  /// The corresponding C constant is `MAP_HUGETLB`.
  public static let hugePages = MapFlags(rawValue: 0x40000)
  /// The corresponding C constant is `MAP_SYNC`.
  public static let synchronous = MapFlags(rawValue: 0x80000)
  /// The corresponding C constant is `MAP_FIXED_NOREPLACE`.
  public static let fixedNoReplace = MapFlags(rawValue: 0x100000)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "MAP_SHARED"),
    .init(0x2, "MAP_PRIVATE"),
    .init(0x10, "MAP_FIXED"),
    .init(0x20, "MAP_ANONYMOUS"),
    .init(0x40, "MAP_32BIT"),
    .init(0x100, "MAP_GROWSDOWN"),
    .init(0x800, "MAP_DENYWRITE"),
    .init(0x1000, "MAP_EXECUTABLE"),
    .init(0x2000, "MAP_LOCKED"),
    .init(0x4000, "MAP_NORESERVE"),
    .init(0x8000, "MAP_POPULATE"),
    .init(0x10000, "MAP_NONBLOCK"),
    .init(0x20000, "MAP_STACK"),
    .init(0x40000, "MAP_HUGETLB"),
    .init(0x80000, "MAP_SYNC"),
    .init(0x100000, "MAP_FIXED_NOREPLACE"),
  ]

  public static let known = union(of: names)
}

extension MapFlags {
  /// Shared or private; anything else is `EINVAL`. The C constant is `MAP_TYPE`.
  public enum Kind: Int32, Sendable {
    /// The corresponding C constant is `MAP_SHARED`.
    case shared = 1
    /// The corresponding C constant is `MAP_PRIVATE`.
    case `private` = 2
    /// Shared, and unknown flags are an error. The C constant is `MAP_SHARED_VALIDATE`.
    case sharedValidated = 3
  }

  public var kind: Kind? { Kind(rawValue: rawValue & 0xf) }
}

/// The flags of `mremap(2)`.
public struct RemapFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `MREMAP_MAYMOVE`.
  public static let mayMove = RemapFlags(rawValue: 0x1)
  /// The corresponding C constant is `MREMAP_FIXED`.
  public static let fixed = RemapFlags(rawValue: 0x2)
  /// The corresponding C constant is `MREMAP_DONTUNMAP`.
  public static let dontUnmap = RemapFlags(rawValue: 0x4)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "MREMAP_MAYMOVE"),
    .init(0x2, "MREMAP_FIXED"),
    .init(0x4, "MREMAP_DONTUNMAP"),
  ]

  public static let known = union(of: names)
}

/// The flags of `msync(2)`.
public struct MemorySyncFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `MS_ASYNC`.
  public static let asynchronous = MemorySyncFlags(rawValue: 0x1)
  /// The corresponding C constant is `MS_INVALIDATE`.
  public static let invalidate = MemorySyncFlags(rawValue: 0x2)
  /// The corresponding C constant is `MS_SYNC`.
  public static let synchronous = MemorySyncFlags(rawValue: 0x4)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "MS_ASYNC"),
    .init(0x2, "MS_INVALIDATE"),
    .init(0x4, "MS_SYNC"),
  ]

  public static let known = union(of: names)
}

/// The flags of `mlockall(2)`.
public struct MemoryLockFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `MCL_CURRENT`.
  public static let current = MemoryLockFlags(rawValue: 0x1)
  /// The corresponding C constant is `MCL_FUTURE`.
  public static let future = MemoryLockFlags(rawValue: 0x2)
  /// The corresponding C constant is `MCL_ONFAULT`.
  public static let onFault = MemoryLockFlags(rawValue: 0x4)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "MCL_CURRENT"),
    .init(0x2, "MCL_FUTURE"),
    .init(0x4, "MCL_ONFAULT"),
  ]

  public static let known = union(of: names)
}

/// The hints and orders of `madvise(2)`.
public enum MemoryAdvice: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `MADV_NORMAL`.
  case normal = 0
  /// The corresponding C constant is `MADV_RANDOM`.
  case random = 1
  /// The corresponding C constant is `MADV_SEQUENTIAL`.
  case sequential = 2
  /// The corresponding C constant is `MADV_WILLNEED`.
  case willNeed = 3
  /// Private anonymous pages read as zero from now on (`MADV_DONTNEED`).
  case dontNeed = 4
  /// The corresponding C constant is `MADV_FREE`.
  case free = 8
  /// The corresponding C constant is `MADV_REMOVE`.
  case remove = 9
  /// The corresponding C constant is `MADV_DONTFORK`.
  case dontFork = 10
  /// The corresponding C constant is `MADV_DOFORK`.
  case doFork = 11
  /// The corresponding C constant is `MADV_MERGEABLE`.
  case mergeable = 12
  /// The corresponding C constant is `MADV_UNMERGEABLE`.
  case unmergeable = 13
  /// The corresponding C constant is `MADV_HUGEPAGE`.
  case hugePage = 14
  /// The corresponding C constant is `MADV_NOHUGEPAGE`.
  case noHugePage = 15
  /// The corresponding C constant is `MADV_DONTDUMP`.
  case dontDump = 16
  /// The corresponding C constant is `MADV_DODUMP`.
  case doDump = 17
  /// The corresponding C constant is `MADV_WIPEONFORK`.
  case wipeOnFork = 18
  /// The corresponding C constant is `MADV_KEEPONFORK`.
  case keepOnFork = 19
  /// The corresponding C constant is `MADV_COLD`.
  case cold = 20
  /// The corresponding C constant is `MADV_PAGEOUT`.
  case pageOut = 21
  /// The corresponding C constant is `MADV_POPULATE_READ`.
  case populateRead = 22
  /// The corresponding C constant is `MADV_POPULATE_WRITE`.
  case populateWrite = 23
  /// The corresponding C constant is `MADV_DONTNEED_LOCKED`.
  case dontNeedLocked = 24
  /// The corresponding C constant is `MADV_COLLAPSE`.
  case collapse = 25
  /// The corresponding C constant is `MADV_HWPOISON`.
  case hardwarePoison = 100

  /// The C constant's name.
  public var name: String {
    switch self {
    case .normal: "MADV_NORMAL"
    case .random: "MADV_RANDOM"
    case .sequential: "MADV_SEQUENTIAL"
    case .willNeed: "MADV_WILLNEED"
    case .dontNeed: "MADV_DONTNEED"
    case .free: "MADV_FREE"
    case .remove: "MADV_REMOVE"
    case .dontFork: "MADV_DONTFORK"
    case .doFork: "MADV_DOFORK"
    case .mergeable: "MADV_MERGEABLE"
    case .unmergeable: "MADV_UNMERGEABLE"
    case .hugePage: "MADV_HUGEPAGE"
    case .noHugePage: "MADV_NOHUGEPAGE"
    case .dontDump: "MADV_DONTDUMP"
    case .doDump: "MADV_DODUMP"
    case .wipeOnFork: "MADV_WIPEONFORK"
    case .keepOnFork: "MADV_KEEPONFORK"
    case .cold: "MADV_COLD"
    case .pageOut: "MADV_PAGEOUT"
    case .populateRead: "MADV_POPULATE_READ"
    case .populateWrite: "MADV_POPULATE_WRITE"
    case .dontNeedLocked: "MADV_DONTNEED_LOCKED"
    case .collapse: "MADV_COLLAPSE"
    case .hardwarePoison: "MADV_HWPOISON"
    }
  }
}

/// The commands of `membarrier(2)`; zero asks which there are.
public struct MemoryBarrierCommand: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `MEMBARRIER_CMD_GLOBAL`.
  public static let global = MemoryBarrierCommand(rawValue: 0x1)
  /// The corresponding C constant is `MEMBARRIER_CMD_GLOBAL_EXPEDITED`.
  public static let globalExpedited = MemoryBarrierCommand(rawValue: 0x2)
  /// The corresponding C constant is `MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED`.
  public static let registerGlobalExpedited = MemoryBarrierCommand(rawValue: 0x4)
  /// The corresponding C constant is `MEMBARRIER_CMD_PRIVATE_EXPEDITED`.
  public static let privateExpedited = MemoryBarrierCommand(rawValue: 0x8)
  /// The corresponding C constant is `MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED`.
  public static let registerPrivateExpedited = MemoryBarrierCommand(rawValue: 0x10)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "MEMBARRIER_CMD_GLOBAL"),
    .init(0x2, "MEMBARRIER_CMD_GLOBAL_EXPEDITED"),
    .init(0x4, "MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED"),
    .init(0x8, "MEMBARRIER_CMD_PRIVATE_EXPEDITED"),
    .init(0x10, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED"),
  ]

  public static let known = union(of: names)
}
