import LinuxABI

// From the driver to the input buffer.
extension LineDiscipline {
  /// Takes received bytes, as many as there is room for, and returns how many.
  ///
  /// The rest has to wait until something is read. An unfinished line always has room: its last
  /// byte is replaced, or the newline that ends it could never be accepted.
  mutating func receive(_ bytes: Span<UInt8>, into effects: inout [TerminalEffect]) -> Int {
    var taken = 0
    while taken < bytes.count {
      let count = min(makeRoom(), bytes.count - taken)
      guard count > 0 else { break }
      let end = taken + count
      if isPlain {
        while taken < end {
          input.append(bytes[taken])
          taken += 1
        }
      } else {
        // Room may change with every special character: look again after one.
        while taken < end, !receive(bytes[taken], into: &effects) { taken += 1 }
        if taken < end { taken += 1 }
      }
    }
    if !isCanonical, !input.isEmpty { effects.append(.inputAvailable) }
    return taken
  }

  /// A BREAK condition of the line.
  mutating func receiveBreak(into effects: inout [TerminalEffect]) {
    if has(.ignoreBreak) { return }
    if has(.breakInterrupts) {
      raise(.interrupt, into: &effects)
      return
    }
    receiveMarked(has(.markParityErrors) ? [0xff, 0, 0] : [0], into: &effects)
  }

  /// A byte that arrived with a wrong parity or without its stop bit.
  mutating func receiveDamaged(_ byte: UInt8, into effects: inout [TerminalEffect]) {
    guard has(.checkParity) else {
      receiveMarked([byte], into: &effects)
      return
    }
    if has(.ignoreParityErrors) { return }
    receiveMarked(has(.markParityErrors) ? [0xff, 0, byte] : [0], into: &effects)
  }

  private mutating func receiveMarked(_ bytes: [UInt8], into effects: inout [TerminalEffect]) {
    guard input.count + bytes.count < InputBuffer.capacity else { return }
    for byte in bytes { input.append(byte) }
    if !isCanonical { effects.append(.inputAvailable) }
  }

  /// Whether the driver should stop sending soon. An unfinished line never asks for that: only
  /// more input can finish it.
  var isNearlyFull: Bool {
    if isCanonical, !input.hasLine { return false }
    return InputBuffer.capacity - input.count <= 128
  }

  /// Nothing to look at: bytes go straight into the buffer.
  private var isPlain: Bool {
    let input: TerminalInputFlags = [
      .stripHighBit, .mapUpperToLower, .ignoreReturn, .mapReturnToNewline, .mapNewlineToReturn,
      .enableOutputFlowControl, .markParityErrors,
    ]
    let local: TerminalLocalFlags = [.canonical, .signals, .echo]
    return settings.inputFlags.isDisjoint(with: input)
      && settings.localFlags.isDisjoint(with: local) && !takesNextLiterally
  }

  /// Bytes that can be received now.
  private mutating func makeRoom() -> Int {
    var room = InputBuffer.capacity - input.count
    // A received 0xff becomes two bytes, a damaged one three.
    if has(.markParityErrors) { room = (room + 2) / 3 }
    room -= 1
    if room > 0 { return room }
    guard isCanonical, !input.hasLine else { return 0 }
    if room < 0 { input.truncate(to: input.head - 1) }
    return 1
  }

  /// True when the byte was special and the room has to be looked at again.
  private mutating func receive(_ received: UInt8, into effects: inout [TerminalEffect]) -> Bool {
    var byte = received
    if has(.stripHighBit) { byte &= 0x7f }
    if has(.mapUpperToLower), has(.extended) { byte = byte.lowercasedLatin }
    if has(.externalProcessing) {
      input.append(byte)
      return false
    }
    if takesNextLiterally {
      takesNextLiterally = false
      receiveOrdinary(byte, into: &effects)
      return false
    }
    guard isSpecial(byte) else {
      restartIfAny(into: &effects)
      receiveOrdinary(byte, into: &effects)
      return false
    }
    receiveSpecial(byte, into: &effects)
    return true
  }

  mutating func restartIfAny(into effects: inout [TerminalEffect]) {
    guard isStopped, has(.enableOutputFlowControl), has(.restartWithAny) else { return }
    start(into: &effects)
  }

  mutating func receiveOrdinary(_ byte: UInt8, into effects: inout [TerminalEffect]) {
    if has(.echo) {
      finishErasure(into: &effects)
      if input.isAtLineStart { lineStartColumn = column }
      echo(byte, into: &effects)
    }
    if byte == 0xff, has(.markParityErrors) { input.append(byte) }
    input.append(byte)
  }

  /// A newline that some mapping has looked at: it moves the cursor, where one that nobody asked
  /// about is shown as `^J`.
  mutating func receiveNewline(into effects: inout [TerminalEffect]) {
    if has(.echo) {
      finishErasure(into: &effects)
      echoRaw(0x0a, into: &effects)
    }
    input.append(0x0a)
  }
}
