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
}
