/// What a parser calls. It assigns no meaning: it only says what kind of thing it has read.
protocol ParserActions {
  /// A run of printable ASCII, never empty, every byte within 0x20...0x7e.
  mutating func printASCII(_ bytes: Span<UInt8>)
  mutating func print(_ scalar: UInt32)
  /// Offers what follows a line feed, when it is much: whole lines of it may be taken at once.
  mutating func takePlainLines(_ bytes: Span<UInt8>) -> (taken: Int, known: Int)
  /// A C0 control.
  mutating func execute(_ control: UInt8)
  /// ESC, intermediates, final; also a C1 control by its 7-bit name.
  mutating func escape(_ sequence: EscapeSequence)
  mutating func control(_ sequence: ControlSequence, _ parameters: ParserParameters)
  /// Whether bytes from 0x80 on are characters of their own rather than UTF-8.
  var isEightBit: Bool { get }
  /// One such byte.
  mutating func printEightBit(_ byte: UInt8)
  /// Whether escapes begin the sequences of a VT52, which knows no others.
  var isVT52: Bool { get }
  /// What follows an escape in VT52 mode: one byte, or `Y` and two.
  mutating func vt52(_ sequence: [UInt8])
  mutating func operatingSystemCommand(_ text: [UInt8], endedByBell: Bool)
  mutating func deviceControl(
    _ sequence: ControlSequence, _ parameters: ParserParameters, _ text: [UInt8])
}

/// `ESC I… F`, with the first two intermediates packed and zero where there are none.
struct EscapeSequence: Hashable {
  var intermediates: UInt16 = 0
  var final: UInt8
}

/// What names a control sequence besides its numbers: `CSI > … SP q` has all three.
struct ControlSequence: Hashable {
  /// The private marker, one of `<=>?`, or zero.
  var marker: UInt8 = 0
  var intermediates: UInt16 = 0
  var final: UInt8
}
