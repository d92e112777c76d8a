/// The flags of `mount(2)`.
public struct MountFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The corresponding C constant is `MS_RDONLY`.
  public static let readOnly = MountFlags(rawValue: 0x1)
  /// The corresponding C constant is `MS_NOSUID`.
  public static let noSetID = MountFlags(rawValue: 0x2)
  /// The corresponding C constant is `MS_NODEV`.
  public static let noDevices = MountFlags(rawValue: 0x4)
  /// The corresponding C constant is `MS_NOEXEC`.
  public static let noExecute = MountFlags(rawValue: 0x8)
  /// The corresponding C constant is `MS_SYNCHRONOUS`.
  public static let synchronous = MountFlags(rawValue: 0x10)
  /// The corresponding C constant is `MS_REMOUNT`.
  public static let remount = MountFlags(rawValue: 0x20)
  /// The corresponding C constant is `MS_MANDLOCK`.
  public static let mandatoryLocks = MountFlags(rawValue: 0x40)
  /// The corresponding C constant is `MS_DIRSYNC`.
  public static let directorySync = MountFlags(rawValue: 0x80)
  /// The corresponding C constant is `MS_NOSYMFOLLOW`.
  public static let noSymbolicLinkFollow = MountFlags(rawValue: 0x100)
  /// The corresponding C constant is `MS_NOATIME`.
  public static let noAccessTime = MountFlags(rawValue: 0x400)
  /// The corresponding C constant is `MS_NODIRATIME`.
  public static let noDirectoryAccessTime = MountFlags(rawValue: 0x800)
  /// The corresponding C constant is `MS_BIND`.
  public static let bind = MountFlags(rawValue: 0x1000)
  /// The corresponding C constant is `MS_MOVE`.
  public static let move = MountFlags(rawValue: 0x2000)
  /// The corresponding C constant is `MS_REC`.
  public static let recursive = MountFlags(rawValue: 0x4000)
  /// The corresponding C constant is `MS_SILENT`.
  public static let silent = MountFlags(rawValue: 0x8000)
  /// The corresponding C constant is `MS_POSIXACL`.
  public static let posixACL = MountFlags(rawValue: 0x10000)
  /// The corresponding C constant is `MS_UNBINDABLE`.
  public static let unbindable = MountFlags(rawValue: 0x20000)
  /// The corresponding C constant is `MS_PRIVATE`.
  public static let `private` = MountFlags(rawValue: 0x40000)
  /// The corresponding C constant is `MS_SLAVE`.
  public static let slave = MountFlags(rawValue: 0x80000)
  /// The corresponding C constant is `MS_SHARED`.
  public static let shared = MountFlags(rawValue: 0x100000)
  /// The corresponding C constant is `MS_RELATIME`.
  public static let relativeAccessTime = MountFlags(rawValue: 0x200000)
  /// The corresponding C constant is `MS_I_VERSION`.
  public static let inodeVersion = MountFlags(rawValue: 0x800000)
  /// The corresponding C constant is `MS_STRICTATIME`.
  public static let strictAccessTime = MountFlags(rawValue: 0x1000000)
  /// The corresponding C constant is `MS_LAZYTIME`.
  public static let lazyTime = MountFlags(rawValue: 0x2000000)
}

extension MountFlags {
  /// What old programs put into the upper half, to be ignored. The C constant is `MS_MGC_VAL`.
  public static let magic: UInt64 = 0xc0ed_0000
  /// The bits of `magic`. The corresponding C constant is `MS_MGC_MSK`.
  public static let magicMask: UInt64 = 0xffff_0000
  /// The kinds of propagation, of which a call may name one.
  public static let propagation: MountFlags = [.shared, .private, .slave, .unbindable]
}

/// The flags of `umount2(2)`.
public struct UmountFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `MNT_FORCE`.
  public static let force = UmountFlags(rawValue: 0x1)
  /// Out of the tree at once, gone when no longer used (`MNT_DETACH`).
  public static let detach = UmountFlags(rawValue: 0x2)
  /// The corresponding C constant is `MNT_EXPIRE`.
  public static let expire = UmountFlags(rawValue: 0x4)
  /// The corresponding C constant is `UMOUNT_NOFOLLOW`.
  public static let noFollow = UmountFlags(rawValue: 0x8)

  /// All flags that have a name.
  public static let known: UmountFlags = [.force, .detach, .expire, .noFollow]
}
