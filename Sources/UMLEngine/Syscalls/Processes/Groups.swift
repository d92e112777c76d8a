import LinuxABI

/// Process groups and sessions. See setpgid(2), setsid(2), credentials(7).
enum GroupSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.setpgid, "setpgid", [.pid, .pid], setpgid),
    .init(SyscallNumber.getpgid, "getpgid", [.pid]) { call throws(Errno) in
      .value(Int(try process(call).group.id))
    },
    .init(SyscallNumber.getpgrp, "getpgrp") { call throws(Errno) in
      .value(Int(call.task.process.group.id))
    },
    .init(SyscallNumber.setsid, "setsid", [], setsid),
    .init(SyscallNumber.getsid, "getsid", [.pid]) { call throws(Errno) in
      .value(Int(try process(call).session.id))
    },
  ]

  /// The process an argument names; 0 is the caller.
  private static func process(_ call: SyscallContext) throws(Errno) -> Process {
    let pid = call.int32(0)
    guard pid != 0 else { return call.task.process }
    guard let process = call.kernel.processes.process(pid) else { throw .noSuchProcess }
    return process
  }

  private static func setpgid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let caller = call.task.process
    let pid = call.int32(0) == 0 ? caller.pid : call.int32(0)
    let id = call.int32(1) == 0 ? pid : call.int32(1)
    guard id >= 0 else { throw .invalidArgument }
    guard let process = call.kernel.processes.process(pid) else { throw .noSuchProcess }
    if process !== caller {
      guard process.parent === caller else { throw .noSuchProcess }
      guard process.session === caller.session else { throw .notPermitted }
      guard !process.hasExecuted else { throw .permissionDenied }
    }
    guard process.session.id != process.pid else { throw .notPermitted }
    if id != process.pid {
      guard let group = call.kernel.processes.group(id), group.session === caller.session else {
        throw .notPermitted
      }
    }
    call.kernel.processes.move(process, toGroup: id, of: caller.session)
    return .value(0)
  }

  private static func setsid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let process = call.task.process
    // A group leader would leave members behind in another session.
    guard call.kernel.processes.group(process.pid) == nil else { throw .notPermitted }
    call.kernel.processes.move(process, toGroup: process.pid, of: Session(id: process.pid))
    return .value(Int(process.pid))
  }
}
