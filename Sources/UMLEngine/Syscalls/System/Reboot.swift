import LinuxABI

/// reboot(2): how init ends the machine.
enum RebootSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.reboot, "reboot", [.integer, .integer, .command, .address], reboot)
  ]

  /// Halts or restarts the machine, or says what Ctrl-Alt-Del does. See reboot(2).
  static func reboot(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.task.credentials.has(.boot) else { throw .notPermitted }
    guard call.uint32(0) == RebootMagic.first, RebootMagic.second.contains(call.uint32(1)) else {
      throw .invalidArgument
    }
    let kernel = call.kernel
    switch RebootCommand(rawValue: call.uint32(2)) {
    case .restart: kernel.halt(.restarting)
    case .restartWithCommand:
      let command = try call.memory.readPath(at: call.address(3))
      kernel.log.emergency(
        "reboot: Restarting system with command '\(String(decoding: command, as: UTF8.self))'")
      kernel.end(.restarting)
    case .halt: kernel.halt(.halted)
    case .powerOff: kernel.halt(.poweredOff)
    case .enableControlAltDelete:
      kernel.controlAltDeleteRestarts = true
      return .value(0)
    case .disableControlAltDelete:
      kernel.controlAltDeleteRestarts = false
      return .value(0)
    // There is nothing to suspend to, and no other kernel to execute.
    case .suspend, .execute, nil: throw .invalidArgument
    }
    return .noReply
  }
}
