/// How `openat2(2)` may walk a path.
public struct ResolveFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The corresponding C constant is `RESOLVE_NO_XDEV`.
  public static let noCrossDevice = ResolveFlags(rawValue: 0x1)
  /// The corresponding C constant is `RESOLVE_NO_MAGICLINKS`.
  public static let noMagicLinks = ResolveFlags(rawValue: 0x2)
  /// The corresponding C constant is `RESOLVE_NO_SYMLINKS`.
  public static let noSymbolicLinks = ResolveFlags(rawValue: 0x4)
  /// The corresponding C constant is `RESOLVE_BENEATH`.
  public static let beneath = ResolveFlags(rawValue: 0x8)
  /// The corresponding C constant is `RESOLVE_IN_ROOT`.
  public static let inRoot = ResolveFlags(rawValue: 0x10)
  /// The corresponding C constant is `RESOLVE_CACHED`.
  public static let cached = ResolveFlags(rawValue: 0x20)

  /// All flags that have a name.
  public static let known: ResolveFlags = [
    .noCrossDevice, .noMagicLinks, .noSymbolicLinks, .beneath, .inRoot, .cached,
  ]
}
