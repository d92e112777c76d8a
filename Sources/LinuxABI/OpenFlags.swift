/// How a file is opened: `open(2)`, `openat(2)`, and the descriptor flags of calls such as
/// `pipe2(2)` and `dup3(2)`. The two lowest bits are the access mode, a number, not flags.
public struct OpenFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `O_WRONLY`.
  public static let writeOnly = OpenFlags(rawValue: 0o1)
  /// The corresponding C constant is `O_RDWR`.
  public static let readWrite = OpenFlags(rawValue: 0o2)
  /// The corresponding C constant is `O_CREAT`.
  public static let create = OpenFlags(rawValue: 0o100)
  /// With `create`, the file must not exist (`O_EXCL`).
  public static let exclusive = OpenFlags(rawValue: 0o200)
  /// The corresponding C constant is `O_NOCTTY`.
  public static let noControllingTerminal = OpenFlags(rawValue: 0o400)
  /// The corresponding C constant is `O_TRUNC`.
  public static let truncate = OpenFlags(rawValue: 0o1000)
  /// The corresponding C constant is `O_APPEND`.
  public static let append = OpenFlags(rawValue: 0o2000)
  /// The corresponding C constant is `O_NONBLOCK`.
  public static let nonBlocking = OpenFlags(rawValue: 0o4000)
  /// The corresponding C constant is `O_DSYNC`.
  public static let dataSync = OpenFlags(rawValue: 0o10000)
  /// The corresponding C constant is `O_ASYNC`.
  public static let async = OpenFlags(rawValue: 0o20000)
  /// The corresponding C constant is `O_DIRECT`.
  public static let direct = OpenFlags(rawValue: 0o40000)
  /// What the kernel calls large file; glibc's own value is zero (`O_LARGEFILE`).
  public static let largeFile = OpenFlags(rawValue: 0o100000)
  /// The corresponding C constant is `O_DIRECTORY`.
  public static let directory = OpenFlags(rawValue: 0o200000)
  /// The corresponding C constant is `O_NOFOLLOW`.
  public static let noFollow = OpenFlags(rawValue: 0o400000)
  /// The corresponding C constant is `O_NOATIME`.
  public static let noAccessTime = OpenFlags(rawValue: 0o1000000)
  /// The corresponding C constant is `O_CLOEXEC`.
  public static let closeOnExec = OpenFlags(rawValue: 0o2000000)
  /// The bit that makes `O_DSYNC` into `O_SYNC` (`__O_SYNC`).
  public static let sync = OpenFlags(rawValue: 0o4000000)
  /// Only a place in the tree, not the contents (`O_PATH`).
  public static let path = OpenFlags(rawValue: 0o10000000)
  /// An unnamed file; `O_TMPFILE` is this and `directory` (`__O_TMPFILE`).
  public static let temporaryFile = OpenFlags(rawValue: 0o20000000)

  /// All flags that have a name.
  public static let known: OpenFlags = [
    .writeOnly, .readWrite, .create, .exclusive, .noControllingTerminal, .truncate, .append,
    .nonBlocking, .dataSync, .async, .direct, .largeFile, .directory, .noFollow, .noAccessTime,
    .closeOnExec, .sync, .path, .temporaryFile,
  ]
}

extension OpenFlags {
  /// Reading only, the access mode without bits. The corresponding C constant is `O_RDONLY`.
  public static let readOnly: OpenFlags = []
  /// The bits of the access mode. The corresponding C constant is `O_ACCMODE`.
  public static let accessModeMask = OpenFlags(rawValue: 3)

  /// The access mode alone; `0o3` is Linux's "neither read nor write, for ioctl".
  public var accessMode: OpenFlags { intersection(.accessModeMask) }

  /// Whether `read(2)` is allowed.
  public var isReadable: Bool {
    !contains(.path) && (accessMode == .readOnly || accessMode == .readWrite)
  }

  /// Whether `write(2)` is allowed.
  public var isWritable: Bool {
    !contains(.path) && (accessMode == .writeOnly || accessMode == .readWrite)
  }
}
