/// Cuts a byte stream into text, controls and sequences.
///
/// Text is the common case and is handed on in runs; everything else goes through the transition
/// table byte by byte. The parser keeps its place between calls, so that a batch may end anywhere.
struct VTParser {
  /// Longer strings are swallowed whole: a guest must not make us hold its garbage.
  static let stringLimit = 1 << 18
  /// With less than this to come, lines are not worth being looked at beforehand.
  private static let floodLength = 8192

  private static let table = TransitionTable()
  private let table = Self.table

  var state = ParserState.ground
  var decoder = UTF8Decoder()
  var parameters = ParserParameters()
  var marker: UInt8 = 0
  var intermediates: UInt16 = 0
  /// The final byte that opened a device control string.
  var deviceFinal: UInt8 = 0
  var string: [UInt8] = []
  var stringOverflowed = false
  /// In a string, whether the last byte was 0xc2, with which U+009C begins: a C1 ST ends strings.
  var isAfterC1Lead = false
  /// The string that an escape interrupted.
  var interrupted = ParserState.ground
  /// Up to where the present batch has been offered in bulk.
  private var offered = 0

  mutating func parse<Actions: ParserActions>(_ bytes: Span<UInt8>, into actions: inout Actions) {
    var index = 0
    offered = 0
    while index < bytes.count {
      switch state {
      case .ground: index = parseText(bytes, from: index, into: &actions)
      case .commandString, .devicePassthrough:
        index = collectString(bytes, from: index)
        guard index < bytes.count else { return }

        if step(bytes[index], into: &actions) { index += 1 }
      default:
        if step(bytes[index], into: &actions) { index += 1 }
      }
    }
  }

  private mutating func parseText<Actions: ParserActions>(
    _ bytes: Span<UInt8>, from start: Int, into actions: inout Actions
  ) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if decoder.isPending {
        index = finishScalar(byte, at: index, into: &actions)
        guard state == .ground else { return index }
      } else if byte >= 0x20, byte < 0x7f {
        let end = bytes.endOfPrintable(from: index + 1)
        actions.printASCII(bytes.extracting(index..<end))
        index = end
      } else if byte == 0x1b {
        enter(actions.isVT52 ? .vt52Escape : .escape)
        return index + 1
      } else if byte < 0x20 {
        actions.execute(byte)
        index += 1
        if byte == 0x0a, bytes.count - index >= Self.floodLength, index >= offered {
          let lines = actions.takePlainLines(bytes.extracting(index..<bytes.count))
          offered = index + lines.known
          index += lines.taken
        }
      } else if byte == 0x7f {
        index += 1
      } else if actions.isEightBit {
        actions.printEightBit(byte)
        index += 1
      } else if let (scalar, length) = UTF8Decoder.wellFormed(bytes, at: index) {
        index += length
        emit(scalar, into: &actions)
        guard state == .ground else { return index }
      } else {
        index = finishScalar(byte, at: index, into: &actions)
        guard state == .ground else { return index }
      }
    }
    return index
  }

  private mutating func finishScalar<Actions: ParserActions>(
    _ byte: UInt8, at index: Int, into actions: inout Actions
  ) -> Int {
    switch decoder.consume(byte) {
    case .incomplete: return index + 1
    case .scalar(let scalar):
      emit(scalar, into: &actions)
      return index + 1
    case .brokenBefore:
      actions.print(UTF8Decoder.replacement)
      return index
    }
  }

  /// Prints a scalar, or obeys it: U+0080...U+009F are the C1 controls.
  @inline(__always)
  private mutating func emit<Actions: ParserActions>(
    _ scalar: UInt32, into actions: inout Actions
  ) {
    guard scalar < 0xa0, !actions.isVT52 else { return actions.print(scalar) }

    switch scalar {
    case 0x90: enter(.deviceEntry)
    case 0x98, 0x9e, 0x9f: enter(.ignoredString)
    case 0x9b: enter(.controlEntry)
    case 0x9d: enter(.commandString)
    default: actions.escape(EscapeSequence(final: UInt8(truncatingIfNeeded: scalar) - 0x40))
    }
  }

  /// Takes one byte through the table; false means that it has to be read again.
  @inline(__always)
  private mutating func step<Actions: ParserActions>(
    _ byte: UInt8, into actions: inout Actions
  ) -> Bool {
    let entry = table.entry(state, byte)
    let next = entry.state
    switch entry.action {
    case .ignore: break
    case .execute: actions.execute(byte)
    case .collect: collect(byte)
    case .marker: marker = byte
    case .parameter: add(byte)
    case .escapeDispatch:
      actions.escape(EscapeSequence(intermediates: intermediates, final: byte))
    case .controlDispatch: actions.control(sequence(byte), parameters)
    case .deviceStart: deviceFinal = byte
    case .put: put(byte)
    case .stringEnd: finishString(endedByBell: true, into: &actions)
    case .mayEndString:
      if isAfterC1Lead { return endString(into: &actions) }
      if state == .commandString || state == .devicePassthrough { put(byte) }
    case .vt52:
      string.append(byte)
      guard string[0] != UInt8(ascii: "Y") || string.count == 3 else { return true }
      actions.vt52(string)
    case .abandon:
      state = .ground
      return false
    }
    isAfterC1Lead = byte == 0xc2
    guard next != state || next == .vt52Escape && byte == 0x1b else { return true }

    if next == .stringEscape { interrupted = state }
    if state == .stringEscape { return leaveStringEscape(byte, next, into: &actions) }
    enter(next)
    return true
  }

  /// Ends a string by U+009C, whose first byte is in the string already.
  private mutating func endString<Actions: ParserActions>(into actions: inout Actions) -> Bool {
    if string.last == 0xc2 { string.removeLast() }
    interrupted = state
    enter(.ground)
    finishString(endedByBell: false, into: &actions)
    return true
  }

  private mutating func leaveStringEscape<Actions: ParserActions>(
    _ byte: UInt8, _ next: ParserState, into actions: inout Actions
  ) -> Bool {
    guard next == .ground, byte >= 0x20 else {
      enter(next)
      return true
    }
    guard byte != UInt8(ascii: "\\") else {
      state = .ground
      finishString(endedByBell: false, into: &actions)
      return true
    }

    // The string was never ended. Drop it, and read the byte as what follows an escape.
    enter(.escape)
    return false
  }

  private mutating func enter(_ next: ParserState) {
    switch next {
    case .escape, .controlEntry, .deviceEntry:
      parameters.removeAll()
      marker = 0
      intermediates = 0
      fallthrough
    case .commandString, .vt52Escape:
      string.removeAll(keepingCapacity: string.capacity <= 4096)
      stringOverflowed = false
    default: break
    }
    isAfterC1Lead = false
    state = next
  }

  private func sequence(_ final: UInt8) -> ControlSequence {
    ControlSequence(marker: marker, intermediates: intermediates, final: final)
  }

  private mutating func add(_ byte: UInt8) {
    if byte <= UInt8(ascii: "9") {
      parameters.append(digit: byte - UInt8(ascii: "0"))
    } else {
      parameters.append(separator: byte)
    }
  }

  /// A third intermediate pushes out the first, which leaves a name that no table knows.
  private mutating func collect(_ byte: UInt8) {
    intermediates = intermediates << 8 | UInt16(byte)
  }

  private mutating func put(_ byte: UInt8) {
    guard string.count < Self.stringLimit else {
      stringOverflowed = true
      return
    }

    string.append(byte)
  }

  /// Takes the part of a string that lies in this batch at once.
  private mutating func collectString(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] >= 0x20, bytes[end] != 0x7f {
      if bytes[end] == 0x9c, isAfterC1Lead { break }
      isAfterC1Lead = bytes[end] == 0xc2
      end += 1
    }
    guard string.count + end - start <= Self.stringLimit else {
      stringOverflowed = true
      return end
    }

    for index in start..<end { string.append(bytes[index]) }
    return end
  }

  private mutating func finishString<Actions: ParserActions>(
    endedByBell: Bool, into actions: inout Actions
  ) {
    let kind = endedByBell ? .commandString : interrupted
    guard !stringOverflowed else { return }

    switch kind {
    case .commandString: actions.operatingSystemCommand(string, endedByBell: endedByBell)
    case .devicePassthrough: actions.deviceControl(sequence(deviceFinal), parameters, string)
    default: break
    }
  }
}
