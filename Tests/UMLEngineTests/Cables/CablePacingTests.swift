import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Cables as slow as their baud rate")
struct CablePacingTests {
  @Test("a second at 9600 baud takes 960 bytes of eight bits", arguments: [(9600, 960), (300, 30)])
  func rate(baud: UInt32, bytes: Int) {
    var pacing = CablePacing()
    pacing.set(.standard, speed: baud)
    var sent = 0
    for millisecond in 0..<1000 { sent += pacing.take(100, now: Int64(millisecond) * 1_000_000) }
    // What the buffer takes beforehand comes on top.
    #expect((bytes...bytes + max(1, bytes / 100)).contains(sent))
  }

  @Test("nothing is slowed without a speed, and what was not sent counts not")
  func unlimited() {
    var pacing = CablePacing()
    pacing.set(.standard, speed: 0)
    #expect(pacing.take(1_000_000, now: 0) == 1_000_000)
    pacing.set(.standard, speed: 1200)
    #expect(pacing.take(1, now: 0) == 1)
    pacing.giveBack(1)
    #expect(pacing.take(1, now: 0) == 1)
    #expect(pacing.take(10, now: 0) == 0)
    #expect(pacing.nextTime == 8_333_333)
  }

  @Test("parity and a second stop bit take their time")
  func bits() {
    var settings = Termios.standard
    #expect(settings.bitsPerCharacter == 10)
    settings.controlFlags.formUnion([.enableParity, .twoStopBits])
    settings.controlFlags.remove(.sizeMask)
    #expect(settings.bitsPerCharacter == 9)
  }

  @Test(
    "names of cables",
    arguments: [
      ("pair", "pair"), ("pair@baud", "pair@baud"), ("/tmp/x", "/tmp/x"),
      ("a:ssl1+b:ssl2", "a:ssl1+b:ssl2"),
      ("", nil), ("@baud", nil), ("a/b", nil), (".x", nil), ("/", nil), ("/tmp/.x", nil),
      (String(repeating: "x", count: 81), nil),
    ])
  func names(text: String, result: String?) {
    #expect((try? CableSpec(parsing: text))?.description == result)
  }

  @Test("the cable of two lines has one name, whichever is named first")
  func pairs() {
    #expect(CableSpec.name("b:ssl1", "a:ssl2") == CableSpec.name("a:ssl2", "b:ssl1"))
    #expect(CableSpec.ends(of: "a:ssl2+b:ssl1")?.1 == "b:ssl1")
    #expect(CableSpec.ends(of: "pair") == nil)
  }
}
