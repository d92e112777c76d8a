import LinuxABI

/// What is on its way in both directions.
extension TerminalControl {
  func performQueue(
    _ request: TerminalRequest, _ argument: GuestAddress, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    switch request {
    case .sendBreak, .sendBreakPOSIX:
      try checkChange(call)
      guard terminal.isDrained else { return .block(on: terminal.queues.queue(for: .output)) }
      return sendBreak(request, argument, &call)
    case .flow:
      guard let action = FlowAction(rawValue: Int32(truncatingIfNeeded: argument.value)) else {
        throw .invalidArgument
      }
      try checkChange(call)
      perform(action)
    case .flush:
      guard let queue = FlushQueue(rawValue: Int32(truncatingIfNeeded: argument.value)) else {
        throw .invalidArgument
      }
      try checkChange(call)
      if queue != .output { discardInput() }
      if queue != .input { terminal.discardOutput() }
    case .outputQueued:
      try call.memory.writeInteger(Int32(clamping: terminal.pendingOutput.count), to: argument)
    case .inputQueued:
      try call.memory.writeInteger(Int32(terminal.discipline.readableCount), to: argument)
    case .simulateInput:
      let isPrivileged = call.task.credentials.has(.administration)
      guard isPrivileged || terminal.controls(call.task) else { throw .notPermitted }
      terminal.receive([try call.memory.readInteger(argument)])
    default: throw .inappropriateIOCTLForDevice
    }
    return .value(0)
  }

  /// A BREAK that is being sent.
  private struct Break: BlockedOperation {
    /// Monotonic nanoseconds.
    let end: UInt64
  }

  /// See tcsendbreak(3): a quarter of a second, or with TCSBRKP tenths of one.
  private func sendBreak(
    _ request: TerminalRequest, _ argument: GuestAddress, _ call: inout SyscallContext
  ) -> SyscallOutcome {
    // TCSBRK with anything but 0 is tcdrain(3).
    guard terminal.kind == .serial, request == .sendBreakPOSIX || argument.value == 0 else {
      return .value(0)
    }
    let now = terminal.kernel.clock.monotonic
    let earlier = call.operation as? Break
    let tenths = min(argument.value, 100)
    let end = earlier?.end ?? now + (tenths == 0 ? 250_000_000 : tenths * 100_000_000)
    if earlier == nil {
      call.operation = Break(end: end)
      let driver = terminal.driver
      driver.setBreak(true)
      // Ends on time even when a signal ends the call before.
      terminal.kernel.timers.schedule(at: end) { driver.setBreak(false) }
    }
    return now < end ? .block(on: terminal.queues.queue(for: .output), until: end) : .value(0)
  }

  private func perform(_ action: FlowAction) {
    var effects: [TerminalEffect] = []
    let settings = terminal.discipline.settings
    switch action {
    case .outputOff: terminal.discipline.setStoppedByProgram(true, into: &effects)
    case .outputOn: terminal.discipline.setStoppedByProgram(false, into: &effects)
    case .inputOff where settings[.stop] != ControlCharacters.disabled:
      terminal.driver.transmitUrgently(settings[.stop])
    case .inputOn where settings[.start] != ControlCharacters.disabled:
      terminal.driver.transmitUrgently(settings[.start])
    case .inputOff, .inputOn: break
    }
    terminal.apply(effects)
  }
}
