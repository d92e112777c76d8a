/// Reads what a serial port makes of a BREAK and of damaged characters when its PARMRK flag is set.
/// See termios(3): 0xff 0 0 is a BREAK, 0xff 0 X a character X with an error, 0xff 0xff is 0xff.
struct ParityMarks {
  enum Event: Equatable {
    case bytes([UInt8])
    case damaged(UInt8)
    case breakReceived
  }

  private var mark: [UInt8] = []

  /// What was received, in its order.
  mutating func feed(_ input: [UInt8]) -> [Event] {
    var events: [Event] = []
    var run: [UInt8] = []
    func add(_ event: Event) {
      if !run.isEmpty { events.append(.bytes(run)) }
      run = []
      events.append(event)
    }
    for byte in input {
      switch (mark, byte) {
      case ([], 0xff), ([0xff], 0): mark.append(byte)
      case ([0xff, 0], _):
        mark = []
        add(byte == 0 ? .breakReceived : .damaged(byte))
      default:
        mark = []
        run.append(byte)
      }
    }
    if !run.isEmpty { events.append(.bytes(run)) }
    return events
  }
}
