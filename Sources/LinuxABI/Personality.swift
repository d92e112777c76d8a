/// The execution domain's bits: `personality(2)`.
public struct Personality: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `UNAME26`.
  public static let unameLike26 = Personality(rawValue: 0x20000)
  /// The corresponding C constant is `ADDR_NO_RANDOMIZE`.
  public static let noRandomAddresses = Personality(rawValue: 0x40000)
  /// The corresponding C constant is `FDPIC_FUNCPTRS`.
  public static let descriptorsAsFunctions = Personality(rawValue: 0x80000)
  /// The corresponding C constant is `MMAP_PAGE_ZERO`.
  public static let mapPageZero = Personality(rawValue: 0x100000)
  /// The corresponding C constant is `ADDR_COMPAT_LAYOUT`.
  public static let compatibleLayout = Personality(rawValue: 0x200000)
  /// The corresponding C constant is `READ_IMPLIES_EXEC`.
  public static let readImpliesExecute = Personality(rawValue: 0x400000)
  /// The corresponding C constant is `ADDR_LIMIT_32BIT`.
  public static let limit32Bit = Personality(rawValue: 0x800000)
  /// The corresponding C constant is `SHORT_INODE`.
  public static let shortInode = Personality(rawValue: 0x1000000)
  /// The corresponding C constant is `WHOLE_SECONDS`.
  public static let wholeSeconds = Personality(rawValue: 0x2000000)
  /// The corresponding C constant is `STICKY_TIMEOUTS`.
  public static let stickyTimeouts = Personality(rawValue: 0x4000000)
  /// The corresponding C constant is `ADDR_LIMIT_3GB`.
  public static let limit3GB = Personality(rawValue: 0x8000000)
}
