/// Whose capabilities and in which form. The C type is `struct __user_cap_header_struct`.
public struct CapabilityHeader: GuestLayout, Hashable {
  public static let size = 8
  /// One word of each set. The corresponding C constant is `_LINUX_CAPABILITY_VERSION_1`.
  public static let version1: UInt32 = 0x1998_0330
  /// The corresponding C constant is `_LINUX_CAPABILITY_VERSION_2`.
  public static let version2: UInt32 = 0x2007_1026
  /// Two words of each set. The corresponding C constant is `_LINUX_CAPABILITY_VERSION_3`.
  public static let version3: UInt32 = 0x2008_0522

  public var version: UInt32
  /// Zero is the caller.
  public var processID: Int32

  public init(from reader: inout ByteReader) {
    version = reader.read()
    processID = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(version)
    writer.write(processID)
  }
}

/// The three sets in the form of versions 2 and 3: two of `struct __user_cap_data_struct`, the
/// lower halves first.
public struct CapabilityData: GuestLayout, Hashable {
  public static let size = 24

  public var effective: CapabilitySet
  public var permitted: CapabilitySet
  public var inheritable: CapabilitySet

  public init(effective: CapabilitySet, permitted: CapabilitySet, inheritable: CapabilitySet) {
    self.effective = effective
    self.permitted = permitted
    self.inheritable = inheritable
  }

  public init(from reader: inout ByteReader) {
    let low = (reader.read(UInt32.self), reader.read(UInt32.self), reader.read(UInt32.self))
    let high = (reader.read(UInt32.self), reader.read(UInt32.self), reader.read(UInt32.self))
    effective = CapabilitySet(rawValue: UInt64(low.0) | UInt64(high.0) << 32)
    permitted = CapabilitySet(rawValue: UInt64(low.1) | UInt64(high.1) << 32)
    inheritable = CapabilitySet(rawValue: UInt64(low.2) | UInt64(high.2) << 32)
  }

  public func write(to writer: inout ByteWriter) {
    let sets = [effective, permitted, inheritable]
    for set in sets { writer.write(UInt32(truncatingIfNeeded: set.rawValue)) }
    for set in sets { writer.write(UInt32(truncatingIfNeeded: set.rawValue >> 32)) }
  }
}
