/// The flags of `semget(2)`, `shmget(2)`, `msgget(2)`, `semop(2)`, `msgsnd(2)` and `msgrcv(2)`.
public struct SystemVFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `IPC_CREAT`.
  public static let create = SystemVFlags(rawValue: 0x200)
  /// The corresponding C constant is `IPC_EXCL`.
  public static let exclusive = SystemVFlags(rawValue: 0x400)
  /// The corresponding C constant is `IPC_NOWAIT`.
  public static let noWait = SystemVFlags(rawValue: 0x800)
  /// The corresponding C constant is `MSG_NOERROR`.
  public static let truncate = SystemVFlags(rawValue: 0x1000)
  /// The corresponding C constant is `MSG_EXCEPT`.
  public static let except = SystemVFlags(rawValue: 0x2000)
  /// The corresponding C constant is `MSG_COPY`.
  public static let copy = SystemVFlags(rawValue: 0x4000)
  /// The corresponding C constant is `SEM_UNDO`. Of shared memory the same bit is `SHM_NORESERVE`.
  public static let undo = SystemVFlags(rawValue: 0x1000)
  /// The corresponding C constant is `SHM_HUGETLB`.
  public static let hugePages = SystemVFlags(rawValue: 0x800)
}

/// The flags of `shmat(2)`.
public struct AttachFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SHM_RDONLY`.
  public static let readOnly = AttachFlags(rawValue: 0x1000)
  /// The address is rounded down (`SHM_RND`).
  public static let round = AttachFlags(rawValue: 0x2000)
  /// What is mapped there gives way (`SHM_REMAP`).
  public static let remap = AttachFlags(rawValue: 0x4000)
  /// The corresponding C constant is `SHM_EXEC`.
  public static let execute = AttachFlags(rawValue: 0x8000)
}

/// The commands of `shmctl(2)`, `semctl(2)` and `msgctl(2)` that all three have.
public enum SystemVCommand: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `IPC_RMID`.
  case remove = 0
  /// The corresponding C constant is `IPC_SET`.
  case set = 1
  /// The corresponding C constant is `IPC_STAT`.
  case status = 2
  /// The corresponding C constant is `IPC_INFO`.
  case limits = 3
}
