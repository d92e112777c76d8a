/// The flags of `setxattr(2)`.
public struct ExtendedAttributeFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Fail when the attribute exists (`XATTR_CREATE`).
  public static let create = ExtendedAttributeFlags(rawValue: 0x1)
  /// Fail when it does not (`XATTR_REPLACE`).
  public static let replace = ExtendedAttributeFlags(rawValue: 0x2)

  /// All flags that have a name.
  public static let known: ExtendedAttributeFlags = [.create, .replace]
}
