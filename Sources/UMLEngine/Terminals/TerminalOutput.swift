import LinuxABI

// From a program through the discipline to the driver.
extension Terminal {
  /// Bytes a write takes at once.
  private static let chunk = 1 << 16
  /// With less than this not yet taken by the driver, writers go on.
  private static let lowWater = 1024
  /// Echo nobody takes is dropped beyond this, as typing cannot be made to wait.
  private static let echoLimit = 1 << 14
  /// The same for the kernel's own messages.
  private static let messageLimit = 1 << 20

  /// Takes as much as can be sent on soon. Never loses a byte: while the driver does not take what
  /// is there, a writer waits.
  func write(_ source: inout WriteSource, isConsole: Bool) throws(Errno) -> Int {
    if discipline.has(.stopBackgroundOutput), !isConsole {
      try check(source.caller, .terminalOutput)
    }
    guard isWritable, hasOutputTurn else { throw .wouldBlock }
    let bytes = try source.take(Self.chunk)
    if discipline.passesOutputUnchanged {
      transmit(bytes)
    } else {
      outputBuffer.removeAll(keepingCapacity: true)
      discipline.processOutput(bytes.span, into: &outputBuffer)
      transmit(outputBuffer)
    }
    if kind != .pseudo { kernel.terminals.outputTurns.count(bytes.count, of: self) }
    return bytes.count
  }

  var isWritable: Bool {
    !discipline.isStopped && pendingOutput.count < Self.lowWater && !outputShare.isWaiting
  }

  private var hasOutputTurn: Bool { kind == .pseudo || kernel.terminals.outputTurns.admits(self) }

  /// Everything written has left for the driver; what tcdrain(3) waits for.
  var isDrained: Bool { pendingOutput.isEmpty }

  /// The driver takes output again.
  func driverIsReady() {
    guard !discipline.isStopped else { return }
    if !pendingOutput.isEmpty { pendingOutput.consume { driver.transmit($0) } }
    if pendingOutput.count < Self.lowWater { queues.wakeOutput() }
  }

  func discardOutput() {
    pendingOutput.removeAll()
    driver.discardOutput()
    queues.wakeOutput()
  }

  func transmitEcho(_ bytes: [UInt8]) {
    guard pendingOutput.count < Self.echoLimit else { return }
    transmit(bytes)
  }

  /// A message of the kernel's, which nothing stops.
  func transmitMessage(_ bytes: [UInt8]) {
    var message: [UInt8] = []
    message.reserveCapacity(bytes.count + 8)
    for byte in bytes {
      if byte == 0x0a { message.append(0x0d) }
      message.append(byte)
    }
    guard pendingOutput.count < Self.messageLimit else { return }
    transmit(message)
  }

  private func transmit(_ bytes: [UInt8]) {
    if let log = kernel.terminals.log { log.passed(bytes, .write, self) }
    guard pendingOutput.isEmpty, !discipline.isStopped else {
      pendingOutput.append(bytes[...])
      return
    }
    let taken = bytes.withUnsafeBytes { driver.transmit($0) }
    if taken < bytes.count { pendingOutput.append(bytes[taken...]) }
  }
}
