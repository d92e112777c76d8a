import LinuxABI

/// The modem of a serial line: what the guest drives, what the other side drives, and how often
/// that has changed.
struct ModemState {
  static let drivenByGuest: ModemLines = [.dataTerminalReady, .requestToSend]
  /// Where there is no modem, everything is as if it were ready.
  static let ready: ModemLines = [.clearToSend, .carrierDetect, .dataSetReady]

  /// What the guest asked for.
  var wanted: ModemLines = []
  /// RTS is down while there is no room for input; see termios(3), CRTSCTS.
  var isHoldingBack = false
  private(set) var received = ready
  private(set) var counts = ModemCounts()

  /// What the channel is to drive.
  var driven: ModemLines {
    let lines = wanted.intersection(Self.drivenByGuest)
    return isHoldingBack ? lines.subtracting(.requestToSend) : lines
  }

  var all: ModemLines { driven.union(received) }
  var hasCarrier: Bool { received.contains(.carrierDetect) }

  /// Takes what the other side drives now, and counts the changes; true when it has hung up.
  mutating func receive(_ lines: ModemLines) -> Bool {
    let changed = lines.symmetricDifference(received)
    let isLost = hasCarrier && !lines.contains(.carrierDetect)
    received = lines
    if changed.contains(.clearToSend) { counts.clearToSend &+= 1 }
    if changed.contains(.dataSetReady) { counts.dataSetReady &+= 1 }
    if changed.contains(.carrierDetect) { counts.carrierDetect &+= 1 }
    // Only the end of a ring counts.
    if changed.contains(.ring), !lines.contains(.ring) { counts.ring &+= 1 }
    return isLost
  }

  mutating func countReceived(_ bytes: Int) {
    counts.received &+= UInt32(truncatingIfNeeded: bytes)
  }
  mutating func countSent(_ bytes: Int) { counts.sent &+= UInt32(truncatingIfNeeded: bytes) }
  mutating func countDamaged() { counts.damaged &+= 1 }
  mutating func countBreak() { counts.breaks &+= 1 }
}

/// How often a modem's lines have changed, and what went over the line. The corresponding C type is
/// `struct serial_icounter_struct` (`TIOCGICOUNT`).
struct ModemCounts: Equatable {
  var clearToSend: UInt32 = 0
  var dataSetReady: UInt32 = 0
  var ring: UInt32 = 0
  var carrierDetect: UInt32 = 0
  var received: UInt32 = 0
  var sent: UInt32 = 0
  /// With a wrong parity; or without a stop bit, which no channel tells from it.
  var damaged: UInt32 = 0
  var breaks: UInt32 = 0

  var bytes: [UInt8] {
    var writer = ByteWriter(capacity: 80)
    // Nothing is ever overrun here.
    for count in [
      clearToSend, dataSetReady, ring, carrierDetect, received, sent, 0, 0, damaged, breaks, 0,
    ] {
      writer.write(count)
    }
    writer.pad(36)
    return writer.bytes
  }

  /// Whether one of these lines has changed since.
  func hasChanged(_ lines: ModemLines, since old: ModemCounts) -> Bool {
    lines.contains(.clearToSend) && clearToSend != old.clearToSend
      || lines.contains(.dataSetReady) && dataSetReady != old.dataSetReady
      || lines.contains(.carrierDetect) && carrierDetect != old.carrierDetect
      || lines.contains(.ring) && ring != old.ring
  }
}
