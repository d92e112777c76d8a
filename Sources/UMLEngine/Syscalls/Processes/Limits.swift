import LinuxABI

/// Resource limits. See getrlimit(2).
enum LimitSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.getrlimit, "getrlimit", [.integer, .address], getrlimit),
    .init(SyscallNumber.setrlimit, "setrlimit", [.integer, .address], setrlimit),
    .init(
      SyscallNumber.prlimit64, "prlimit64", [.pid, .integer, .address, .address],
      gap: "RLIMIT_RTTIME is kept and not enforced", prlimit64),
  ]

  /// Those the host enforces for us.
  private static let hostKinds: Set<ResourceKind> = [
    .cpuTime, .data, .addressSpace, .lockedMemory, .stack,
  ]

  private static func kind(_ number: Int32) throws(Errno) -> ResourceKind {
    guard let kind = ResourceKind(rawValue: number) else { throw .invalidArgument }
    return kind
  }

  private static func getrlimit(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let kind = try kind(call.int32(0))
    try call.memory.write(call.task.process.limits[kind].bytes, to: call.address(1))
    return .value(0)
  }

  private static func setrlimit(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let kind = try kind(call.int32(0))
    let limit = try call.memory.readLayout(call.address(1), as: ResourceLimit.self)
    try set(kind, limit, of: call.task.process, call)
    return .value(0)
  }

  private static func prlimit64(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let kind = try kind(call.int32(1))
    var new: ResourceLimit?
    if let address = call.optionalAddress(2) {
      new = try call.memory.readLayout(address, as: ResourceLimit.self)
    }
    let process = try target(call)
    let old = process.limits[kind]
    if let new { try set(kind, new, of: process, call) }
    if let address = call.optionalAddress(3) { try call.memory.write(old.bytes, to: address) }
    return .value(0)
  }

  private static func target(_ call: SyscallContext) throws(Errno) -> Process {
    let pid = call.int32(0)
    guard pid != 0 else { return call.task.process }
    guard let process = call.kernel.processes.task(pid)?.process else { throw .noSuchProcess }
    let user = call.task.credentials
    if process !== call.task.process, !user.has(.resources),
      let other = process.mainTask?.credentials
    {
      guard [other.uid, other.effectiveUID, other.savedUID].allSatisfy({ $0 == user.uid }) else {
        throw .notPermitted
      }
    }
    return process
  }

  private static func set(
    _ kind: ResourceKind, _ limit: ResourceLimit, of process: Process, _ call: SyscallContext
  ) throws(Errno) {
    guard limit.current <= limit.maximum else { throw .invalidArgument }
    // fs.nr_open
    guard kind != .openFiles || limit.maximum <= 1 << 20 else { throw .notPermitted }
    guard limit.maximum <= process.limits[kind].maximum || call.task.credentials.has(.resources)
    else { throw .notPermitted }
    process.limits[kind] = limit
    guard hostKinds.contains(kind) else { return }
    // The soft limit only: a hard one of the host could never be raised again.
    process.mainTask?.thread.setLimit(kind, soft: limit.current)
  }
}
