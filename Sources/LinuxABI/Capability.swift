/// One of the privileges that root is made of: capabilities(7).
public enum Capability: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `CAP_CHOWN`.
  case changeOwner = 0
  /// The corresponding C constant is `CAP_DAC_OVERRIDE`.
  case overrideAccess = 1
  /// The corresponding C constant is `CAP_DAC_READ_SEARCH`.
  case readSearch = 2
  /// The corresponding C constant is `CAP_FOWNER`.
  case fileOwner = 3
  /// The corresponding C constant is `CAP_FSETID`.
  case fileSetID = 4
  /// The corresponding C constant is `CAP_KILL`.
  case kill = 5
  /// The corresponding C constant is `CAP_SETGID`.
  case setGroupID = 6
  /// The corresponding C constant is `CAP_SETUID`.
  case setUserID = 7
  /// The corresponding C constant is `CAP_SETPCAP`.
  case setCapabilities = 8
  /// The corresponding C constant is `CAP_LINUX_IMMUTABLE`.
  case immutable = 9
  /// The corresponding C constant is `CAP_NET_BIND_SERVICE`.
  case bindService = 10
  /// The corresponding C constant is `CAP_NET_BROADCAST`.
  case networkBroadcast = 11
  /// The corresponding C constant is `CAP_NET_ADMIN`.
  case networkAdministration = 12
  /// The corresponding C constant is `CAP_NET_RAW`.
  case rawNetwork = 13
  /// The corresponding C constant is `CAP_IPC_LOCK`.
  case lockMemory = 14
  /// The corresponding C constant is `CAP_IPC_OWNER`.
  case interprocessOwner = 15
  /// The corresponding C constant is `CAP_SYS_MODULE`.
  case modules = 16
  /// The corresponding C constant is `CAP_SYS_RAWIO`.
  case rawIO = 17
  /// The corresponding C constant is `CAP_SYS_CHROOT`.
  case changeRoot = 18
  /// The corresponding C constant is `CAP_SYS_PTRACE`.
  case trace = 19
  /// The corresponding C constant is `CAP_SYS_PACCT`.
  case accounting = 20
  /// The corresponding C constant is `CAP_SYS_ADMIN`.
  case administration = 21
  /// The corresponding C constant is `CAP_SYS_BOOT`.
  case boot = 22
  /// The corresponding C constant is `CAP_SYS_NICE`.
  case nice = 23
  /// The corresponding C constant is `CAP_SYS_RESOURCE`.
  case resources = 24
  /// The corresponding C constant is `CAP_SYS_TIME`.
  case setTime = 25
  /// The corresponding C constant is `CAP_SYS_TTY_CONFIG`.
  case configureTerminals = 26
  /// The corresponding C constant is `CAP_MKNOD`.
  case makeNodes = 27
  /// The corresponding C constant is `CAP_LEASE`.
  case lease = 28
  /// The corresponding C constant is `CAP_AUDIT_WRITE`.
  case auditWrite = 29
  /// The corresponding C constant is `CAP_AUDIT_CONTROL`.
  case auditControl = 30
  /// The corresponding C constant is `CAP_SETFCAP`.
  case setFileCapabilities = 31
  /// The corresponding C constant is `CAP_MAC_OVERRIDE`.
  case overrideMandatory = 32
  /// The corresponding C constant is `CAP_MAC_ADMIN`.
  case mandatoryAdministration = 33
  /// The corresponding C constant is `CAP_SYSLOG`.
  case systemLog = 34
  /// The corresponding C constant is `CAP_WAKE_ALARM`.
  case wakeAlarm = 35
  /// The corresponding C constant is `CAP_BLOCK_SUSPEND`.
  case blockSuspend = 36
  /// The corresponding C constant is `CAP_AUDIT_READ`.
  case auditRead = 37
  /// The corresponding C constant is `CAP_PERFMON`.
  case performance = 38
  /// The corresponding C constant is `CAP_BPF`.
  case bpf = 39
  /// The corresponding C constant is `CAP_CHECKPOINT_RESTORE`.
  case checkpointRestore = 40
}

/// A set of capabilities, one bit each.
public struct CapabilitySet: Hashable, Sendable {
  public var rawValue: UInt64

  public init(rawValue: UInt64 = 0) { self.rawValue = rawValue }

  public static let empty = CapabilitySet()
  /// All that exist.
  public static let full = CapabilitySet(rawValue: (1 << UInt64(Capability.allCases.count)) - 1)

  public func contains(_ capability: Capability) -> Bool {
    rawValue & 1 << UInt64(capability.rawValue) != 0
  }

  public mutating func insert(_ capability: Capability) {
    rawValue |= 1 << UInt64(capability.rawValue)
  }

  public mutating func remove(_ capability: Capability) {
    rawValue &= ~(1 << UInt64(capability.rawValue))
  }
}
