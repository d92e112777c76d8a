/// What `ESC [ …` means.
extension DecodedInput {
  /// A longer sequence is no key; it is handed on as it is.
  private static let longestSequence = 64

  static func controlSequence(
    _ bytes: ArraySlice<UInt8>, _ isFinal: Bool
  ) -> (DecodedInput, Int)? {
    let body = bytes.dropFirst(2)
    if body.first == UInt8(ascii: "[") {
      guard body.count > 1 else { return isFinal ? unknown(bytes, 3) : nil }
      let key = KeySequences.consoleFunctionKey(body[body.startIndex + 1])
      return key.map { (.key($0), 4) } ?? unknown(bytes, 4)
    }
    if body.first == UInt8(ascii: "M") { return oldMouse(bytes, isFinal) }
    // A dollar ends rxvt's keys with Shift, but in an answer something follows it.
    let dollarEnds = body.first != UInt8(ascii: "?")
    let isFinalByte = { (byte: UInt8) in
      (0x40...0x7e).contains(byte) || (dollarEnds && byte == UInt8(ascii: "$"))
    }
    guard let end = body.firstIndex(where: { isFinalByte($0) || $0 < 0x20 || $0 > 0x7e }) else {
      if bytes.count >= longestSequence || isFinal { return unknown(bytes, bytes.count) }
      return nil
    }
    let length = end + 1 - bytes.startIndex
    guard isFinalByte(bytes[end]) else { return unknown(bytes, length - 1) }
    let decoded = meaning(of: ControlSequence(body[..<end], finalByte: bytes[end]))
    return decoded.map { ($0, length) } ?? unknown(bytes, length)
  }

  private static func unknown(_ bytes: ArraySlice<UInt8>, _ length: Int) -> (DecodedInput, Int) {
    (.event(.unknown(Array(bytes.prefix(length)))), length)
  }

  /// `ESC [ M` and three bytes, from terminals without SGR coordinates.
  private static func oldMouse(_ bytes: ArraySlice<UInt8>, _ isFinal: Bool) -> (DecodedInput, Int)?
  {
    guard bytes.count >= 6 else { return isFinal ? unknown(bytes, bytes.count) : nil }
    let values = bytes.dropFirst(3).prefix(3).map { Int($0) - 32 }
    let isRelease = values[0] & 3 == 3 && values[0] & 0x60 == 0
    let event = MouseEvent(
      code: values[0], isRelease: isRelease, row: values[2] - 1, column: values[1] - 1)
    return (.event(.mouse(event)), 6)
  }

  private static func meaning(of sequence: ControlSequence) -> DecodedInput? {
    let numbers = sequence.numbers
    switch (sequence.marker, sequence.finalByte) {
    case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
      guard numbers.count >= 3 else { return nil }
      return .event(
        .mouse(
          MouseEvent(
            code: numbers[0], isRelease: sequence.finalByte == UInt8(ascii: "m"),
            row: numbers[2] - 1, column: numbers[1] - 1)))
    case (nil, UInt8(ascii: "I")): return .event(.focus(true))
    case (nil, UInt8(ascii: "O")): return .event(.focus(false))
    case (nil, UInt8(ascii: "~")): return numbered(numbers)
    // rxvt: Shift, Control, both.
    case (nil, UInt8(ascii: "$")): return numbered(numbers, .shift)
    case (nil, UInt8(ascii: "^")): return numbered(numbers, .control)
    case (nil, UInt8(ascii: "@")): return numbered(numbers, [.shift, .control])
    case (nil, UInt8(ascii: "u")):
      return KeySequences.key(codePoint: numbers.first ?? 0, modifiers(numbers.dropFirst().first))
        .map { .key($0) }
    // Answers about the terminal and its modes.
    case (UInt8(ascii: "?"), _), (UInt8(ascii: ">"), _),
      (nil, UInt8(ascii: "c")) where !numbers.isEmpty:
      return .nothing
    case (nil, let finalByte):
      guard var key = KeySequences.key(finalByte: finalByte) else { return nil }
      if numbers.count > 1 { key.modifiers.formUnion(modifiers(numbers[1])) }
      return .key(key)
    default: return nil
    }
  }

  private static func numbered(_ numbers: [Int], _ held: InputModifiers = []) -> DecodedInput? {
    guard let number = numbers.first else { return nil }
    switch number {
    case 200: return .pasteBegins
    case 201: return .nothing
    case 27 where numbers.count >= 3:
      return KeySequences.key(codePoint: numbers[2], modifiers(numbers[1])).map { .key($0) }
    default:
      guard let key = KeySequences.key(number: number) else { return nil }
      return .key(KeyEvent(key, held.union(modifiers(numbers.dropFirst().first))))
    }
  }

  private static func modifiers(_ parameter: Int?) -> InputModifiers {
    InputModifiers(xtermParameter: parameter ?? 1)
  }
}

/// The parts of `ESC [ … final`.
private struct ControlSequence {
  var marker: UInt8?
  var numbers: [Int]
  var finalByte: UInt8

  init(_ body: ArraySlice<UInt8>, finalByte: UInt8) {
    var body = body
    if let first = body.first, (0x3c...0x3f).contains(first) {
      marker = first
      body = body.dropFirst()
    }
    numbers =
      body.isEmpty
      ? []
      : body.split(separator: 0x3b, omittingEmptySubsequences: false).map {
        $0.prefix { (0x30...0x39).contains($0) }.prefix(6).reduce(0) { $0 * 10 + Int($1 - 0x30) }
      }
    self.finalByte = finalByte
  }
}
