/// What an inotify watch reports and how it is made. See `inotify(7)`.
public struct InotifyMask: FlagSet {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `IN_ACCESS`.
  public static let access = InotifyMask(rawValue: 0x1)
  /// The corresponding C constant is `IN_MODIFY`.
  public static let modify = InotifyMask(rawValue: 0x2)
  /// The corresponding C constant is `IN_ATTRIB`.
  public static let attributes = InotifyMask(rawValue: 0x4)
  /// The corresponding C constant is `IN_CLOSE_WRITE`.
  public static let closeWrite = InotifyMask(rawValue: 0x8)
  /// The corresponding C constant is `IN_CLOSE_NOWRITE`.
  public static let closeNoWrite = InotifyMask(rawValue: 0x10)
  /// The corresponding C constant is `IN_OPEN`.
  public static let open = InotifyMask(rawValue: 0x20)
  /// The corresponding C constant is `IN_MOVED_FROM`.
  public static let movedFrom = InotifyMask(rawValue: 0x40)
  /// The corresponding C constant is `IN_MOVED_TO`.
  public static let movedTo = InotifyMask(rawValue: 0x80)
  /// The corresponding C constant is `IN_CREATE`.
  public static let create = InotifyMask(rawValue: 0x100)
  /// The corresponding C constant is `IN_DELETE`.
  public static let delete = InotifyMask(rawValue: 0x200)
  /// The corresponding C constant is `IN_DELETE_SELF`.
  public static let deleteSelf = InotifyMask(rawValue: 0x400)
  /// The corresponding C constant is `IN_MOVE_SELF`.
  public static let moveSelf = InotifyMask(rawValue: 0x800)
  /// The file system is gone (`IN_UNMOUNT`).
  public static let unmount = InotifyMask(rawValue: 0x2000)
  /// Events were lost (`IN_Q_OVERFLOW`).
  public static let overflow = InotifyMask(rawValue: 0x4000)
  /// The watch is gone (`IN_IGNORED`).
  public static let ignored = InotifyMask(rawValue: 0x8000)
  /// Watch directories only (`IN_ONLYDIR`).
  public static let onlyDirectory = InotifyMask(rawValue: 0x100_0000)
  /// The corresponding C constant is `IN_DONT_FOLLOW`.
  public static let noFollow = InotifyMask(rawValue: 0x200_0000)
  /// Not of files without a name any more (`IN_EXCL_UNLINK`).
  public static let excludeUnlinked = InotifyMask(rawValue: 0x400_0000)
  /// The corresponding C constant is `IN_MASK_CREATE`.
  public static let maskCreate = InotifyMask(rawValue: 0x1000_0000)
  /// The corresponding C constant is `IN_MASK_ADD`.
  public static let maskAdd = InotifyMask(rawValue: 0x2000_0000)
  /// The event is about a directory (`IN_ISDIR`).
  public static let isDirectory = InotifyMask(rawValue: 0x4000_0000)
  /// The corresponding C constant is `IN_ONESHOT`.
  public static let oneShot = InotifyMask(rawValue: 0x8000_0000)

  /// The corresponding C constant is `IN_ALL_EVENTS`.
  public static let allEvents = InotifyMask(rawValue: 0xfff)

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
    .init(0x100_0000, "IN_ONLYDIR"),
    .init(0x200_0000, "IN_DONT_FOLLOW"),
    .init(0x400_0000, "IN_EXCL_UNLINK"),
    .init(0x1000_0000, "IN_MASK_CREATE"),
    .init(0x2000_0000, "IN_MASK_ADD"),
    .init(0x4000_0000, "IN_ISDIR"),
    .init(0x8000_0000, "IN_ONESHOT"),
  ]

  public static let known = union(of: names)
}
