import Testing

@testable import TerminalEmulator

@Suite("Snapshot")
struct SnapshotTests {
  @Test("a snapshot makes a fresh terminal equal, whatever came before", arguments: 0..<60)
  func roundTrip(seed: Int) {
    var output = RandomOutput(seed: UInt64(seed))
    let terminal = TerminalEmulator(rows: 6, columns: seed % 3 == 0 ? 9 : 20)
    for step in 0..<40 {
      let piece = output.next()
      terminal.feed(piece)
      let copy = TerminalEmulator(rows: terminal.rows, columns: terminal.columns)
      copy.feed(terminal.snapshot())
      let difference = differences(copy, terminal)
      #expect(
        difference.isEmpty, "seed \(seed) step \(step) \(piece.debugDescription)\n\(difference)")
      guard difference.isEmpty else { return }
    }
  }

  @Test(
    "a pending wrap is kept although its character is gone",
    arguments: ["[S", "[?47h", "7\u{1b}[2J\u{1b}8", "[2;3r\u{1b}[?6h\u{1b}[2;1Habc\u{1b}[S"])
  func pendingWrap(sequence: String) {
    let terminal = TerminalEmulator(rows: 4, columns: 3)
    terminal.feed("abc\u{1b}\(sequence)")
    let copy = TerminalEmulator(rows: 4, columns: 3)
    copy.feed(terminal.snapshot())
    #expect(differences(copy, terminal).isEmpty)
    #expect(copy.core.screen.cursor.isWrapPending)
  }

  @Test("output that was cut anywhere goes on after a snapshot", arguments: 0..<60)
  func continuation(seed: Int) {
    var output = RandomOutput(seed: UInt64(1000 + seed))
    let bytes = output.bytes(pieces: 12)
    let whole = TerminalEmulator(rows: 5, columns: 12)
    whole.feed(bytes)
    for cut in stride(from: 0, to: bytes.count, by: 3) {
      let first = TerminalEmulator(rows: 5, columns: 12)
      first.feed(Array(bytes[..<cut]))
      let second = TerminalEmulator(rows: first.rows, columns: first.columns)
      second.feed(first.snapshot())
      second.feed(Array(bytes[cut...]))
      let difference = differences(second, whole)
      #expect(difference.isEmpty, "seed \(seed) cut \(cut) \(bytes)\n\(difference)")
      guard difference.isEmpty else { return }
    }
  }
}
