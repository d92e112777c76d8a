import LinuxABI

/// capget(2) and capset(2).
enum CapabilitySyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.capget, "capget", [.address, .address], capget),
    .init(SyscallNumber.capset, "capset", [.address, .address], capset),
  ]

  /// The header names a version and a task; a version we do not have is answered with ours.
  private static func header(_ call: SyscallContext) throws(Errno) -> (task: Task, words: Int) {
    let header = try call.memory.readLayout(call.address(0), as: CapabilityHeader.self)
    let words: Int
    switch header.version {
    case CapabilityHeader.version1: words = 1
    case CapabilityHeader.version2, CapabilityHeader.version3: words = 2
    default:
      try call.memory.writeInteger(CapabilityHeader.version3, to: call.address(0))
      throw .invalidArgument
    }
    guard header.processID >= 0 else { throw .invalidArgument }
    let task = header.processID == 0 ? call.task : call.kernel.processes.task(header.processID)
    guard let task else { throw .noSuchProcess }
    return (task, words)
  }

  private static func capget(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (task, words): (Task, Int)
    do throws(Errno) { (task, words) = try header(call) } catch {
      // A NULL data pointer only asks for the version.
      guard error == .invalidArgument, call.word(1) == 0 else { throw error }
      return .value(0)
    }
    guard let address = call.optionalAddress(1) else { return .value(0) }
    let sets = task.credentials.capabilities
    let data = CapabilityData(
      effective: sets.effective, permitted: sets.permitted, inheritable: sets.inheritable)
    try call.memory.write(Array(data.bytes.prefix(words * 12)), to: address)
    return .value(0)
  }

  private static func capset(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (task, words) = try header(call)
    guard task === call.task else { throw .notPermitted }
    let new = CapabilityData(bytes: try call.memory.read(call.address(1), count: words * 12))
    let old = task.credentials.capabilities
    guard new.permitted.rawValue & ~old.permitted.rawValue == 0,
      new.effective.rawValue & ~new.permitted.rawValue == 0
    else { throw .notPermitted }
    let inheritable =
      old.inheritable.rawValue
      | (task.credentials.has(.setCapabilities) ? old.bounding.rawValue : old.permitted.rawValue)
    guard new.inheritable.rawValue & ~inheritable == 0 else { throw .notPermitted }
    task.credentials.capabilities.effective = new.effective
    task.credentials.capabilities.permitted = new.permitted
    task.credentials.capabilities.inheritable = new.inheritable
    return .value(0)
  }
}
