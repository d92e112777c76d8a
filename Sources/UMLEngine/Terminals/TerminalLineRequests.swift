import LinuxABI

/// The line and its hardware: window size, modem, serial port.
extension TerminalControl {
  func performLine(
    _ request: TerminalRequest, _ argument: GuestAddress, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome? {
    switch request {
    case .getWindowSize:
      try call.memory.write(terminal.windowSize.bytes, to: argument)
    case .setWindowSize:
      terminal.setWindowSize(try call.memory.readLayout(argument))
    case .getDiscipline:
      try call.memory.writeInteger(LineDisciplineNumber.terminal.rawValue, to: argument)
    case .setDiscipline:
      let number: Int32 = try call.memory.readInteger(argument)
      try checkChange(call)
      guard number == LineDisciplineNumber.terminal.rawValue else { throw .invalidArgument }
    case .getDevice:
      try call.memory.writeInteger(
        UInt32(truncatingIfNeeded: terminal.device.rawValue), to: argument)
    case .startBreak, .endBreak:
      try checkChange(call)
      terminal.driver.setBreak(request == .startBreak)
    case .modemGet:
      guard let lines = terminal.driver.modemLines else { throw .inappropriateIOCTLForDevice }
      try call.memory.writeInteger(lines.rawValue, to: argument)
    case .modemSet, .modemClear, .modemSetAll:
      guard let lines = terminal.driver.modemLines else { throw .inappropriateIOCTLForDevice }
      let named = ModemLines(rawValue: try call.memory.readInteger(argument))
      switch request {
      case .modemSet: terminal.driver.setModemLines(lines.union(named))
      case .modemClear: terminal.driver.setModemLines(lines.subtracting(named))
      default: terminal.driver.setModemLines(named)
      }
    case .waitModemChange: return try waitForModem(argument, &call)
    case .getInterruptCounters:
      guard let counts = terminal.driver.modemCounts else { throw .inappropriateIOCTLForDevice }
      try call.memory.write(counts.bytes, to: argument)
    case .getSerial:
      guard terminal.kind == .serial else { throw .inappropriateIOCTLForDevice }
      let port = SerialPortLayout(line: Int32(terminal.device.minor &- Line.firstSerialMinor))
      try call.memory.write(port.bytes, to: argument)
    case .setSerial:
      guard terminal.kind == .serial else { throw .inappropriateIOCTLForDevice }
      // Accepted and forgotten, as by a port without hardware.
      _ = try call.memory.readLayout(argument, as: SerialPortLayout.self)
    case .linux: throw .invalidArgument
    default: return nil
    }
    return .value(0)
  }

  /// TIOCMIWAIT: the counts when it began.
  private struct ModemWait: BlockedOperation {
    let counts: ModemCounts
  }

  private func waitForModem(
    _ argument: GuestAddress, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    guard let counts = terminal.driver.modemCounts else { throw .inappropriateIOCTLForDevice }
    guard let wait = call.operation as? ModemWait else {
      call.operation = ModemWait(counts: counts)
      return .block(on: terminal.modemQueue)
    }
    if (file.object as? TerminalFile)?.isHungUp == true { throw .ioError }
    let lines = ModemLines(rawValue: Int32(truncatingIfNeeded: argument.value))
    return counts.hasChanged(lines, since: wait.counts)
      ? .value(0) : .block(on: terminal.modemQueue)
  }
}
