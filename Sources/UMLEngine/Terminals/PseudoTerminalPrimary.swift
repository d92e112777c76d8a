import LinuxABI

/// The primary side of a pseudo terminal: what opening /dev/ptmx gives.
final class PseudoTerminalPrimary: FileObject {
  private let pair: PseudoTerminal

  init(_ pair: PseudoTerminal) { self.pair = pair }

  func status() throws(Errno) -> FileStatus {
    var status = FileStatus(mode: FileMode(.characterDevice, 0o666))
    status.deviceNumber = DeviceNumber(major: 5, minor: 2)
    return status
  }

  func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  { try pair.read(&destination) }

  func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  { try pair.write(&source) }

  func readiness() -> PollEvents { pair.readiness }
  func waitQueue(for events: PollEvents) -> WaitQueue? { pair.queues.queue(for: events) }
  func closed(_ file: OpenFile) { pair.primaryClosed() }

  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  ) throws(Errno) -> SyscallOutcome {
    let address = GuestAddress(argument)
    guard let terminal = pair.terminal else { throw .ioError }
    switch TerminalRequest(rawValue: request) {
    case .getPseudoTerminalNumber: try call.memory.writeInteger(pair.number, to: address)
    case .lockPseudoTerminal:
      pair.isLocked = try call.memory.readInteger(address, as: Int32.self) != 0
    case .getPseudoTerminalLock:
      try call.memory.writeInteger(Int32(pair.isLocked ? 1 : 0), to: address)
    case .packetMode:
      pair.isInPacketMode = try call.memory.readInteger(address, as: Int32.self) != 0
    case .getPacketMode:
      try call.memory.writeInteger(Int32(pair.isInPacketMode ? 1 : 0), to: address)
    case .openPeer:
      return .value(
        Int(try openPeer(OpenFlags(rawValue: Int32(truncatingIfNeeded: argument)), &call)))
    case .signalPseudoTerminal:
      let signal = SignalNumber(rawValue: Int32(truncatingIfNeeded: argument))
      guard [.interrupt, .quit, .terminalStop].contains(signal) else { throw .invalidArgument }
      terminal.sendToForeground(signal)
    case .inputQueued:
      try call.memory.writeInteger(Int32(pair.readableCount), to: address)
    case .outputQueued: try call.memory.writeInteger(Int32(0), to: address)
    case .flush: try flush(argument, terminal)
    case .simulateInput, .hangUpVirtual, .console, .sendBreak, .sendBreakPOSIX:
      throw .inappropriateIOCTLForDevice
    default:
      return try TerminalControl(terminal, file, isPrimary: true).perform(
        TerminalRequest(rawValue: request), address, &call)
    }
    return .value(0)
  }

  /// What one side has written is what the other has not read.
  private func flush(_ argument: UInt64, _ terminal: Terminal) throws(Errno) {
    guard let queue = FlushQueue(rawValue: Int32(truncatingIfNeeded: argument)) else {
      throw .invalidArgument
    }
    if queue != .output { terminal.discardOutput() }
    guard queue != .input else { return }
    var effects: [TerminalEffect] = []
    terminal.discipline.discardInput(into: &effects)
    terminal.apply(effects)
    terminal.resumeInput()
  }

  /// TIOCGPTPEER: the other side without its path, which may be hidden or mean something else.
  private func openPeer(_ flags: OpenFlags, _ call: inout SyscallContext) throws(Errno) -> Int32 {
    guard let terminal = pair.terminal else { throw .ioError }
    let object = try terminal.open(call.task, flags)
    let place = call.kernel.terminals.pseudoTerminals.place(of: pair, for: call.task)
    let file = OpenFile(
      object, location: place,
      flags: flags.subtracting([.closeOnExec, .noControllingTerminal]))
    file.retain()
    defer { file.release() }
    return try call.task.files.insert(
      file, closesOnExecute: flags.contains(.closeOnExec),
      limit: call.task.process.limits[.openFiles].current)
  }
}
