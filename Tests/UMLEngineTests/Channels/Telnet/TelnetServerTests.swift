import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Telnet")
struct TelnetServerTests {
  /// What a client's bytes mean, one word for each event, in whatever pieces they come.
  private func meaning(of bytes: [UInt8], pieces: Int) -> (events: [String], answers: [UInt8]) {
    var server = TelnetServer()
    _ = server.begin()
    var events: [String] = []
    var answers: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      answers += server.receive(Array(rest.prefix(pieces))) { event in
        switch event {
        case .input(let bytes):
          events += bytes.map { $0 > 0x20 && $0 < 0x7f ? String(UnicodeScalar($0)) : "\($0)" }
        case .sendBreak: events.append("BREAK")
        case .resized(let size): events.append("\(size.rows)x\(size.columns)")
        case .terminalType(let name): events.append("type:\(name)")
        case .areYouThere: events.append("AYT")
        }
      }
      rest = rest.dropFirst(pieces)
    }
    return (events, answers)
  }

  @Test(
    "what a client sends has its meaning, cut anywhere",
    arguments: [
      ("text", [0x61, 0x62], "a b"),
      (
        "a Return is CR NUL, a line ends in CR LF", [0x61, 13, 0, 0x62, 13, 10, 0x63], "a 13 b 13 c"
      ),
      ("a CR before something else", [13, 0x61, 13, 13, 10], "13 a 13 13"),
      ("a CR before a command", [13, 255, 243, 10], "13 BREAK 10"),
      ("0xff comes twice", [255, 255, 0x61], "255 a"),
      ("BREAK, are you there", [0x61, 255, 243, 0x62, 255, 246], "a BREAK b AYT"),
      ("keys that are commands", [255, 244, 255, 236, 255, 247, 255, 248], "3 4 127 21"),
      ("nothing, go ahead, data mark", [255, 241, 255, 249, 255, 242], ""),
      ("a size", [255, 250, 31, 0, 132, 0, 50, 255, 240], "50x132"),
      ("a size with a byte 0xff", [255, 250, 31, 0, 255, 255, 0, 50, 255, 240], "50x255"),
      ("a size of nothing", [255, 250, 31, 0, 0, 0, 0, 255, 240, 0x61], "a"),
      ("half a size", [255, 250, 31, 0, 255, 240, 0x61], "a"),
      ("a name", [255, 250, 24, 0, 0x58, 0x54, 255, 240], "type:xt"),
      ("a name with a bell in it", [255, 250, 24, 0, 7, 0x58, 27, 255, 240], "type:x"),
      ("a subnegotiation nobody knows", [255, 250, 200, 1, 2, 255, 240, 0x61], "a"),
      ("one that never ends", [255, 250, 31, 0, 255, 243, 0x61], "BREAK a"),
      ("an end of nothing", [255, 240, 0x61], "a"),
      ("no command at all", [255, 1, 0x61], "a"),
    ] as [(String, [UInt8], String)])
  func meanings(name: String, bytes: [UInt8], expected: String) {
    for pieces in [1, 2, 3, 100] {
      #expect(meaning(of: bytes, pieces: pieces).events.joined(separator: " ") == expected)
    }
  }

  @Test(
    "options are agreed on, or refused, and nobody is thanked twice",
    arguments: [
      ("yes to all we asked", [255, 253, 1, 255, 253, 3, 255, 251, 31], []),
      ("said again", [255, 253, 1, 255, 253, 1], []),
      ("no to what we asked", [255, 254, 1, 255, 252, 31], []),
      ("no, and later yes", [255, 252, 31, 255, 251, 31], [255, 253, 31]),
      ("on and off", [255, 253, 1, 255, 254, 1], [255, 252, 1]),
      ("off that was never on", [255, 254, 5, 255, 252, 34], []),
      ("line mode", [255, 251, 34], [255, 254, 34]),
      (
        "an option nobody knows, both ways", [255, 253, 200, 255, 251, 200],
        [255, 252, 200, 255, 254, 200]
      ),
      ("a name is asked for once", [255, 251, 24, 255, 251, 24], [255, 250, 24, 1, 255, 240]),
      ("a client must not echo", [255, 251, 1], [255, 254, 1]),
    ] as [(String, [UInt8], [UInt8])])
  func negotiation(name: String, bytes: [UInt8], expected: [UInt8]) {
    for pieces in [1, 2, 100] {
      #expect(meaning(of: bytes, pieces: pieces).answers == expected)
    }
  }

  @Test("a client that sends binary sends every byte as it is, from where it says so")
  func binaryInput() {
    let bytes: [UInt8] = [13, 0, 255, 251, 0, 13, 0, 13, 10, 255, 255]
    for pieces in [1, 100] {
      #expect(meaning(of: bytes, pieces: pieces).events == ["13", "13", "0", "13", "10", "255"])
    }
  }

  @Test("output: 0xff twice, a bare CR with a NUL, as it is for who takes binary")
  func output() {
    var server = TelnetServer()
    #expect(encode([0x61, 255, 13], &server) == [0x61, 255, 255, 13])
    #expect(encode([10, 13], &server) == [10, 13])
    #expect(encode([0x62], &server) == [0, 0x62])
    _ = server.begin()
    _ = server.receive([255, 253, 0]) { _ in }
    #expect(encode([13, 0x62, 255], &server) == [13, 0x62, 255, 255])
  }

  private func encode(_ bytes: [UInt8], _ server: inout TelnetServer) -> [UInt8] {
    bytes.withUnsafeBytes { server.encode($0) }
  }

  @Test("no more is kept of a subnegotiation than any option needs")
  func endless() {
    var parser = TelnetParser()
    var isBinary = false
    var kept = 0
    let start: [UInt8] = [255, 250, 24]
    for bytes in [start, [UInt8](repeating: 0x61, count: 1 << 20), [255, 240]] {
      parser.feed(bytes, isBinary: &isBinary) { event, _ in
        if case .subnegotiation(_, let parameters) = event { kept = parameters.count }
      }
    }
    #expect(kept == TelnetParser.parameterLimit)
  }
}
