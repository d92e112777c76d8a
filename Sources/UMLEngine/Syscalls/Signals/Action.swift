import LinuxABI

/// rt_sigaction(SIGCHLD), the one disposition that decides about processes, and rt_sigpending. See
/// sigaction(2).
enum ActionSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.rtSigaction, "rt_sigaction", [.signal, .address, .address, .length], setAction),
    .init(SyscallNumber.rtSigpending, "rt_sigpending", [.address, .length], pending),
  ]

  /// What waits in the host, and what is kept for readers of signalfd.
  private static func pending(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.word(1) <= UInt64(SignalSet.size) else { throw .invalidArgument }
    let state = call.task.thread.signalState()
    let pending = state.pendingThread.union(state.pendingProcess).intersection(state.blocked)
      .union(call.task.process.keptSignals.set(for: call.task.tid))
    try call.memory.write(
      Array(pending.bytes.prefix(Int(call.word(1)))), to: call.address(0))
    return .value(0)
  }

  /// Remembers what concerns children; the host does the rest with the same arguments.
  private static func setAction(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let address = call.optionalAddress(1), call.word(3) == 8 else { return .native }
    let action = try call.memory.readLayout(address, as: SignalActionLayout.self)
    call.task.process.childAction = ChildSignalAction(
      isIgnored: action.isIgnored,
      reapsAutomatically: action.isIgnored || action.flags.contains(.noChildWait),
      ignoresStops: action.flags.contains(.noChildStop),
      isCaught: !action.isIgnored && !action.isDefault)
    return .native
  }
}
