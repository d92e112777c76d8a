/// What can no longer be done to a memory file: `F_ADD_SEALS`.
public struct FileSeals: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `F_SEAL_SEAL`.
  public static let seal = FileSeals(rawValue: 0x1)
  /// The corresponding C constant is `F_SEAL_SHRINK`.
  public static let shrink = FileSeals(rawValue: 0x2)
  /// The corresponding C constant is `F_SEAL_GROW`.
  public static let grow = FileSeals(rawValue: 0x4)
  /// The corresponding C constant is `F_SEAL_WRITE`.
  public static let write = FileSeals(rawValue: 0x8)
  /// The corresponding C constant is `F_SEAL_FUTURE_WRITE`.
  public static let futureWrite = FileSeals(rawValue: 0x10)

  /// All flags that have a name.
  public static let known: FileSeals = [.seal, .shrink, .grow, .write, .futureWrite]
}

/// The flags of `memfd_create(2)`.
public struct MemoryFileFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `MFD_CLOEXEC`.
  public static let closeOnExec = MemoryFileFlags(rawValue: 0x1)
  /// The corresponding C constant is `MFD_ALLOW_SEALING`.
  public static let allowSealing = MemoryFileFlags(rawValue: 0x2)
  /// The corresponding C constant is `MFD_HUGETLB`.
  public static let hugePages = MemoryFileFlags(rawValue: 0x4)
  /// The corresponding C constant is `MFD_NOEXEC_SEAL`.
  public static let noExecuteSeal = MemoryFileFlags(rawValue: 0x8)
  /// The corresponding C constant is `MFD_EXEC`.
  public static let executable = MemoryFileFlags(rawValue: 0x10)
}
