/// The flags of `close_range(2)`.
public struct CloseRangeFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `CLOSE_RANGE_UNSHARE`.
  public static let unshare = CloseRangeFlags(rawValue: 0x2)
  /// The corresponding C constant is `CLOSE_RANGE_CLOEXEC`.
  public static let closeOnExec = CloseRangeFlags(rawValue: 0x4)

  /// All flags that have a name.
  public static let known: CloseRangeFlags = [.unshare, .closeOnExec]
}
