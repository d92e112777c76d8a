import TestSupport
import Testing

@testable import TerminalEmulator

@Suite("Flood")
struct FloodTests {
  /// Lines of every length, with something among them now and then that is not plain.
  private static func flood(seed: Int, columns: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: UInt64(seed))
    let oddities = ["\t", "é", "\u{1b}[31m", "\u{1b}[m", "\u{1b}[2;5r", "\u{1b}[r", "\n", "\r"]
    var text = "\u{1b}[5;3Hbegin"
    while text.utf8.count < 60_000 {
      let length = Int.random(in: 0...columns * 2 + 1, using: &generator)
      let character = "abc xyz.".randomElement(using: &generator) ?? "a"
      text += String(repeating: character, count: length)
      if seed.isMultiple(of: 2), Int.random(in: 0..<80, using: &generator) == 0 {
        text += oddities.randomElement(using: &generator) ?? ""
      }
      text += "\r\n"
    }
    return Array(text.utf8)
  }

  @Test("lines taken in bulk leave what printing them one by one does", arguments: 0..<24)
  func bulk(seed: Int) {
    let columns = [1, 7, 10, 80][seed % 4]
    let bytes = Self.flood(seed: seed, columns: columns)
    let bulk = TerminalEmulator(rows: 2 + seed, columns: columns, scrollbackLimit: 300 + seed)
    bulk.feed(bytes)
    let single = TerminalEmulator(rows: 2 + seed, columns: columns, scrollbackLimit: 300 + seed)
    for start in stride(from: 0, to: bytes.count, by: 1000) {
      single.feed(Array(bytes[start..<min(start + 1000, bytes.count)]))
    }
    #expect(differences(bulk, single) == "", "seed \(seed)")
    #expect(bulk.firstLineNumber == single.firstLineNumber, "seed \(seed)")
  }

  @Test("after a flood everything has to be drawn again")
  func damage() {
    let terminal = TerminalEmulator(rows: 5, columns: 20)
    terminal.feed("a\r\nb\r\nc\r\nd\r\ne\r\n")
    _ = terminal.takeDamage()
    terminal.feed(String(repeating: "line\r\n", count: 2000))
    #expect(terminal.takeDamage().rows == [0, 1, 2, 3, 4])
    #expect(terminal.topLineNumber == 2001)
  }
}
