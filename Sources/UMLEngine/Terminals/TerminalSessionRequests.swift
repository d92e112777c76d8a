import LinuxABI

/// Whose terminal it is: controlling terminals and foreground groups.
extension TerminalControl {
  func performJobControl(
    _ request: TerminalRequest, _ argument: GuestAddress, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome? {
    switch request {
    case .setControllingTerminal:
      try terminal.becomeControlling(
        for: call.task, steals: argument.value == 1, isReadable: file.isReadable)
    case .detach:
      try terminal.giveUp(by: call.task)
    case .getProcessGroup:
      try requireOwn(call)
      try call.memory.writeInteger(terminal.foregroundGroup, to: argument)
    case .setProcessGroup:
      do throws(Errno) {
        try checkChange(call)
      } catch {
        throw error == .ioError ? .inappropriateIOCTLForDevice : error
      }
      let group: Int32 = try call.memory.readInteger(argument)
      try terminal.setForegroundGroup(group, by: call.task)
    case .getSession:
      try requireOwn(call)
      guard let session = terminal.session else { throw .inappropriateIOCTLForDevice }
      try call.memory.writeInteger(session.id, to: argument)
    case .hangUpVirtual:
      guard call.task.credentials.has(.administration) else { throw .notPermitted }
      terminal.hangUp()
    case .exclusive: terminal.isExclusive = true
    case .notExclusive: terminal.isExclusive = false
    case .getExclusive:
      try call.memory.writeInteger(Int32(terminal.isExclusive ? 1 : 0), to: argument)
    case .console:
      guard call.task.credentials.has(.administration) else { throw .notPermitted }
      try terminal.kernel.terminals.redirectConsole(
        to: (file.object as? TerminalFile)?.isConsole == true ? nil : terminal)
    default: return nil
    }
    return .value(0)
  }

  private func requireOwn(_ call: SyscallContext) throws(Errno) {
    guard isPrimary || terminal.controls(call.task) else { throw .inappropriateIOCTLForDevice }
  }
}
