/// Reads what a serial port makes of a BREAK and of broken characters when its PARMRK flag is set.
/// See termios(3): 0xff 0 0 is a BREAK, 0xff 0 X a character X with an error, 0xff 0xff is 0xff.
struct ParityMarks {
  private var mark: [UInt8] = []

  /// Calls `bytes` with runs of what was received, and `breakReceived` in its place among them.
  mutating func feed(
    _ input: [UInt8], bytes: ([UInt8]) -> Void, breakReceived: () -> Void
  ) {
    var run: [UInt8] = []
    for byte in input {
      switch (mark, byte) {
      case ([], 0xff), ([0xff], 0): mark.append(byte)
      case ([0xff, 0], 0):
        mark = []
        if !run.isEmpty { bytes(run) }
        run = []
        breakReceived()
      default:
        // An error is no reason to lose the character, and 0xff stands for itself here.
        mark = []
        run.append(byte)
      }
    }
    if !run.isEmpty { bytes(run) }
  }
}
