/// A line speed's code in a terminal's control flags.
public enum BaudRate: UInt32, CaseIterable, Sendable {
  /// Hang up. The corresponding C constant is `B0`; the others are named alike.
  case b0 = 0
  case b50, b75, b110, b134, b150, b200, b300, b600, b1200, b1800, b2400, b4800, b9600, b19200
  case b38400
  case b57600 = 0o10001
  case b115200, b230400, b460800, b500000, b576000, b921600, b1000000, b1152000, b1500000
  case b2000000, b2500000, b3000000, b3500000, b4000000

  /// Where speeds are numbers and not codes. The corresponding C constant is `BOTHER`.
  public static let otherCode: UInt32 = 0o10000

  /// Bits per second.
  public var bitsPerSecond: UInt32 {
    if rawValue >= 0o10000 { return BaudRate.fast[Int(rawValue - 0o10001)] }
    return BaudRate.slow[Int(rawValue)]
  }

  /// The rate of exactly this speed.
  public init?(bitsPerSecond: UInt32) {
    guard let rate = BaudRate.allCases.first(where: { $0.bitsPerSecond == bitsPerSecond }) else {
      return nil
    }
    self = rate
  }

  /// The code where a terminal's settings have it.
  public var controlFlags: TerminalControlFlags { TerminalControlFlags(rawValue: rawValue) }

  private static let slow: [UInt32] = [
    0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19_200, 38_400,
  ]

  private static let fast: [UInt32] = [
    57_600, 115_200, 230_400, 460_800, 500_000, 576_000, 921_600, 1_000_000, 1_152_000, 1_500_000,
    2_000_000, 2_500_000, 3_000_000, 3_500_000, 4_000_000,
  ]
}
