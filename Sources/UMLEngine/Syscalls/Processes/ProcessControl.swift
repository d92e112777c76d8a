import LinuxABI

/// prctl(2), arch_prctl(2) and personality(2).
enum ProcessControlSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.prctl, "prctl", [.command, .integer, .integer, .integer, .integer],
      gap: "no seccomp filters of the guest's own, no PR_SET_MM", prctl),
    .init(SyscallNumber.personality, "personality", [.flags], personality),
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
    case .setName: task.name = try readName(call)
    case .getName: try call.memory.write(padded(task.name), to: call.address(1))
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
      guard argument == 1, hasNoMore(call, from: 2) else { throw .invalidArgument }
      process.noNewPrivileges = true
    case .getNoNewPrivileges where !hasNoMore(call, from: 1),
      .getDisableTransparentHugePages where !hasNoMore(call, from: 1),
      .setDisableTransparentHugePages where !hasNoMore(call, from: 2):
      throw .invalidArgument
    case .getNoNewPrivileges: return .value(process.noNewPrivileges ? 1 : 0)
    case .getKeepCapabilities, .setKeepCapabilities, .readBoundingCapability,
      .dropBoundingCapability, .ambientCapability, .getSecureBits, .setSecureBits:
      return try CapabilityControl.perform(option, &call)
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
    case .getDisableTransparentHugePages: return .value(process.refusesHugePages ? 1 : 0)
    case .setDisableTransparentHugePages: process.refusesHugePages = argument != 0
    case .getSeccomp, .getTiming, .getIOFlusher, .setVirtualMemoryAreaName: return .value(0)
    case .setMemory where !task.credentials.has(.resources): throw .notPermitted
    default: throw .invalidArgument
    }
    return .value(0)
  }

  /// At most 15 bytes, whether a NUL follows or not.
  private static func readName(_ call: SyscallContext) throws(Errno) -> [UInt8] {
    if let name = try call.memory.readString(at: call.address(1), limit: 16) { return name }
    return try call.memory.read(call.address(1), count: 15)
  }

  /// As `PR_GET_NAME` gives it: 16 bytes, the last a NUL.
  private static func padded(_ name: [UInt8]) -> [UInt8] {
    name.prefix(15) + [UInt8](repeating: 0, count: 16 - min(15, name.count))
  }

  /// Newer options ask that what they do not use is zero.
  private static func hasNoMore(_ call: SyscallContext, from index: Int) -> Bool {
    (index...4).allSatisfy { call.word($0) == 0 }
  }

  /// PR_TSC_ENABLE; the other value would make rdtsc a SIGSEGV.
  private static let timeStampsAreReadable: UInt32 = 1

  private static func personality(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let old = call.task.process.personality
    if call.uint32(0) != UInt32.max { call.task.process.personality = call.uint32(0) }
    return .value(Int(old))
  }
}
