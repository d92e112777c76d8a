import Testing

@testable import TerminalEmulator

/// Writes down what a parser reads.
private struct Transcript: ParserActions {
  var lines: [String] = []
  var isVT52 = false
  var isEightBit = false

  mutating func printASCII(_ bytes: Span<UInt8>) {
    lines.append("text " + String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self))
  }

  mutating func takePlainLines(_ bytes: Span<UInt8>) -> (taken: Int, known: Int) { (0, 0) }

  mutating func print(_ scalar: UInt32) { lines.append("scalar " + String(scalar, radix: 16)) }

  mutating func printEightBit(_ byte: UInt8) { lines.append("byte \(byte)") }

  mutating func execute(_ control: UInt8) { lines.append("control \(control)") }

  mutating func escape(_ sequence: EscapeSequence) {
    lines.append("escape \(name(0, sequence.intermediates, sequence.final))")
  }

  mutating func control(_ sequence: ControlSequence, _ parameters: ParserParameters) {
    lines.append("csi " + describe(sequence, parameters))
  }

  mutating func vt52(_ sequence: [UInt8]) {
    lines.append("vt52 " + String(decoding: sequence, as: UTF8.self))
  }

  mutating func operatingSystemCommand(_ text: [UInt8], endedByBell: Bool) {
    lines.append("osc " + String(decoding: text, as: UTF8.self))
  }

  mutating func deviceControl(
    _ sequence: ControlSequence, _ parameters: ParserParameters, _ text: [UInt8]
  ) {
    lines.append("dcs \(describe(sequence, parameters)) " + String(decoding: text, as: UTF8.self))
  }

  private func describe(_ sequence: ControlSequence, _ parameters: ParserParameters) -> String {
    name(sequence.marker, sequence.intermediates, sequence.final) + " "
      + String(decoding: parameters.bytes, as: UTF8.self)
  }

  private func name(_ marker: UInt8, _ intermediates: UInt16, _ final: UInt8) -> String {
    let bytes = [marker, UInt8(intermediates >> 8), UInt8(intermediates & 255), final]
    return String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
  }
}

@Suite("Parser")
struct ParserTests {
  private static let cases: [(input: String, lines: [String])] = [
    ("plain text", ["text plain text"]),
    ("a\r\nb", ["text a", "control 13", "control 10", "text b"]),
    ("a\u{7f}b", ["text a", "text b"]),
    ("é日😀", ["scalar e9", "scalar 65e5", "scalar 1f600"]),
    ("\u{1b}7\u{1b}(0\u{1b}#8", ["escape 7", "escape (0", "escape #8"]),
    ("\u{1b}[m\u{1b}[1;2H", ["csi m ", "csi H 1;2"]),
    ("\u{1b}[;5r\u{1b}[3;r", ["csi r ;5", "csi r 3;"]),
    ("\u{1b}[?25h\u{1b}[>c\u{1b}[2 q", ["csi ?h 25", "csi >c ", "csi  q 2"]),
    ("\u{1b}[4:3m\u{1b}[38:2::1:2:3m", ["csi m 4:3", "csi m 38:2::1:2:3"]),
    ("\u{1b}[999999999999A", ["csi A 65535"]),
    // A control inside a sequence acts at once; CAN ends the sequence.
    ("\u{1b}[1\n2A", ["control 10", "csi A 12"]),
    ("\u{1b}[1\u{18}2A", ["control 24", "text 2A"]),
    ("\u{1b}[1\u{1b}[2A", ["csi A 2"]),
    // What is malformed is swallowed up to its end.
    ("\u{1b}[1?2Ax\u{1b}[ 1Ay", ["text x", "text y"]),
    ("\u{1b}]0;title\u{7}x", ["osc 0;title", "text x"]),
    ("\u{1b}]0;tïtle\u{1b}\\x", ["osc 0;tïtle", "text x"]),
    ("\u{1b}]0;lost\u{1b}[mx", ["csi m ", "text x"]),
    ("\u{1b}P$qm\u{1b}\\x", ["dcs $q  m", "text x"]),
    ("\u{1b}P1;2|abc\u{1b}\\x", ["dcs | 1;2 abc", "text x"]),
    ("\u{1b}_apc\u{1b}\\\u{1b}^pm\u{1b}\\\u{1b}Xsos\u{1b}\\x", ["text x"]),
    // C1 controls that came as UTF-8.
    ("\u{9b}5A\u{84}\u{9d}0;t\u{7}", ["csi A 5", "escape D", "osc 0;t"]),
    ("\u{1b}]0;a\u{9c}b", ["osc 0;a", "text b"]), ("\u{1b}_x\u{9c}b", ["text b"]),
    ("\u{1b}P$qm\u{9c}b", ["dcs $q  m", "text b"]), ("\u{1b}]0;\u{11c}\u{7}", ["osc 0;Ĝ"]),
  ]

  @Test("bytes are cut into text, controls and sequences", arguments: cases)
  func cutting(input: String, lines: [String]) {
    var transcript = Transcript()
    var parser = VTParser()
    parser.parse(Array(input.utf8).span, into: &transcript)
    #expect(transcript.lines == lines, "\(input.debugDescription)")
  }

  @Test(
    "malformed UTF-8 gives one replacement for each maximal subpart",
    arguments: [
      ([0x80, 0x41], "\u{fffd}A"), ([0xc3, 0x41], "\u{fffd}A"), ([0xe2, 0x82, 0x41], "\u{fffd}A"),
      ([0xf0, 0x9f, 0x98, 0x41], "\u{fffd}A"), ([0xc0, 0xaf], "\u{fffd}\u{fffd}"),
      ([0xed, 0xa0, 0x80], "\u{fffd}\u{fffd}\u{fffd}"), ([0xff, 0xc3, 0xa9], "\u{fffd}é"),
      ([0xf4, 0x90, 0x80, 0x80], "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
      ([0x9d, 0x41, 0x9b, 0x42], "\u{fffd}A\u{fffd}B"), ([0xe2, 0x1b, 0x5b, 0x6d], "\u{fffd}"),
    ] as [([UInt8], String)])
  func malformed(bytes: [UInt8], text: String) {
    let whole = TerminalEmulator(rows: 1, columns: 20)
    whole.feed(bytes)
    let single = TerminalEmulator(rows: 1, columns: 20)
    for byte in bytes { single.feed([byte]) }
    #expect(whole.text(ofRow: 0) == text)
    #expect(single.text(ofRow: 0) == text)
  }

  @Test("what means nothing is counted, and shows nothing")
  func unknown() {
    let terminal = TerminalEmulator(rows: 1, columns: 10)
    terminal.feed("\u{1b}[5|\u{1b}!x\u{1b}]999;x\u{7}\u{1b}Pz\u{1b}\\\u{1b}[?31337h")
    #expect(terminal.unknownSequenceCount == 5)
    #expect(terminal.text(ofRow: 0) == "")
  }

  @Test("no two rows of a table have the same sequence")
  func tables() {
    #expect(Set(ControlSequenceTable.rows.map(\.sequence)).count == ControlSequenceTable.rows.count)
    #expect(Set(EscapeTable.rows.map(\.sequence)).count == EscapeTable.rows.count)
    #expect(Set(ModeTable.private.map(\.number)).count == ModeTable.private.count)
  }
}
