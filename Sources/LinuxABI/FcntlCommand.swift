/// What `fcntl(2)` is asked to do.
public enum FcntlCommand: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `F_DUPFD`.
  case duplicate = 0
  /// The corresponding C constant is `F_GETFD`.
  case getDescriptorFlags = 1
  /// The corresponding C constant is `F_SETFD`.
  case setDescriptorFlags = 2
  /// The corresponding C constant is `F_GETFL`.
  case getStatusFlags = 3
  /// The corresponding C constant is `F_SETFL`.
  case setStatusFlags = 4
  /// The corresponding C constant is `F_GETLK`.
  case getLock = 5
  /// The corresponding C constant is `F_SETLK`.
  case setLock = 6
  /// The corresponding C constant is `F_SETLKW`.
  case setLockWait = 7
  /// The corresponding C constant is `F_SETOWN`.
  case setOwner = 8
  /// The corresponding C constant is `F_GETOWN`.
  case getOwner = 9
  /// The corresponding C constant is `F_SETSIG`.
  case setSignal = 10
  /// The corresponding C constant is `F_GETSIG`.
  case getSignal = 11
  /// The corresponding C constant is `F_SETOWN_EX`.
  case setOwnerEx = 15
  /// The corresponding C constant is `F_GETOWN_EX`.
  case getOwnerEx = 16
  /// The corresponding C constant is `F_OFD_GETLK`.
  case getOpenFileLock = 36
  /// The corresponding C constant is `F_OFD_SETLK`.
  case setOpenFileLock = 37
  /// The corresponding C constant is `F_OFD_SETLKW`.
  case setOpenFileLockWait = 38
  /// The corresponding C constant is `F_SETLEASE`.
  case setLease = 1024
  /// The corresponding C constant is `F_GETLEASE`.
  case getLease = 1025
  /// The corresponding C constant is `F_NOTIFY`.
  case notify = 1026
  /// The corresponding C constant is `F_DUPFD_CLOEXEC`.
  case duplicateCloseOnExec = 1030
  /// The corresponding C constant is `F_SETPIPE_SZ`.
  case setPipeSize = 1031
  /// The corresponding C constant is `F_GETPIPE_SZ`.
  case getPipeSize = 1032
  /// The corresponding C constant is `F_ADD_SEALS`.
  case addSeals = 1033
  /// The corresponding C constant is `F_GET_SEALS`.
  case getSeals = 1034
  /// The corresponding C constant is `F_GET_RW_HINT`.
  case getReadWriteHint = 1035
  /// The corresponding C constant is `F_SET_RW_HINT`.
  case setReadWriteHint = 1036
  /// The corresponding C constant is `F_GET_FILE_RW_HINT`.
  case getFileReadWriteHint = 1037
  /// The corresponding C constant is `F_SET_FILE_RW_HINT`.
  case setFileReadWriteHint = 1038
}

/// What belongs to a descriptor and not to the open file: `F_GETFD`.
public struct DescriptorFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `FD_CLOEXEC`.
  public static let closeOnExec = DescriptorFlags(rawValue: 0x1)
}

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

/// What `flock(2)` is asked to do: one of three, and perhaps `nonBlocking`.
public struct LockOperation: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `LOCK_SH`.
  public static let shared = LockOperation(rawValue: 0x1)
  /// The corresponding C constant is `LOCK_EX`.
  public static let exclusive = LockOperation(rawValue: 0x2)
  /// The corresponding C constant is `LOCK_NB`.
  public static let nonBlocking = LockOperation(rawValue: 0x4)
  /// The corresponding C constant is `LOCK_UN`.
  public static let unlock = LockOperation(rawValue: 0x8)
}

/// A record lock's kind: `l_type` of `struct flock`.
public enum RecordLockType: Int16, CaseIterable, Sendable {
  /// The corresponding C constant is `F_RDLCK`.
  case read = 0
  /// The corresponding C constant is `F_WRLCK`.
  case write = 1
  /// The corresponding C constant is `F_UNLCK`.
  case unlock = 2
}
