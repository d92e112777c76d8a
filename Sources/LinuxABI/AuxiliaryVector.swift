/// What the kernel tells a new program beside its arguments: getauxval(3).
public enum AuxiliaryKey: UInt64, CaseIterable, Sendable {
  /// The corresponding C constant is `AT_NULL`.
  case end = 0
  /// The corresponding C constant is `AT_IGNORE`.
  case ignore = 1
  /// The corresponding C constant is `AT_EXECFD`.
  case executableDescriptor = 2
  /// The corresponding C constant is `AT_PHDR`.
  case programHeaders = 3
  /// The corresponding C constant is `AT_PHENT`.
  case programHeaderSize = 4
  /// The corresponding C constant is `AT_PHNUM`.
  case programHeaderCount = 5
  /// The corresponding C constant is `AT_PAGESZ`.
  case pageSize = 6
  /// The corresponding C constant is `AT_BASE`.
  case interpreterBase = 7
  /// The corresponding C constant is `AT_FLAGS`.
  case flags = 8
  /// The corresponding C constant is `AT_ENTRY`.
  case entry = 9
  /// The corresponding C constant is `AT_NOTELF`.
  case notELF = 10
  /// The corresponding C constant is `AT_UID`.
  case userID = 11
  /// The corresponding C constant is `AT_EUID`.
  case effectiveUserID = 12
  /// The corresponding C constant is `AT_GID`.
  case groupID = 13
  /// The corresponding C constant is `AT_EGID`.
  case effectiveGroupID = 14
  /// The corresponding C constant is `AT_PLATFORM`.
  case platform = 15
  /// The corresponding C constant is `AT_HWCAP`.
  case hardwareCapabilities = 16
  /// The corresponding C constant is `AT_CLKTCK`.
  case clockTicks = 17
  /// The corresponding C constant is `AT_SECURE`.
  case secure = 23
  /// The corresponding C constant is `AT_BASE_PLATFORM`.
  case basePlatform = 24
  /// The address of sixteen random bytes (`AT_RANDOM`).
  case random = 25
  /// The corresponding C constant is `AT_HWCAP2`.
  case hardwareCapabilities2 = 26
  /// The corresponding C constant is `AT_RSEQ_FEATURE_SIZE`.
  case rseqFeatureSize = 27
  /// The corresponding C constant is `AT_RSEQ_ALIGN`.
  case rseqAlignment = 28
  /// The corresponding C constant is `AT_EXECFN`.
  case executableName = 31
  /// The corresponding C constant is `AT_SYSINFO_EHDR`.
  case vdso = 33
  /// The corresponding C constant is `AT_MINSIGSTKSZ`.
  case minimumSignalStack = 51

  /// The C constant's name.
  public var name: String {
    switch self {
    case .end: "AT_NULL"
    case .ignore: "AT_IGNORE"
    case .executableDescriptor: "AT_EXECFD"
    case .programHeaders: "AT_PHDR"
    case .programHeaderSize: "AT_PHENT"
    case .programHeaderCount: "AT_PHNUM"
    case .pageSize: "AT_PAGESZ"
    case .interpreterBase: "AT_BASE"
    case .flags: "AT_FLAGS"
    case .entry: "AT_ENTRY"
    case .notELF: "AT_NOTELF"
    case .userID: "AT_UID"
    case .effectiveUserID: "AT_EUID"
    case .groupID: "AT_GID"
    case .effectiveGroupID: "AT_EGID"
    case .platform: "AT_PLATFORM"
    case .hardwareCapabilities: "AT_HWCAP"
    case .clockTicks: "AT_CLKTCK"
    case .secure: "AT_SECURE"
    case .basePlatform: "AT_BASE_PLATFORM"
    case .random: "AT_RANDOM"
    case .hardwareCapabilities2: "AT_HWCAP2"
    case .rseqFeatureSize: "AT_RSEQ_FEATURE_SIZE"
    case .rseqAlignment: "AT_RSEQ_ALIGN"
    case .executableName: "AT_EXECFN"
    case .vdso: "AT_SYSINFO_EHDR"
    case .minimumSignalStack: "AT_MINSIGSTKSZ"
    }
  }
}

/// One entry of the auxiliary vector. The corresponding C type is `Elf64_auxv_t`.
public struct AuxiliaryEntry: GuestLayout, Hashable {
  public static let size = 16

  /// An `AuxiliaryKey` or a number without a name.
  public var key: UInt64
  public var value: UInt64

  public init(_ key: AuxiliaryKey, _ value: UInt64) {
    self.key = key.rawValue
    self.value = value
  }

  public init(from reader: inout ByteReader) {
    key = reader.read()
    value = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(key)
    writer.write(value)
  }
}
