/// The flags of calls that take a directory and a path: `openat(2)`, `fstatat(2)` and others.
public struct AtFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `AT_SYMLINK_NOFOLLOW`.
  public static let symbolicLinkNoFollow = AtFlags(rawValue: 0x100)
  /// `unlinkat(2)`'s; other calls read the same bit as `AT_EACCESS` (`AT_REMOVEDIR`).
  public static let removeDirectory = AtFlags(rawValue: 0x200)
  /// The corresponding C constant is `AT_SYMLINK_FOLLOW`.
  public static let symbolicLinkFollow = AtFlags(rawValue: 0x400)
  /// The corresponding C constant is `AT_NO_AUTOMOUNT`.
  public static let noAutomount = AtFlags(rawValue: 0x800)
  /// An empty path means the descriptor itself (`AT_EMPTY_PATH`).
  public static let emptyPath = AtFlags(rawValue: 0x1000)
  /// The corresponding C constant is `AT_STATX_FORCE_SYNC`.
  public static let statxForceSync = AtFlags(rawValue: 0x2000)
  /// The corresponding C constant is `AT_STATX_DONT_SYNC`.
  public static let statxDontSync = AtFlags(rawValue: 0x4000)
  /// The corresponding C constant is `AT_RECURSIVE`.
  public static let recursive = AtFlags(rawValue: 0x8000)
}

extension AtFlags {
  /// Check with the effective IDs. The corresponding C constant is `AT_EACCESS`.
  public static let effectiveAccess = AtFlags.removeDirectory
  /// The descriptor that means the working directory. The C constant is `AT_FDCWD`.
  public static let workingDirectory: Int32 = -100
}

/// What `access(2)` asks for; empty, `F_OK`, asks only whether the file exists.
public struct AccessMode: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `X_OK`.
  public static let execute = AccessMode(rawValue: 0x1)
  /// The corresponding C constant is `W_OK`.
  public static let write = AccessMode(rawValue: 0x2)
  /// The corresponding C constant is `R_OK`.
  public static let read = AccessMode(rawValue: 0x4)

  /// All flags that have a name.
  public static let known: AccessMode = [.execute, .write, .read]
}

/// Where an offset counts from: `lseek(2)`.
public enum SeekOrigin: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SEEK_SET`.
  case start = 0
  /// The corresponding C constant is `SEEK_CUR`.
  case current = 1
  /// The corresponding C constant is `SEEK_END`.
  case end = 2
  /// The next data at or after the offset (`SEEK_DATA`).
  case data = 3
  /// The next hole at or after the offset (`SEEK_HOLE`).
  case hole = 4
}

/// The flags of `renameat2(2)`.
public struct RenameFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `RENAME_NOREPLACE`.
  public static let noReplace = RenameFlags(rawValue: 0x1)
  /// The corresponding C constant is `RENAME_EXCHANGE`.
  public static let exchange = RenameFlags(rawValue: 0x2)
  /// The corresponding C constant is `RENAME_WHITEOUT`.
  public static let whiteout = RenameFlags(rawValue: 0x4)
}
