/// What `prctl(2)` is asked to do.
public enum ProcessControl: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `PR_SET_PDEATHSIG`.
  case setParentDeathSignal = 1
  /// The corresponding C constant is `PR_GET_PDEATHSIG`.
  case getParentDeathSignal = 2
  /// The corresponding C constant is `PR_GET_DUMPABLE`.
  case getDumpable = 3
  /// The corresponding C constant is `PR_SET_DUMPABLE`.
  case setDumpable = 4
  /// The corresponding C constant is `PR_GET_KEEPCAPS`.
  case getKeepCapabilities = 7
  /// The corresponding C constant is `PR_SET_KEEPCAPS`.
  case setKeepCapabilities = 8
  /// The corresponding C constant is `PR_GET_TIMING`.
  case getTiming = 13
  /// The corresponding C constant is `PR_SET_TIMING`.
  case setTiming = 14
  /// The corresponding C constant is `PR_SET_NAME`.
  case setName = 15
  /// The corresponding C constant is `PR_GET_NAME`.
  case getName = 16
  /// The corresponding C constant is `PR_GET_SECCOMP`.
  case getSeccomp = 21
  /// The corresponding C constant is `PR_SET_SECCOMP`.
  case setSeccomp = 22
  /// The corresponding C constant is `PR_CAPBSET_READ`.
  case readBoundingCapability = 23
  /// The corresponding C constant is `PR_CAPBSET_DROP`.
  case dropBoundingCapability = 24
  /// The corresponding C constant is `PR_GET_TSC`.
  case getTSC = 25
  /// The corresponding C constant is `PR_SET_TSC`.
  case setTSC = 26
  /// The corresponding C constant is `PR_GET_SECUREBITS`.
  case getSecureBits = 27
  /// The corresponding C constant is `PR_SET_SECUREBITS`.
  case setSecureBits = 28
  /// The corresponding C constant is `PR_SET_TIMERSLACK`.
  case setTimerSlack = 29
  /// The corresponding C constant is `PR_GET_TIMERSLACK`.
  case getTimerSlack = 30
  /// The corresponding C constant is `PR_TASK_PERF_EVENTS_DISABLE`.
  case disablePerformanceEvents = 31
  /// The corresponding C constant is `PR_TASK_PERF_EVENTS_ENABLE`.
  case enablePerformanceEvents = 32
  /// The corresponding C constant is `PR_SET_MM`.
  case setMemory = 35
  /// The corresponding C constant is `PR_SET_PTRACER`.
  case setPtracer = 1499557217
  /// The corresponding C constant is `PR_SET_CHILD_SUBREAPER`.
  case setChildSubreaper = 36
  /// The corresponding C constant is `PR_GET_CHILD_SUBREAPER`.
  case getChildSubreaper = 37
  /// The corresponding C constant is `PR_SET_NO_NEW_PRIVS`.
  case setNoNewPrivileges = 38
  /// The corresponding C constant is `PR_GET_NO_NEW_PRIVS`.
  case getNoNewPrivileges = 39
  /// The corresponding C constant is `PR_GET_TID_ADDRESS`.
  case getThreadIDAddress = 40
  /// The corresponding C constant is `PR_SET_THP_DISABLE`.
  case setDisableTransparentHugePages = 41
  /// The corresponding C constant is `PR_GET_THP_DISABLE`.
  case getDisableTransparentHugePages = 42
  /// The corresponding C constant is `PR_CAP_AMBIENT`.
  case ambientCapability = 47
  /// The corresponding C constant is `PR_GET_SPECULATION_CTRL`.
  case getSpeculation = 52
  /// The corresponding C constant is `PR_SET_SPECULATION_CTRL`.
  case setSpeculation = 53
  /// The corresponding C constant is `PR_SET_IO_FLUSHER`.
  case setIOFlusher = 57
  /// The corresponding C constant is `PR_GET_IO_FLUSHER`.
  case getIOFlusher = 58
  /// The corresponding C constant is `PR_SET_SYSCALL_USER_DISPATCH`.
  case setSyscallUserDispatch = 59
  /// The corresponding C constant is `PR_SET_VMA`.
  case setVirtualMemoryAreaName = 1398164801

  /// The C constant's name.
  public var name: String {
    switch self {
    case .setParentDeathSignal: "PR_SET_PDEATHSIG"
    case .getParentDeathSignal: "PR_GET_PDEATHSIG"
    case .getDumpable: "PR_GET_DUMPABLE"
    case .setDumpable: "PR_SET_DUMPABLE"
    case .getKeepCapabilities: "PR_GET_KEEPCAPS"
    case .setKeepCapabilities: "PR_SET_KEEPCAPS"
    case .getTiming: "PR_GET_TIMING"
    case .setTiming: "PR_SET_TIMING"
    case .setName: "PR_SET_NAME"
    case .getName: "PR_GET_NAME"
    case .getSeccomp: "PR_GET_SECCOMP"
    case .setSeccomp: "PR_SET_SECCOMP"
    case .readBoundingCapability: "PR_CAPBSET_READ"
    case .dropBoundingCapability: "PR_CAPBSET_DROP"
    case .getTSC: "PR_GET_TSC"
    case .setTSC: "PR_SET_TSC"
    case .getSecureBits: "PR_GET_SECUREBITS"
    case .setSecureBits: "PR_SET_SECUREBITS"
    case .setTimerSlack: "PR_SET_TIMERSLACK"
    case .getTimerSlack: "PR_GET_TIMERSLACK"
    case .disablePerformanceEvents: "PR_TASK_PERF_EVENTS_DISABLE"
    case .enablePerformanceEvents: "PR_TASK_PERF_EVENTS_ENABLE"
    case .setMemory: "PR_SET_MM"
    case .setPtracer: "PR_SET_PTRACER"
    case .setChildSubreaper: "PR_SET_CHILD_SUBREAPER"
    case .getChildSubreaper: "PR_GET_CHILD_SUBREAPER"
    case .setNoNewPrivileges: "PR_SET_NO_NEW_PRIVS"
    case .getNoNewPrivileges: "PR_GET_NO_NEW_PRIVS"
    case .getThreadIDAddress: "PR_GET_TID_ADDRESS"
    case .setDisableTransparentHugePages: "PR_SET_THP_DISABLE"
    case .getDisableTransparentHugePages: "PR_GET_THP_DISABLE"
    case .ambientCapability: "PR_CAP_AMBIENT"
    case .getSpeculation: "PR_GET_SPECULATION_CTRL"
    case .setSpeculation: "PR_SET_SPECULATION_CTRL"
    case .setIOFlusher: "PR_SET_IO_FLUSHER"
    case .getIOFlusher: "PR_GET_IO_FLUSHER"
    case .setSyscallUserDispatch: "PR_SET_SYSCALL_USER_DISPATCH"
    case .setVirtualMemoryAreaName: "PR_SET_VMA"
    }
  }
}

/// What `arch_prctl(2)` is asked to do.
public enum ArchitectureControl: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `ARCH_SET_GS`.
  case setGS = 0x1001
  /// The corresponding C constant is `ARCH_SET_FS`.
  case setFS = 0x1002
  /// The corresponding C constant is `ARCH_GET_FS`.
  case getFS = 0x1003
  /// The corresponding C constant is `ARCH_GET_GS`.
  case getGS = 0x1004
  /// The corresponding C constant is `ARCH_GET_CPUID`.
  case getCPUID = 0x1011
  /// The corresponding C constant is `ARCH_SET_CPUID`.
  case setCPUID = 0x1012

  /// The C constant's name.
  public var name: String {
    switch self {
    case .setGS: "ARCH_SET_GS"
    case .setFS: "ARCH_SET_FS"
    case .getFS: "ARCH_GET_FS"
    case .getGS: "ARCH_GET_GS"
    case .getCPUID: "ARCH_GET_CPUID"
    case .setCPUID: "ARCH_SET_CPUID"
    }
  }
}
