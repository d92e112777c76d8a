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
  /// The corresponding C constant is `LOCK_MAND`.
  public static let mandatory = LockOperation(rawValue: 0x20)
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
