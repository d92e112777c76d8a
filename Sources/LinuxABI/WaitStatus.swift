/// What `wait4(2)` tells about a child. The C macros are those of wait(2), `WIFEXITED` and so on.
public enum WaitStatus: Hashable, Sendable {
  /// Exited with the lowest eight bits of its status.
  case exited(UInt8)
  case signaled(SignalNumber, coreDumped: Bool)
  case stopped(SignalNumber)
  case continued

  /// Set beside the signal of a process whose memory was written to a file. The C constant is
  /// `WCOREFLAG`.
  public static let coreBit: Int32 = 0x80

  public init(rawValue: Int32) {
    let low = rawValue & 0x7f
    if rawValue == 0xffff {
      self = .continued
    } else if low == 0 {
      self = .exited(UInt8(truncatingIfNeeded: rawValue >> 8))
    } else if low == 0x7f {
      self = .stopped(SignalNumber(rawValue: rawValue >> 8 & 0xff))
    } else {
      self = .signaled(SignalNumber(rawValue: low), coreDumped: rawValue & Self.coreBit != 0)
    }
  }

  /// The encoding that the guest gets.
  public var rawValue: Int32 {
    switch self {
    case .exited(let status): Int32(status) << 8
    case .signaled(let signal, let coreDumped):
      signal.rawValue & 0x7f | (coreDumped ? Self.coreBit : 0)
    case .stopped(let signal): (signal.rawValue & 0xff) << 8 | 0x7f
    case .continued: 0xffff
    }
  }
}
