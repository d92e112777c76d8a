/// The first thing in some bytes from a terminal: how `InputDecoder` takes them apart.
enum DecodedInput {
  case event(InputEvent)
  case pasteBegins
  case nothing

  static func key(_ event: KeyEvent) -> DecodedInput { .event(.key(event)) }

  /// The first event of the bytes and its length, or nil when they are a beginning only.
  static func next(
    _ bytes: ArraySlice<UInt8>, _ terminalKeys: [[UInt8]: KeyEvent], _ isFinal: Bool
  ) -> (DecodedInput, Int)? {
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

  private static func character(_ bytes: ArraySlice<UInt8>, _ isFinal: Bool) -> (DecodedInput, Int)?
  {
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

  private static func escape(_ bytes: ArraySlice<UInt8>, _ isFinal: Bool) -> (DecodedInput, Int)? {
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

  private static func applicationSequence(_ bytes: ArraySlice<UInt8>) -> (DecodedInput, Int)? {
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
  ) -> (DecodedInput, Int)? {
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
}
