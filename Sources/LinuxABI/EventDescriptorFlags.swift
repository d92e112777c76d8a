/// The flags of `eventfd2(2)`.
public struct EventFDFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Each read takes one (`EFD_SEMAPHORE`).
  public static let semaphore = EventFDFlags(rawValue: 0o1)
  /// The corresponding C constant is `EFD_NONBLOCK`.
  public static let nonBlocking = EventFDFlags(rawValue: 0o4000)
  /// The corresponding C constant is `EFD_CLOEXEC`.
  public static let closeOnExec = EventFDFlags(rawValue: 0o2000000)

  public static let names: [FlagName<Int32>] = [
    .init(0o1, "EFD_SEMAPHORE"),
    .init(0o4000, "EFD_NONBLOCK"),
    .init(0o2000000, "EFD_CLOEXEC"),
  ]

  public static let known = union(of: names)
}

/// The flags of `signalfd4(2)`.
public struct SignalFDFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SFD_NONBLOCK`.
  public static let nonBlocking = SignalFDFlags(rawValue: 0o4000)
  /// The corresponding C constant is `SFD_CLOEXEC`.
  public static let closeOnExec = SignalFDFlags(rawValue: 0o2000000)

  public static let names: [FlagName<Int32>] = [
    .init(0o4000, "SFD_NONBLOCK"),
    .init(0o2000000, "SFD_CLOEXEC"),
  ]

  public static let known = union(of: names)
}

/// The flags of `timerfd_create(2)`.
public struct TimerFDFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `TFD_NONBLOCK`.
  public static let nonBlocking = TimerFDFlags(rawValue: 0o4000)
  /// The corresponding C constant is `TFD_CLOEXEC`.
  public static let closeOnExec = TimerFDFlags(rawValue: 0o2000000)

  public static let names: [FlagName<Int32>] = [
    .init(0o4000, "TFD_NONBLOCK"),
    .init(0o2000000, "TFD_CLOEXEC"),
  ]

  public static let known = union(of: names)
}

/// The flags of `timerfd_settime(2)`; the first is also `timer_settime(2)`'s and `clock_nanosleep(2)`'s.
public struct TimerSetFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `TFD_TIMER_ABSTIME`.
  public static let absolute = TimerSetFlags(rawValue: 0x1)
  /// The corresponding C constant is `TFD_TIMER_CANCEL_ON_SET`.
  public static let cancelOnSet = TimerSetFlags(rawValue: 0x2)

  public static let names: [FlagName<Int32>] = [
    .init(0x1, "TFD_TIMER_ABSTIME"),
    .init(0x2, "TFD_TIMER_CANCEL_ON_SET"),
  ]

  public static let known = union(of: names)
}

/// The flags of `getrandom(2)`.
public struct RandomFlags: FlagSet {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `GRND_NONBLOCK`.
  public static let nonBlocking = RandomFlags(rawValue: 0x1)
  /// The corresponding C constant is `GRND_RANDOM`.
  public static let random = RandomFlags(rawValue: 0x2)
  /// The corresponding C constant is `GRND_INSECURE`.
  public static let insecure = RandomFlags(rawValue: 0x4)

  public static let names: [FlagName<UInt32>] = [
    .init(0x1, "GRND_NONBLOCK"),
    .init(0x2, "GRND_RANDOM"),
    .init(0x4, "GRND_INSECURE"),
  ]

  public static let known = union(of: names)
}

/// The flags of `inotify_init1(2)`.
public struct InotifyFlags: FlagSet {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `IN_NONBLOCK`.
  public static let nonBlocking = InotifyFlags(rawValue: 0o4000)
  /// The corresponding C constant is `IN_CLOEXEC`.
  public static let closeOnExec = InotifyFlags(rawValue: 0o2000000)

  public static let names: [FlagName<Int32>] = [
    .init(0o4000, "IN_NONBLOCK"),
    .init(0o2000000, "IN_CLOEXEC"),
  ]

  public static let known = union(of: names)
}

/// What `inotify(7)` watches and reports.
public struct InotifyEvents: FlagSet {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `IN_ACCESS`.
  public static let access = InotifyEvents(rawValue: 0x1)
  /// The corresponding C constant is `IN_MODIFY`.
  public static let modify = InotifyEvents(rawValue: 0x2)
  /// The corresponding C constant is `IN_ATTRIB`.
  public static let attributes = InotifyEvents(rawValue: 0x4)
  /// The corresponding C constant is `IN_CLOSE_WRITE`.
  public static let closeWritten = InotifyEvents(rawValue: 0x8)
  /// The corresponding C constant is `IN_CLOSE_NOWRITE`.
  public static let closeUnwritten = InotifyEvents(rawValue: 0x10)
  /// The corresponding C constant is `IN_OPEN`.
  public static let open = InotifyEvents(rawValue: 0x20)
  /// The corresponding C constant is `IN_MOVED_FROM`.
  public static let movedFrom = InotifyEvents(rawValue: 0x40)
  /// The corresponding C constant is `IN_MOVED_TO`.
  public static let movedTo = InotifyEvents(rawValue: 0x80)
  /// The corresponding C constant is `IN_CREATE`.
  public static let create = InotifyEvents(rawValue: 0x100)
  /// The corresponding C constant is `IN_DELETE`.
  public static let delete = InotifyEvents(rawValue: 0x200)
  /// The corresponding C constant is `IN_DELETE_SELF`.
  public static let deleteSelf = InotifyEvents(rawValue: 0x400)
  /// The corresponding C constant is `IN_MOVE_SELF`.
  public static let moveSelf = InotifyEvents(rawValue: 0x800)
  /// The corresponding C constant is `IN_UNMOUNT`.
  public static let unmounted = InotifyEvents(rawValue: 0x2000)
  /// The corresponding C constant is `IN_Q_OVERFLOW`.
  public static let queueOverflow = InotifyEvents(rawValue: 0x4000)
  /// The corresponding C constant is `IN_IGNORED`.
  public static let ignored = InotifyEvents(rawValue: 0x8000)
  /// The corresponding C constant is `IN_ONLYDIR`.
  public static let onlyDirectory = InotifyEvents(rawValue: 0x1000000)
  /// The corresponding C constant is `IN_DONT_FOLLOW`.
  public static let dontFollow = InotifyEvents(rawValue: 0x2000000)
  /// The corresponding C constant is `IN_EXCL_UNLINK`.
  public static let excludeUnlinked = InotifyEvents(rawValue: 0x4000000)
  /// The corresponding C constant is `IN_MASK_CREATE`.
  public static let maskCreate = InotifyEvents(rawValue: 0x10000000)
  /// The corresponding C constant is `IN_MASK_ADD`.
  public static let maskAdd = InotifyEvents(rawValue: 0x20000000)
  /// The corresponding C constant is `IN_ISDIR`.
  public static let isDirectory = InotifyEvents(rawValue: 0x40000000)
  /// The corresponding C constant is `IN_ONESHOT`.
  public static let oneShot = InotifyEvents(rawValue: 0x80000000)

  public static let names: [FlagName<UInt32>] = [
    .init(0x1, "IN_ACCESS"),
    .init(0x2, "IN_MODIFY"),
    .init(0x4, "IN_ATTRIB"),
    .init(0x8, "IN_CLOSE_WRITE"),
    .init(0x10, "IN_CLOSE_NOWRITE"),
    .init(0x20, "IN_OPEN"),
    .init(0x40, "IN_MOVED_FROM"),
    .init(0x80, "IN_MOVED_TO"),
    .init(0x100, "IN_CREATE"),
    .init(0x200, "IN_DELETE"),
    .init(0x400, "IN_DELETE_SELF"),
    .init(0x800, "IN_MOVE_SELF"),
    .init(0x2000, "IN_UNMOUNT"),
    .init(0x4000, "IN_Q_OVERFLOW"),
    .init(0x8000, "IN_IGNORED"),
    .init(0x1000000, "IN_ONLYDIR"),
    .init(0x2000000, "IN_DONT_FOLLOW"),
    .init(0x4000000, "IN_EXCL_UNLINK"),
    .init(0x10000000, "IN_MASK_CREATE"),
    .init(0x20000000, "IN_MASK_ADD"),
    .init(0x40000000, "IN_ISDIR"),
    .init(0x80000000, "IN_ONESHOT"),
  ]

  public static let known = union(of: names)
}
