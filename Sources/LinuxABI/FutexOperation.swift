/// What `futex(2)` is asked to do, without its flags.
public enum FutexOperation: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `FUTEX_WAIT`.
  case wait = 0
  /// The corresponding C constant is `FUTEX_WAKE`.
  case wake = 1
  /// The corresponding C constant is `FUTEX_FD`.
  case descriptor = 2
  /// The corresponding C constant is `FUTEX_REQUEUE`.
  case requeue = 3
  /// The corresponding C constant is `FUTEX_CMP_REQUEUE`.
  case compareRequeue = 4
  /// The corresponding C constant is `FUTEX_WAKE_OP`.
  case wakeOperation = 5
  /// The corresponding C constant is `FUTEX_LOCK_PI`.
  case lockPriority = 6
  /// The corresponding C constant is `FUTEX_UNLOCK_PI`.
  case unlockPriority = 7
  /// The corresponding C constant is `FUTEX_TRYLOCK_PI`.
  case tryLockPriority = 8
  /// The corresponding C constant is `FUTEX_WAIT_BITSET`.
  case waitBits = 9
  /// The corresponding C constant is `FUTEX_WAKE_BITSET`.
  case wakeBits = 10
  /// The corresponding C constant is `FUTEX_WAIT_REQUEUE_PI`.
  case waitRequeuePriority = 11
  /// The corresponding C constant is `FUTEX_CMP_REQUEUE_PI`.
  case compareRequeuePriority = 12
  /// The corresponding C constant is `FUTEX_LOCK_PI2`.
  case lockPriority2 = 13
}

/// What `futex(2)`'s operation argument holds beside the operation.
public struct FutexFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Within one process (`FUTEX_PRIVATE_FLAG`).
  public static let `private` = FutexFlags(rawValue: 0x80)
  /// The timeout is on the wall clock (`FUTEX_CLOCK_REALTIME`).
  public static let realTimeClock = FutexFlags(rawValue: 0x100)

  /// All flags that have a name.
  public static let known: FutexFlags = [.`private`, .realTimeClock]
}

extension FutexOperation {
  /// The operation in an argument; `nil`, for which Linux answers `ENOSYS`, when unknown.
  public init?(argument: Int32) {
    self.init(rawValue: argument & ~FutexFlags.known.rawValue)
  }
}

extension FutexFlags {
  /// The flags in an operation argument.
  public init(argument: Int32) { self.init(rawValue: argument & FutexFlags.known.rawValue) }
}

/// What a futex word's bits mean for robust and priority futexes.
public enum FutexWord {
  /// Somebody waits. The corresponding C constant is `FUTEX_WAITERS`.
  public static let waiters: UInt32 = 0x8000_0000
  /// The owner died holding it. The corresponding C constant is `FUTEX_OWNER_DIED`.
  public static let ownerDied: UInt32 = 0x4000_0000
  /// The owner's thread ID. The corresponding C constant is `FUTEX_TID_MASK`.
  public static let threadIDMask: UInt32 = 0x3fff_ffff
  /// All bits of a bit set operation. The C constant is `FUTEX_BITSET_MATCH_ANY`.
  public static let anyBit: UInt32 = 0xffff_ffff
}
