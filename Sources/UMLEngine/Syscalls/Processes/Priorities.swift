import LinuxABI

/// Niceness and the priority of input and output, kept for those who ask. See getpriority(2),
/// ioprio_get(2).
enum PrioritySyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.getpriority, "getpriority", [.integer, .integer], getpriority),
    .init(
      SyscallNumber.setpriority, "setpriority", [.integer, .integer, .integer],
      gap: "kept and shown, without effect on scheduling", setpriority),
    .init(SyscallNumber.ioprioGet, "ioprio_get", [.integer, .integer], getIOPriority),
    .init(
      SyscallNumber.ioprioSet, "ioprio_set", [.integer, .integer, .integer],
      gap: "kept, without effect", setIOPriority),
  ]

  private static func processes(_ call: SyscallContext) throws(Errno) -> [Process] {
    let (which, who) = (call.int32(0), call.int32(1))
    let table = call.kernel.processes
    let found: [Process]
    switch PriorityTarget(rawValue: which) {
    case .process:
      found = who == 0 ? [call.task.process] : table.task(who).map { [$0.process] } ?? []
    case .group: found = (who == 0 ? call.task.process.group : table.group(who))?.members ?? []
    case .user:
      let uid = who == 0 ? call.task.credentials.uid : UInt32(bitPattern: who)
      found = table.all.filter { $0.mainTask?.credentials.uid == uid }
    case nil: throw .invalidArgument
    }
    guard !found.isEmpty else { throw .noSuchProcess }
    return found
  }

  private static func getpriority(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let nicest = try processes(call).map(\.niceness).min() ?? 0
    // The call itself returns 20 - nice, so that no result looks like an error.
    return .value(Int(20 - nicest))
  }

  private static func setpriority(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let value = min(19, max(-20, call.int32(2)))
    let user = call.task.credentials
    for process in try processes(call) {
      if let other = process.mainTask?.credentials, !user.has(.nice) {
        guard other.uid == user.effectiveUID || other.effectiveUID == user.effectiveUID else {
          throw .notPermitted
        }
        guard value >= process.niceness || mayHave(value, process) else { throw .permissionDenied }
      }
      process.niceness = value
    }
    return .value(0)
  }

  /// Whether RLIMIT_NICE lets a process without privileges have this niceness anew.
  static func mayHave(_ niceness: Int32, _ process: Process) -> Bool {
    niceness >= 20 - Int32(clamping: process.limits[.nice].current)
  }

  // MARK: Input and output

  /// IOPRIO_WHO_PROCESS, IOPRIO_WHO_PGRP, IOPRIO_WHO_USER.
  private static func tasks(_ call: SyscallContext) throws(Errno) -> [Task] {
    let (which, who) = (call.int32(0), call.int32(1))
    let table = call.kernel.processes
    let found: [Task]
    switch which {
    case 1: found = who == 0 ? [call.task] : table.task(who).map { [$0] } ?? []
    case 2:
      let group = who == 0 ? call.task.process.group : table.group(who)
      found = group?.members.flatMap(\.threads) ?? []
    case 3:
      found = table.all.flatMap(\.threads).filter { $0.credentials.uid == UInt32(bitPattern: who) }
    default: throw .invalidArgument
    }
    guard !found.isEmpty else { throw .noSuchProcess }
    return found
  }

  private static func getIOPriority(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    .value(Int(try tasks(call).map(\.ioPriority).min() ?? 0))
  }

  private static func setIOPriority(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let priority = call.int32(2)
    let user = call.task.credentials
    // The class is above thirteen bits of level: none, real-time, best effort, idle.
    let level = priority & 0x1fff
    switch priority >> 13 {
    case 0: guard level == 0 else { throw .invalidArgument }
    case 1:
      guard user.has(.administration) || user.has(.nice) else { throw .notPermitted }
      guard level < 8 else { throw .invalidArgument }
    case 2: guard level < 8 else { throw .invalidArgument }
    case 3: break
    default: throw .invalidArgument
    }
    for task in try tasks(call) {
      guard
        user.has(.nice) || task.credentials.uid == user.effectiveUID
          || task.credentials.uid == user.uid
      else { throw .notPermitted }
      task.ioPriority = priority
    }
    return .value(0)
  }
}
