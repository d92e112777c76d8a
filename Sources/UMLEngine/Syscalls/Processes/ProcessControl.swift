import LinuxABI

/// prctl(2), personality(2), capget(2).
enum ProcessControlSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.prctl, "prctl", [.command, .integer, .integer, .integer, .integer],
      gap: "no seccomp filters of the guest's own, no PR_SET_MM", prctl),
    .init(SyscallNumber.personality, "personality", [.flags], personality),
    .init(SyscallNumber.capget, "capget", [.address, .address], capget),
    .init(SyscallNumber.capset, "capset", [.address, .address], capset),
    .init(SyscallNumber.archPrctl, "arch_prctl", [.command, .address]) { _ throws(Errno) in
      // The filter lets the host do what there is to do.
      throw .invalidArgument
    },
  ]

  private static func prctl(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let option = ProcessControl(rawValue: call.int32(0)) else { throw .invalidArgument }
    let task = call.task
    let process = task.process
    let argument = call.word(1)
    switch option {
    case .setName:
      if let name = try call.memory.readString(at: call.address(1), limit: 16) {
        task.name = name
      } else {
        task.name = try call.memory.read(call.address(1), count: 15)
      }
    case .getName:
      let padded =
        task.name.prefix(15) + [UInt8](repeating: 0, count: 16 - min(15, task.name.count))
      try call.memory.write(Array(padded), to: call.address(1))
    case .setParentDeathSignal:
      guard argument <= 64 else { throw .invalidArgument }
      task.parentDeathSignal = Int32(argument)
    case .getParentDeathSignal:
      try call.memory.writeInteger(task.parentDeathSignal, to: call.address(1))
    case .getDumpable: return .value(process.isDumpable ? 1 : 0)
    case .setDumpable:
      guard argument <= 1 else { throw .invalidArgument }
      process.isDumpable = argument == 1
    case .setChildSubreaper: process.isSubreaper = argument != 0
    case .getChildSubreaper:
      try call.memory.writeInteger(Int32(process.isSubreaper ? 1 : 0), to: call.address(1))
    case .setNoNewPrivileges:
      guard argument == 1, call.word(2) == 0 else { throw .invalidArgument }
      process.noNewPrivileges = true
    case .getNoNewPrivileges where !hasNoMore(call, from: 1),
      .getDisableTransparentHugePages where !hasNoMore(call, from: 1),
      .setDisableTransparentHugePages where !hasNoMore(call, from: 2):
      throw .invalidArgument
    case .getNoNewPrivileges: return .value(process.noNewPrivileges ? 1 : 0)
    case .getKeepCapabilities: return .value(task.credentials.keepsCapabilities ? 1 : 0)
    case .setKeepCapabilities:
      guard argument <= 1 else { throw .invalidArgument }
      task.credentials.keepsCapabilities = argument == 1
    case .readBoundingCapability:
      return .value(
        task.credentials.capabilities.bounding.contains(try capability(argument)) ? 1 : 0)
    case .dropBoundingCapability:
      guard task.credentials.has(.setCapabilities) else { throw .notPermitted }
      task.credentials.capabilities.bounding.remove(try capability(argument))
    case .ambientCapability: return try ambient(&call)
    case .getSecureBits:
      let keeps = task.credentials.keepsCapabilities ? keepCapabilitiesBit : 0
      return .value(Int(task.credentials.securebits | keeps))
    case .setSecureBits:
      guard task.credentials.has(.setCapabilities) else { throw .notPermitted }
      let bits = UInt32(truncatingIfNeeded: argument)
      guard bits & ~knownSecureBits == 0 else { throw .notPermitted }
      task.credentials.securebits = bits & ~keepCapabilitiesBit
      task.credentials.keepsCapabilities = bits & keepCapabilitiesBit != 0
    case .getThreadIDAddress:
      try call.memory.writeInteger(task.clearedAtExit.value, to: call.address(1))
    case .getTimerSlack: return .value(Int(task.timerSlack))
    case .setTimerSlack:
      task.timerSlack = argument == 0 ? Task.defaultTimerSlack : UInt32(clamping: argument)
    case .setTiming:
      // Only statistical timing is there, as on Linux.
      guard argument == 0 else { throw .invalidArgument }
    case .getTSC: try call.memory.writeInteger(timeStampsAreReadable, to: call.address(1))
    case .setTSC:
      guard argument == UInt64(timeStampsAreReadable) else { throw .invalidArgument }
    case .enablePerformanceEvents, .disablePerformanceEvents: return .value(0)
    case .getSeccomp, .getTiming, .getDisableTransparentHugePages, .getIOFlusher: return .value(0)
    case .setDisableTransparentHugePages, .setVirtualMemoryAreaName, .setPtracer:
      return .value(0)
    default: throw .invalidArgument
    }
    return .value(0)
  }

  /// Newer options ask that what they do not use is zero.
  private static func hasNoMore(_ call: SyscallContext, from index: Int) -> Bool {
    (index...4).allSatisfy { call.word($0) == 0 }
  }

  /// PR_TSC_ENABLE; the other value would make rdtsc a SIGSEGV.
  private static let timeStampsAreReadable: UInt32 = 1

  /// SECBIT_KEEP_CAPS, the same flag as PR_SET_KEEPCAPS.
  private static let keepCapabilitiesBit: UInt32 = 1 << 4

  /// Four of them, each with a lock.
  private static let knownSecureBits: UInt32 = 0xff

  private static func capability(_ number: UInt64) throws(Errno) -> Capability {
    guard let number = Int32(exactly: number), let capability = Capability(rawValue: number) else {
      throw .invalidArgument
    }
    return capability
  }

  /// PR_CAP_AMBIENT: is set, raise, lower, clear all.
  private static func ambient(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let task = call.task
    guard call.word(3) == 0, call.word(4) == 0, call.word(1) != 4 || call.word(2) == 0 else {
      throw .invalidArgument
    }
    if call.word(1) == 4 {
      task.credentials.capabilities.ambient = CapabilitySet()
      return .value(0)
    }
    let capability = try capability(call.word(2))
    let sets = task.credentials.capabilities
    switch call.word(1) {
    case 1: return .value(sets.ambient.contains(capability) ? 1 : 0)
    case 2:
      guard sets.permitted.contains(capability), sets.inheritable.contains(capability) else {
        throw .notPermitted
      }
      task.credentials.capabilities.ambient.insert(capability)
    case 3: task.credentials.capabilities.ambient.remove(capability)
    default: throw .invalidArgument
    }
    return .value(0)
  }

  private static func personality(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let old = call.task.process.personality
    if call.uint32(0) != UInt32.max { call.task.process.personality = call.uint32(0) }
    return .value(Int(old))
  }

  // MARK: Capabilities

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
