/// The flags of `inotify_init1(2)`.
public struct InotifyFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `IN_NONBLOCK`.
  public static let nonBlocking = InotifyFlags(rawValue: 0o4000)
  /// The corresponding C constant is `IN_CLOEXEC`.
  public static let closeOnExec = InotifyFlags(rawValue: 0o2000000)

  /// All flags that have a name.
  public static let known: InotifyFlags = [.nonBlocking, .closeOnExec]
}

/// What `inotify(7)` watches and reports.
public struct InotifyEvents: OptionSet, Hashable, Sendable {
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

  /// All flags that have a name.
  public static let known: InotifyEvents = [
    .access, .modify, .attributes, .closeWritten, .closeUnwritten, .open, .movedFrom, .movedTo,
    .create, .delete, .deleteSelf, .moveSelf, .unmounted, .queueOverflow, .ignored, .onlyDirectory,
    .dontFollow, .excludeUnlinked, .maskCreate, .maskAdd, .isDirectory, .oneShot,
  ]
}
