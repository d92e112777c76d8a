import LinuxABI

/// What is behind a terminal: a channel to the host, or the primary side of a pseudo terminal.
///
/// It calls ``Terminal/receive(_:)`` with input and ``Terminal/driverIsReady()`` when it takes
/// output again.
protocol TerminalDriver: AnyObject {
  /// Before an open counts; throwing refuses it.
  func willOpen(_ terminal: Terminal) throws(Errno)
  /// The last open file is closed, or everybody was hung up.
  func wasClosed(_ terminal: Terminal)

  /// Takes output, as much as it can, and returns how much that was.
  func transmit(_ bytes: UnsafeRawBufferPointer) -> Int
  /// Throws away what was taken and not sent.
  func discardOutput()
  /// Bytes ahead of everything, for flow control: XON and XOFF.
  func transmitUrgently(_ byte: UInt8)
  /// Whether input is wanted. A driver asked to wait must not lose any.
  func setReceiving(_ isReceiving: Bool)

  /// A read has taken the last of the input that came.
  func inputWasRead()

  // For packet mode.
  func inputWasDiscarded()
  func outputWasStopped(_ isStopped: Bool)
  func settingsChanged(from old: Termios, to new: Termios)

  /// The settings a new terminal of this driver begins with.
  var initialSettings: Termios { get }
  /// Changes settings the driver cannot have otherwise.
  func adjust(_ settings: inout Termios)
  /// The modem's control lines, nil where there is no modem.
  var modemLines: ModemLines? { get }
  /// How often they have changed, nil where there is no modem.
  var modemCounts: ModemCounts? { get }
  /// Whether somebody is at the other side.
  var hasCarrier: Bool { get }
  /// Drives those of a modem's lines that are ours: DTR and RTS.
  func setModemLines(_ lines: ModemLines)
  /// Begins or ends a BREAK; output waits meanwhile.
  func setBreak(_ isSending: Bool)
}

extension TerminalDriver {
  func wasClosed(_ terminal: Terminal) {}
  func discardOutput() {}
  func transmitUrgently(_ byte: UInt8) {}
  func inputWasRead() {}
  func inputWasDiscarded() {}
  func outputWasStopped(_ isStopped: Bool) {}
  func settingsChanged(from old: Termios, to new: Termios) {}
  var initialSettings: Termios { .standard }
  func adjust(_ settings: inout Termios) {}
  var modemLines: ModemLines? { nil }
  var modemCounts: ModemCounts? { nil }
  var hasCarrier: Bool { true }
  func setModemLines(_ lines: ModemLines) {}
  func setBreak(_ isSending: Bool) {}
}
