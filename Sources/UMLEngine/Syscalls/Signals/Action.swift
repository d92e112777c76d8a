import LinuxABI

/// rt_sigaction(SIGCHLD), the one disposition that decides about processes. See sigaction(2).
enum ActionSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.rtSigaction, "rt_sigaction", [.signal, .address, .address, .length], setAction)
  ]

  /// Remembers what concerns children; the host does the rest with the same arguments.
  private static func setAction(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let address = call.optionalAddress(1), call.word(3) == 8 else { return .native }
    let action = SignalActionLayout(
      bytes: try call.memory.read(address, count: SignalActionLayout.size))
    call.task.process.childAction = ChildSignalAction(
      isIgnored: action.isIgnored,
      reapsAutomatically: action.isIgnored || action.flags.contains(.noChildWait),
      ignoresStops: action.flags.contains(.noChildStop),
      isCaught: !action.isIgnored && !action.isDefault)
    return .native
  }
}
