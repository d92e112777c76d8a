import TestSupport
import Testing

@testable import UMLEngine

/// A bounded number of cases made from known good ones: parts of them, put together, with some
/// bytes changed.
private func cases<Element>(
  _ count: Int, from corpus: [[Element]], _ random: (inout SeededGenerator) -> Element
) -> [[Element]] {
  var generator = SeededGenerator(seed: 1)
  return (0..<count).map { _ in
    var result: [Element] = []
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let part = corpus[Int.random(in: 0..<corpus.count, using: &generator)]
      let from = Int.random(in: 0...part.count, using: &generator)
      result += Bool.random(using: &generator) ? part : Array(part[from...])
    }
    for _ in 0..<Int.random(in: 0...3, using: &generator) where !result.isEmpty {
      result[Int.random(in: 0..<result.count, using: &generator)] = random(&generator)
    }
    return result
  }
}

@Suite("Channels, random input")
struct ChannelFuzzTests {
  private static let telnet: [[UInt8]] = [
    [255, 253, 1, 255, 253, 3], [255, 251, 31, 255, 250, 31, 0, 80, 0, 24, 255, 240],
    [255, 251, 24, 255, 250, 24, 0, 0x76, 0x74, 255, 240], [255, 251, 34, 255, 250, 34, 1, 3],
    [255, 255, 255, 243, 255, 246, 255, 244], [13, 0, 13, 10, 13, 0x61], [0x72, 0x6f, 0x6f, 0x74],
    [255, 251, 0, 255, 253, 0], [255, 250, 255, 255, 255, 240, 255], [255, 254, 1, 255, 252, 3],
    [UInt8](repeating: 0x41, count: 300), [255, 250, 24, 0] + [UInt8](repeating: 0x42, count: 300),
  ]

  @Test("telnet means the same however it is cut, and is answered in proportion")
  func telnetCuts() {
    for bytes in cases(3000, from: Self.telnet, { .random(in: 0...255, using: &$0) }) {
      let whole = run(bytes, pieces: bytes.count)
      let single = run(bytes, pieces: 1)
      guard whole == single, whole.answers.count <= 3 * bytes.count else {
        Issue.record("telnet input \(bytes): \(whole) but \(single)")
        return
      }
    }
  }

  private struct Outcome: Equatable {
    var events: [TelnetServer.Event] = []
    var answers: [UInt8] = []
  }

  private func run(_ bytes: [UInt8], pieces: Int) -> Outcome {
    var server = TelnetServer()
    _ = server.begin()
    var outcome = Outcome()
    var rest = bytes[...]
    while !rest.isEmpty {
      outcome.answers += server.receive(Array(rest.prefix(pieces))) { event in
        // Input that comes in pieces is the same input.
        if case .input(let new) = event, case .input(let old)? = outcome.events.last {
          outcome.events[outcome.events.count - 1] = .input(old + new)
        } else {
          outcome.events.append(event)
        }
      }
      rest = rest.dropFirst(pieces)
    }
    return outcome
  }

  private static let specs = [
    "fd:0,fd:1", "pts", "pty", "xterm", "null", "none", "tty:/dev/tty6", "port:9000",
    "port:0.0.0.0:0x10", "cable:a", "pane", "fd:-1", ",", "con0=", "0x1=pts",
    "99999999999999999999",
    "port:127.0.0.1:65535", "=", "tty:/dev/pts/5,xterm",
  ].map { Array($0.unicodeScalars) }

  @Test("a spec that is understood says itself, whatever was written")
  func specs() {
    let texts = cases(3000, from: Self.specs) { generator in
      UnicodeScalar(UInt8.random(in: 0x20...0x7e, using: &generator))
    }
    var understood = 0
    for scalars in texts {
      let text = String(String.UnicodeScalarView(scalars))
      var lines = LineConfiguration()
      _ = lines.add(.console, text)
      guard let spec = try? LineSpec(parsing: text) else { continue }
      understood += 1
      guard (try? LineSpec(parsing: spec.description)) == spec else {
        Issue.record("'\(text)' became '\(spec)'")
        return
      }
    }
    #expect(understood > 100)
  }

  @Test("output comes back as it was, for who reads it as telnet")
  func output() {
    for bytes in cases(1000, from: Self.telnet, { .random(in: 0...255, using: &$0) }) {
      var encoder = TelnetEncoder()
      // A NUL after a CR, and a LF after a CR, are one CR to a terminal's input; output has none.
      let plain = bytes.filter { $0 != 0 && $0 != 10 }
      let wire = plain.withUnsafeBytes { encoder.encode($0, isBinary: false) }
      var parser = TelnetParser()
      var isBinary = false
      var read: [UInt8] = []
      parser.feed(wire, isBinary: &isBinary) { event, _ in
        if case .data(let data) = event { read += data }
      }
      guard read == plain else {
        Issue.record("output \(plain) was read as \(read)")
        return
      }
    }
  }
}
