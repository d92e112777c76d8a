import LinuxABI

/// What stty(1) asks for: termios in all its forms.
extension TerminalControl {
  func performSettings(
    _ request: TerminalRequest, _ argument: GuestAddress, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome? {
    let settings = terminal.discipline.settings
    switch request {
    case .get:
      try call.memory.write(settings.bytes, to: argument)
    case .get2:
      let speeds = terminal.speeds
      try call.memory.write(
        Termios2(settings, inputSpeed: speeds.input, outputSpeed: speeds.output).bytes,
        to: argument)
    case .getA:
      try call.memory.write(OldTermios(settings).bytes, to: argument)
    case .set, .setDrain, .setFlush:
      let new = try call.memory.readLayout(argument, as: Termios.self)
      return try change(new, nil, request, &call)
    case .set2, .set2Drain, .set2Flush:
      let new = try call.memory.readLayout(argument, as: Termios2.self)
      let speeds = (input: new.inputSpeed, output: new.outputSpeed)
      return try change(
        new.settings, new.settings.baudRate == nil ? speeds : nil, request, &call)
    case .setA, .setADrain, .setAFlush:
      let old = try call.memory.readLayout(argument, as: OldTermios.self)
      return try change(old.applied(to: settings), nil, request, &call)
    case .getSoftCarrier:
      let isLocal = settings.controlFlags.contains(.local)
      try call.memory.writeInteger(Int32(isLocal ? 1 : 0), to: argument)
    case .setSoftCarrier:
      var new = settings
      let value: Int32 = try call.memory.readInteger(argument)
      if value != 0 {
        new.controlFlags.insert(.local)
      } else {
        new.controlFlags.remove(.local)
      }
      terminal.change(new)
    default: return nil
    }
    return .value(0)
  }

  private func change(
    _ settings: Termios, _ speeds: (input: UInt32, output: UInt32)?, _ request: TerminalRequest,
    _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    try checkChange(call)
    switch request {
    case .set, .set2, .setA: break
    default:
      guard terminal.isDrained else { return .block(on: terminal.queues.queue(for: .output)) }
    }
    switch request {
    case .setFlush, .set2Flush, .setAFlush: discardInput()
    default: break
    }
    terminal.change(settings, speeds: speeds)
    return .value(0)
  }

  func discardInput() {
    var effects: [TerminalEffect] = []
    terminal.discipline.discardInput(into: &effects)
    terminal.apply(effects)
    terminal.resumeInput()
  }
}
