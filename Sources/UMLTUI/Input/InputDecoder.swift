/// Turns the bytes a terminal sends into keys, mouse events and pastes.
///
/// We read the terminal ourselves and not through ncurses, whose `getch` hides modifiers, focus
/// and everything it has no number for. A pure value: bytes in, events out. When bytes so far
/// could be the Escape key or the beginning of a sequence, `isUndecided` is true and the owner
/// calls `decide()` if nothing more comes for `escapeDelayMilliseconds`.
struct InputDecoder {
  /// Long enough for a sequence that a network tore apart, too short to be felt.
  static let escapeDelayMilliseconds = 25
  /// A paste is handed on in pieces of about this size.
  static let pastePiece = 256 * 1024
  /// A longer sequence is no key; it is handed on as it is.
  private static let longestSequence = 64

  private var pending: [UInt8] = []
  private var isPasting = false
  private let terminalKeys: [[UInt8]: KeyEvent]

  /// `terminalKeys` are the sequences that the terminal's terminfo entry gives for keys.
  init(terminalKeys: [[UInt8]: KeyEvent] = [:]) {
    self.terminalKeys = terminalKeys
  }

  var isUndecided: Bool { !pending.isEmpty && !isPasting }

  mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    pending.append(contentsOf: bytes)
    return drain(isFinal: false)
  }

  /// Nothing more is coming: what is pending is all there is.
  mutating func decide() -> [InputEvent] { drain(isFinal: true) }

  private mutating func drain(isFinal: Bool) -> [InputEvent] {
    var events: [InputEvent] = []
    var start = 0
    while start < pending.count {
      if isPasting {
        guard takePaste(&start, into: &events) else { break }
        continue
      }
      guard let (event, length) = Self.next(pending[start...], terminalKeys, isFinal) else { break }
      start += length
      switch event {
      case .event(let event): events.append(event)
      case .pasteBegins: isPasting = true
      case .nothing: break
      }
    }
    pending.removeFirst(start)
    return events
  }

  private static let pasteEnd = Array("\u{1b}[201~".utf8)

  /// Moves pasted bytes from `pending` into events; false when more must come first.
  private mutating func takePaste(_ start: inout Int, into events: inout [InputEvent]) -> Bool {
    let rest = pending[start...]
    if let end = Self.position(of: Self.pasteEnd, in: rest) {
      events.append(.paste(Array(rest[..<end])))
      start = end + Self.pasteEnd.count
      isPasting = false
      return true
    }
    if rest.count > Self.pastePiece {
      // The last bytes may be the beginning of the end mark.
      let end = rest.endIndex - Self.pasteEnd.count
      events.append(.paste(Array(rest[..<end])))
      start = end
    }
    return false
  }

  private static func position(of pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var at = bytes.startIndex
    while let found = bytes[at...].firstIndex(of: pattern[0]) {
      if bytes[found...].starts(with: pattern) { return found }
      at = found + 1
    }
    return nil
  }

  private enum Decoded {
    case event(InputEvent)
    case pasteBegins
    case nothing

    static func key(_ event: KeyEvent) -> Decoded { .event(.key(event)) }
  }

  /// The first event of the bytes and its length, or nil when they are a beginning only.
  private static func next(
    _ bytes: ArraySlice<UInt8>, _ terminalKeys: [[UInt8]: KeyEvent], _ isFinal: Bool
  ) -> (Decoded, Int)? {
    let first = bytes[bytes.startIndex]
    if first == 0x1b {
      if let (key, length) = longestMatch(bytes, terminalKeys) { return (.key(key), length) }
      return escape(bytes, isFinal)
    }
    if first < 0x20 || first == 0x7f { return (.key(KeySequences.control(first)), 1) }
    return character(bytes, isFinal)
  }

  private static func longestMatch(
    _ bytes: ArraySlice<UInt8>, _ terminalKeys: [[UInt8]: KeyEvent]
  ) -> (KeyEvent, Int)? {
    guard !terminalKeys.isEmpty else { return nil }
    for length in stride(from: min(bytes.count, 8), to: 1, by: -1) {
      if let key = terminalKeys[Array(bytes.prefix(length))] { return (key, length) }
    }
    return nil
  }

  private static func character(_ bytes: ArraySlice<UInt8>, _ isFinal: Bool) -> (Decoded, Int)? {
    let first = bytes[bytes.startIndex]
    let length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard length > 0, first < 0xf5 else { return (.event(.unknown([first])), 1) }
    let part = bytes.prefix(length)
    let isBroken = part.dropFirst().contains { $0 & 0xc0 != 0x80 }
    if part.count < length, !isBroken, !isFinal { return nil }
    guard part.count == length, !isBroken,
      let scalar = String(decoding: part, as: UTF8.self).unicodeScalars.first, scalar != "\u{fffd}"
    else { return (.event(.unknown([first])), 1) }
    return (.key(.character(scalar)), length)
  }

  private static func escape(_ bytes: ArraySlice<UInt8>, _ isFinal: Bool) -> (Decoded, Int)? {
    guard let second = bytes.dropFirst().first else {
      return isFinal ? (.key(KeyEvent(.escape)), 1) : nil
    }
    switch second {
    case UInt8(ascii: "["):
      if bytes.count == 2 { return isFinal ? (.key(KeyEvent(.character("["), .alt)), 2) : nil }
      return controlSequence(bytes, isFinal)
    case UInt8(ascii: "O"):
      guard bytes.count > 2 else {
        return isFinal ? (.key(KeyEvent(.character("O"), .alt)), 2) : nil
      }
      return applicationSequence(bytes)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      return stringSequence(bytes, second, isFinal)
    default:
      // Alt is sent as an Escape before the key, which may itself be a sequence.
      guard let (inner, length) = next(bytes.dropFirst(), [:], isFinal) else { return nil }
      guard case .event(.key(var key)) = inner else { return (inner, length + 1) }
      key.modifiers.insert(.alt)
      return (.key(key), length + 1)
    }
  }

  private static func applicationSequence(_ bytes: ArraySlice<UInt8>) -> (Decoded, Int)? {
    // Old xterms put a modifier between: ESC O 5 A.
    var at = bytes.startIndex + 2
    var modifier = 0
    while at < bytes.endIndex, (0x30...0x39).contains(bytes[at]), modifier < 100 {
      modifier = modifier * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    guard at < bytes.endIndex else { return nil }
    let length = at + 1 - bytes.startIndex
    guard var key = KeySequences.applicationKey(finalByte: bytes[at]) else {
      return (.event(.unknown(Array(bytes.prefix(length)))), length)
    }
    if modifier > 0 { key.modifiers.formUnion(InputModifiers(xtermParameter: modifier)) }
    return (.key(key), length)
  }

  /// Replies of the terminal to questions; we ask none that we wait for, so they are dropped.
  private static func stringSequence(
    _ bytes: ArraySlice<UInt8>, _ second: UInt8, _ isFinal: Bool
  ) -> (Decoded, Int)? {
    let body = bytes.dropFirst(2)
    if let end = body.firstIndex(where: { $0 == 0x07 || $0 == 0x1b }) {
      let isTerminator = bytes[end] == 0x07
      if isTerminator { return (.nothing, end + 1 - bytes.startIndex) }
      if end + 1 < bytes.endIndex, bytes[end + 1] == UInt8(ascii: "\\") {
        return (.nothing, end + 2 - bytes.startIndex)
      }
    }
    if !isFinal, bytes.count < 4096 { return nil }
    return (.key(KeyEvent(.character(Unicode.Scalar(second)), .alt)), 2)
  }

  private static func controlSequence(
    _ bytes: ArraySlice<UInt8>, _ isFinal: Bool
  ) -> (Decoded, Int)? {
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

  private static func unknown(_ bytes: ArraySlice<UInt8>, _ length: Int) -> (Decoded, Int) {
    (.event(.unknown(Array(bytes.prefix(length)))), length)
  }

  /// `ESC [ M` and three bytes, from terminals without SGR coordinates.
  private static func oldMouse(_ bytes: ArraySlice<UInt8>, _ isFinal: Bool) -> (Decoded, Int)? {
    guard bytes.count >= 6 else { return isFinal ? unknown(bytes, bytes.count) : nil }
    let values = bytes.dropFirst(3).prefix(3).map { Int($0) - 32 }
    let isRelease = values[0] & 3 == 3 && values[0] & 0x60 == 0
    let event = MouseEvent(
      code: values[0], isRelease: isRelease, row: values[2] - 1, column: values[1] - 1)
    return (.event(.mouse(event)), 6)
  }

  private static func meaning(of sequence: ControlSequence) -> Decoded? {
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

  private static func numbered(_ numbers: [Int], _ held: InputModifiers = []) -> Decoded? {
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
