import LinuxABI
import Testing

@testable import UMLEngine

/// The modem of a serial line.
@Suite("Modem")
struct ModemStateTests {
  @Test("changes are counted, a ring when it ends, and a carrier that goes is a hang-up")
  func counts() {
    var modem = ModemState()
    let steps: [(lines: ModemLines, isLost: Bool)] = [
      ([.clearToSend, .carrierDetect, .dataSetReady, .ring], false),
      ([.clearToSend, .carrierDetect, .dataSetReady], false),
      ([.carrierDetect, .ring], false), ([.carrierDetect, .clearToSend], false), ([], true),
      ([], false),
    ]
    for step in steps { #expect(modem.receive(step.lines) == step.isLost) }
    var expected = ModemCounts()
    (expected.clearToSend, expected.dataSetReady) = (3, 1)
    (expected.ring, expected.carrierDetect) = (2, 1)
    #expect(modem.counts == expected)
  }
}
