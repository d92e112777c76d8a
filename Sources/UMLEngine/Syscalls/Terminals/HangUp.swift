import LinuxABI

/// vhangup.
enum TerminalSyscalls {
  static let rows: [Syscall] = [.init(SyscallNumber.vhangup, "vhangup", [], vhangup)]

  /// Hangs the caller's terminal up, so that the next login is alone with it. See vhangup(2).
  static func vhangup(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.task.credentials.has(.configureTerminals) else { throw .notPermitted }
    (call.task.process.session.controllingTerminal as? Terminal)?.hangUp()
    return .value(0)
  }
}
