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
      guard let (event, length) = DecodedInput.next(pending[start...], terminalKeys, isFinal) else {
        break
      }
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
      // The last bytes may be the beginning of the end mark, and no character is to be torn.
      var end = rest.endIndex - Self.pasteEnd.count
      for _ in 0..<3 where rest[end] & 0xc0 == 0x80 { end -= 1 }
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
}
