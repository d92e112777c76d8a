import LinuxABI

// Input that does more than to be read: flow control, signals, mappings, the editing of a line.
extension LineDiscipline {
  /// A byte that means something with these settings.
  mutating func receiveSpecial(_ received: UInt8, into effects: inout [TerminalEffect]) {
    var byte = received
    if has(.enableOutputFlowControl) {
      if byte == settings[.start] { return start(into: &effects) }
      if byte == settings[.stop] { return stop(into: &effects) }
    }
    if has(.signals), let signal = signal(for: byte) {
      raise(signal, into: &effects)
      if has(.enableOutputFlowControl) { start(into: &effects) }
      if has(.echo) { echo(byte, into: &effects) }
      return
    }
    restartIfAny(into: &effects)
    if byte == 0x0d {
      if has(.ignoreReturn) { return }
      if has(.mapReturnToNewline) { byte = 0x0a }
    } else if byte == 0x0a, has(.mapNewlineToReturn) {
      byte = 0x0d
    }
    if has(.canonical), edit(byte, into: &effects) { return }
    if byte == 0x0a {
      receiveNewline(into: &effects)
    } else {
      receiveOrdinary(byte, into: &effects)
    }
  }

  private func signal(for byte: UInt8) -> SignalNumber? {
    switch byte {
    case settings[.interrupt]: .interrupt
    case settings[.quit]: .quit
    case settings[.suspend]: .terminalStop
    default: nil
    }
  }

  mutating func raise(_ signal: SignalNumber, into effects: inout [TerminalEffect]) {
    effects.append(.signal(signal))
    guard !has(.noFlush) else { return }
    effects.append(.discardOutput)
    discardInput(into: &effects)
  }

  /// True when the byte was an editing character or ended the line.
  private mutating func edit(_ byte: UInt8, into effects: inout [TerminalEffect]) -> Bool {
    let extended = has(.extended)
    switch byte {
    case ControlCharacters.disabled:
      return false
    case settings[.erase]:
      erase(.character, into: &effects)
    case settings[.kill]:
      erase(.line, into: &effects)
    case settings[.wordErase] where extended:
      erase(.word, into: &effects)
    case settings[.literalNext] where extended:
      takesNextLiterally = true
      if has(.echo) {
        finishErasure(into: &effects)
        if has(.echoControl) {
          echoRaw(0x5e, into: &effects)
          echoRaw(0x08, into: &effects)
        }
      }
    case settings[.reprint] where extended && has(.echo):
      reprint(byte, into: &effects)
    case 0x0a:
      if has(.echo) || has(.echoNewline) { echoRaw(0x0a, into: &effects) }
      endLine(with: 0x0a, into: &effects)
    case settings[.endOfFile]:
      endLine(with: 0, into: &effects)
    case settings[.endOfLine]:
      endLineEchoing(byte, into: &effects)
    case settings[.endOfLine2] where extended:
      endLineEchoing(byte, into: &effects)
    default:
      return false
    }
    return true
  }

  private mutating func endLineEchoing(_ byte: UInt8, into effects: inout [TerminalEffect]) {
    if has(.echo) {
      if input.isAtLineStart { lineStartColumn = column }
      echo(byte, into: &effects)
    }
    if byte == 0xff, has(.markParityErrors) { input.append(byte) }
    endLine(with: byte, into: &effects)
  }

  private mutating func endLine(with byte: UInt8, into effects: inout [TerminalEffect]) {
    input.appendLineEnd(byte)
    effects.append(.inputAvailable)
  }
}
