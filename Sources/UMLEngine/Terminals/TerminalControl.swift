import LinuxABI

/// ioctl(2) on a terminal. See ioctl_tty(2).
struct TerminalControl {
  let terminal: Terminal
  let file: OpenFile
  /// Asked through the primary side of a pseudo terminal: about the other side, without job
  /// control.
  let isPrimary: Bool

  init(_ terminal: Terminal, _ file: OpenFile, isPrimary: Bool) {
    self.terminal = terminal
    self.file = file
    self.isPrimary = isPrimary
  }

  func perform(
    _ request: TerminalRequest, _ argument: GuestAddress, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    if let outcome = try performSettings(request, argument, &call) { return outcome }
    if let outcome = try performJobControl(request, argument, &call) { return outcome }
    if let outcome = try performLine(request, argument, &call) { return outcome }
    return try performQueue(request, argument, &call)
  }

  /// What changes the line is not for the background.
  func checkChange(_ call: SyscallContext) throws(Errno) {
    if !isPrimary { try terminal.check(call.task, .terminalOutput) }
  }
}
