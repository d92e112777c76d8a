import LinuxABI

/// What the line discipline wants done, in this order, after it has seen input.
enum TerminalEffect: Equatable {
  /// Bytes for the driver: echo, already processed for output.
  case output([UInt8])
  /// To the foreground process group.
  case signal(SignalNumber)
  /// A reader may find something now.
  case inputAvailable
  /// Unread input was thrown away.
  case inputDiscarded
  /// The driver throws away what it has not sent yet.
  case discardOutput
  /// The driver holds its output back, `^S`.
  case stopOutput
  case startOutput
}

extension [TerminalEffect] {
  /// Appends echo, to the echo before it where there is some.
  mutating func appendOutput(_ byte: UInt8) {
    if case .output(var bytes)? = last {
      // Out of the array before it grows, or every byte would copy what is there.
      removeLast()
      bytes.append(byte)
      append(.output(bytes))
    } else {
      append(.output([byte]))
    }
  }
}
