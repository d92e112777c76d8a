import LinuxABI

/// How many bytes a serial line of a certain speed would have sent by now.
struct CablePacing {
  /// What may be sent at once, so that slow lines need not a timer for each byte: nanoseconds.
  private static let slack: Int64 = 10_000_000

  /// A byte with its start, parity and stop bits; 0 where nothing is slowed.
  private(set) var nanosecondsPerByte: Int64 = 0
  private var busyUntil: Int64 = 0

  mutating func set(_ settings: Termios, speed: UInt32) {
    guard speed > 0 else {
      nanosecondsPerByte = 0
      return
    }
    nanosecondsPerByte = Int64(settings.bitsPerCharacter) * 1_000_000_000 / Int64(speed)
  }

  /// How many of so many bytes may go at this time; the line is busy with them afterwards.
  mutating func take(_ count: Int, now: Int64) -> Int {
    guard nanosecondsPerByte > 0 else { return count }
    let start = max(busyUntil, now)
    let room = max(0, now + max(Self.slack, nanosecondsPerByte) - start)
    let taken = min(count, Int(room / nanosecondsPerByte))
    busyUntil = start + Int64(taken) * nanosecondsPerByte
    return taken
  }

  /// Gives back what was taken and then not sent.
  mutating func giveBack(_ count: Int) { busyUntil -= Int64(count) * nanosecondsPerByte }

  /// When more may go.
  var nextTime: Int64 { busyUntil }
}

extension Termios {
  /// With the start bit, parity and stop bits.
  var bitsPerCharacter: Int {
    let data =
      switch controlFlags.rawValue & 0x30 {
      case 0x00: 5
      case 0x10: 6
      case 0x20: 7
      default: 8
      }
    return 1 + data + (controlFlags.contains(.enableParity) ? 1 : 0)
      + (controlFlags.contains(.twoStopBits) ? 2 : 1)
  }
}
