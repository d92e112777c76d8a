import LinuxABI

// What the person at the terminal sees of what is typed.
extension LineDiscipline {
  /// How much VERASE, VWERASE and VKILL take back.
  enum Erasure {
    case character, word, line
  }

  /// A character as it was typed; control characters as `^X` with ECHOCTL.
  mutating func echo(_ byte: UInt8, into effects: inout [TerminalEffect]) {
    guard has(.echoControl), byte.isControlCharacter, byte != 0x09 else {
      return echoRaw(byte, into: &effects)
    }
    effects.appendOutput(0x5e)
    effects.appendOutput(byte ^ 0x40)
    column += 2
  }

  /// A character that goes out like one a program has written.
  mutating func echoRaw(_ byte: UInt8, into effects: inout [TerminalEffect]) {
    // Linux's echo buffer marks its own commands with 0xff, and a real one passes unprocessed.
    guard byte != 0xff else {
      column += 1
      return effects.appendOutput(byte)
    }
    guard hasOutput(.process) else { return effects.appendOutput(byte) }
    processOutput(byte) { effects.appendOutput($0) }
  }

  /// The closing `/` of ECHOPRT, as soon as anything else is typed.
  mutating func finishErasure(into effects: inout [TerminalEffect]) {
    guard isShowingErasure else { return }
    echoRaw(0x2f, into: &effects)
    isShowingErasure = false
  }

  /// Shows the line once more, VREPRINT.
  mutating func reprint(_ byte: UInt8, into effects: inout [TerminalEffect]) {
    finishErasure(into: &effects)
    echo(byte, into: &effects)
    echoRaw(0x0a, into: &effects)
    for position in input.canonicalHead..<input.head { echo(input[position], into: &effects) }
  }

  mutating func erase(_ erasure: Erasure, into effects: inout [TerminalEffect]) {
    guard !input.isAtLineStart else { return }
    if erasure == .line, !has(.echo) || !erasesLineVisibly { return forgetLine(into: &effects) }

    var isInWord = false
    while !input.isAtLineStart {
      var start = input.head - 1
      while isContinuation(input[start]), start > input.canonicalHead { start -= 1 }
      let first = input[start]
      // Never a part of a character.
      if isContinuation(first) { break }
      if erasure == .word {
        if first.isWordCharacter { isInWord = true } else if isInWord { break }
      }
      let end = input.head
      input.truncate(to: start)
      if has(.echo) { showErasure(of: start..<end, first, erasure, into: &effects) }
      if erasure == .character { break }
    }
    if input.isAtLineStart, has(.echo) { finishErasure(into: &effects) }
  }

  private var erasesLineVisibly: Bool {
    has(.echoKill) && has(.echoKillErase) && has(.echoErase)
  }

  private mutating func forgetLine(into effects: inout [TerminalEffect]) {
    input.truncate(to: input.canonicalHead)
    guard has(.echo) else { return }
    finishErasure(into: &effects)
    echo(settings[.kill], into: &effects)
    if has(.echoKill) { echoRaw(0x0a, into: &effects) }
  }

  private mutating func showErasure(
    of range: Range<Int>, _ first: UInt8, _ erasure: Erasure, into effects: inout [TerminalEffect]
  ) {
    if has(.echoPrint) {
      if !isShowingErasure {
        echoRaw(0x5c, into: &effects)
        isShowingErasure = true
      }
      echo(first, into: &effects)
      for position in range.dropFirst() {
        echoRaw(input[position], into: &effects)
        if column > 0 { column -= 1 }
      }
    } else if erasure == .character, !has(.echoErase) {
      echo(settings[.erase], into: &effects)
    } else if first == 0x09 {
      eraseTab(into: &effects)
    } else {
      let width = first.isControlCharacter ? (has(.echoControl) ? 2 : 0) : 1
      for _ in 0..<width {
        for byte: UInt8 in [0x08, 0x20, 0x08] { echoRaw(byte, into: &effects) }
      }
    }
  }

  /// Goes back to where the tab began: that depends on the columns used since the tab before it, or
  /// since the line began.
  private mutating func eraseTab(into effects: inout [TerminalEffect]) {
    var columns = 0
    var followsTab = false
    for position in (input.canonicalHead..<input.head).reversed() {
      let byte = input[position]
      if byte == 0x09 {
        followsTab = true
        break
      }
      if byte.isControlCharacter {
        if has(.echoControl) { columns += 2 }
      } else if !isContinuation(byte) {
        columns += 1
      }
    }
    if !followsTab { columns += lineStartColumn }
    for _ in 0..<(8 - columns & 7) {
      effects.appendOutput(0x08)
      if column > 0 { column -= 1 }
    }
  }
}
