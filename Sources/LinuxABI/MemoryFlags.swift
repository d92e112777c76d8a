/// What may be done to pages: `mmap(2)`, `mprotect(2)`. Empty is `PROT_NONE`.
public struct MemoryProtection: OptionSet, Hashable, Sendable {
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
}

/// How memory is mapped: `mmap(2)`. The lowest four bits are a number, see `MapFlags.kind`.
public struct MapFlags: OptionSet, Hashable, Sendable {
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
