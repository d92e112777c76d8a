/// A device's major and minor number, in the encoding that `st_rdev` and `mknod(2)` use.
public struct DeviceNumber: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  public init(major: UInt32, minor: UInt32) { rawValue = makeDevice(major: major, minor: minor) }

  public var major: UInt32 {
    UInt32(truncatingIfNeeded: rawValue >> 8 & 0xfff | rawValue >> 32 & 0xffff_f000)
  }

  public var minor: UInt32 {
    UInt32(truncatingIfNeeded: rawValue & 0xff | rawValue >> 12 & 0xffff_ff00)
  }

  /// No device.
  public static let none = DeviceNumber(rawValue: 0)
}

extension DeviceNumber: CustomStringConvertible {
  /// `major:minor`, as `/sys` writes it.
  public var description: String { "\(major):\(minor)" }
}

/// Linux's 64-bit `dev_t`; for numbers below 4096 and 2^20 the same as the 32-bit one of
/// `mknod(2)`. The corresponding C macro is `makedev`.
public func makeDevice(major: UInt32, minor: UInt32) -> UInt64 {
  let major = UInt64(major)
  let minor = UInt64(minor)
  return minor & 0xff | (major & 0xfff) << 8 | (minor & ~0xff) << 12 | (major & ~0xfff) << 32
}
