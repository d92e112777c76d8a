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
