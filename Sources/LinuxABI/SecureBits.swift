/// How a thread's capabilities depend on its user IDs: `PR_SET_SECUREBITS`. See capabilities(7).
public struct SecureBits: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Root gets no capabilities by execve(2). The corresponding C constant is `SECBIT_NOROOT`.
  public static let noRoot = SecureBits(rawValue: 1 << 0)
  /// A change of user IDs changes no capabilities. The corresponding C constant is
  /// `SECBIT_NO_SETUID_FIXUP`.
  public static let noSetUIDFixup = SecureBits(rawValue: 1 << 2)
  /// Leaving root keeps the permitted set, until the next execve(2). The corresponding C constant
  /// is `SECBIT_KEEP_CAPS`, the same flag as `PR_SET_KEEPCAPS`.
  public static let keepCapabilities = SecureBits(rawValue: 1 << 4)
  /// The corresponding C constant is `SECBIT_KEEP_CAPS_LOCKED`.
  public static let keepCapabilitiesLocked = SecureBits(rawValue: 1 << 5)
  /// The corresponding C constant is `SECBIT_NO_CAP_AMBIENT_RAISE`.
  public static let noAmbientRaise = SecureBits(rawValue: 1 << 6)

  /// Each keeps the bit before it as it is. The corresponding C constant is `SECURE_ALL_LOCKS`.
  public static let locks = SecureBits(rawValue: 0xaa)
  /// All there are.
  public static let known = SecureBits(rawValue: 0xff)

  /// Those that their locks keep as they are.
  public var locked: SecureBits { SecureBits(rawValue: intersection(.locks).rawValue >> 1) }
}
