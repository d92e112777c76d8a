import LinuxABI

/// ioctl(2) on a terminal. See ioctl_tty(2).
struct TerminalControl {
  let terminal: Terminal
  let file: OpenFile
  /// Asked through the primary side of a pseudo terminal: about the other side, without job control.
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
  private func checkChange(_ call: SyscallContext) throws(Errno) {
    if !isPrimary { try terminal.check(call.task, .terminalOutput) }
  }

  // MARK: Settings

  private func performSettings(
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

  private func discardInput() {
    var effects: [TerminalEffect] = []
    terminal.discipline.discardInput(into: &effects)
    terminal.apply(effects)
    terminal.resumeInput()
  }

  // MARK: Sessions

  private func performJobControl(
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

  // MARK: The line and its hardware

  private func performLine(
    _ request: TerminalRequest, _ argument: GuestAddress, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome? {
    switch request {
    case .getWindowSize:
      try call.memory.write(terminal.windowSize.bytes, to: argument)
    case .setWindowSize:
      terminal.setWindowSize(try call.memory.readLayout(argument))
    case .getDiscipline:
      try call.memory.writeInteger(Int32(0), to: argument)
    case .setDiscipline:
      let number: Int32 = try call.memory.readInteger(argument)
      try checkChange(call)
      guard number == 0 else { throw .invalidArgument }
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
      var description = [UInt8](repeating: 0, count: 72)
      description[4] = UInt8(truncatingIfNeeded: terminal.device.minor &- 64)
      try call.memory.write(description, to: argument)
    case .setSerial:
      guard terminal.kind == .serial else { throw .inappropriateIOCTLForDevice }
      _ = try call.memory.read(argument, count: 72)
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

  // MARK: Queues

  private func performQueue(
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

/// The corresponding C type is `struct termio`, of TCGETA and its relatives.
private struct OldTermios: GuestLayout {
  static let size = 18

  private var flags: [UInt16]
  private var lineDiscipline: UInt8
  private var characters: [UInt8]

  init(_ settings: Termios) {
    flags = [
      settings.inputFlags.rawValue, settings.outputFlags.rawValue, settings.controlFlags.rawValue,
      settings.localFlags.rawValue,
    ].map { UInt16(truncatingIfNeeded: $0) }
    lineDiscipline = settings.lineDiscipline
    characters = Array(settings.controlCharacters.bytes.prefix(8))
  }

  init(from reader: inout ByteReader) {
    flags = [reader.read(), reader.read(), reader.read(), reader.read()]
    lineDiscipline = reader.read()
    characters = reader.read(count: 8)
    reader.skip(1)
  }

  func write(to writer: inout ByteWriter) {
    for flag in flags { writer.write(flag) }
    writer.write(lineDiscipline)
    writer.write(characters)
    writer.pad(1)
  }

  /// The lower halves of the flags and the first eight characters; the rest stays.
  func applied(to settings: Termios) -> Termios {
    func merge(_ old: UInt32, _ index: Int) -> UInt32 { old & 0xffff_0000 | UInt32(flags[index]) }
    var new = settings
    new.inputFlags.rawValue = merge(settings.inputFlags.rawValue, 0)
    new.outputFlags.rawValue = merge(settings.outputFlags.rawValue, 1)
    new.controlFlags.rawValue = merge(settings.controlFlags.rawValue, 2)
    new.localFlags.rawValue = merge(settings.localFlags.rawValue, 3)
    new.controlCharacters = ControlCharacters(
      bytes: characters + settings.controlCharacters.bytes.dropFirst(8))
    return new
  }
}
