/// A set of signals: the kernel's 64-bit `sigset_t`, signal 1 in the lowest bit.
public struct SignalSet: GuestLayout, Hashable {
  public static let size = 8

  public var rawValue: UInt64

  public init(rawValue: UInt64 = 0) { self.rawValue = rawValue }

  public init(_ signals: SignalNumber...) {
    rawValue = signals.reduce(0) { $0 | SignalSet.bit($1) }
  }

  public init(from reader: inout ByteReader) { rawValue = reader.read() }

  public func write(to writer: inout ByteWriter) { writer.write(rawValue) }

  public static let empty = SignalSet(rawValue: 0)
  public static let full = SignalSet(rawValue: .max)
  /// What no mask can hold back.
  public static let uncatchable = SignalSet(.kill, .stop)
  /// The signals that stop a process, as `SIGCONT` discards them.
  public static let stopping = SignalSet(.stop, .terminalStop, .terminalInput, .terminalOutput)

  public var isEmpty: Bool { rawValue == 0 }

  /// The lowest signal in the set.
  public var first: SignalNumber? {
    isEmpty ? nil : SignalNumber(rawValue: Int32(rawValue.trailingZeroBitCount) + 1)
  }

  /// The signals in ascending order.
  public var signals: [SignalNumber] { SignalNumber.all.filter(contains) }

  public func contains(_ signal: SignalNumber) -> Bool { rawValue & SignalSet.bit(signal) != 0 }
  public mutating func insert(_ signal: SignalNumber) { rawValue |= SignalSet.bit(signal) }
  public mutating func remove(_ signal: SignalNumber) { rawValue &= ~SignalSet.bit(signal) }

  public func union(_ other: SignalSet) -> SignalSet {
    SignalSet(rawValue: rawValue | other.rawValue)
  }

  public func intersection(_ other: SignalSet) -> SignalSet {
    SignalSet(rawValue: rawValue & other.rawValue)
  }

  public func subtracting(_ other: SignalSet) -> SignalSet {
    SignalSet(rawValue: rawValue & ~other.rawValue)
  }

  private static func bit(_ signal: SignalNumber) -> UInt64 {
    signal.isValid ? 1 << UInt64(signal.rawValue - 1) : 0
  }
}

extension SignalSet: CustomStringConvertible {
  public var description: String {
    "[" + signals.map(\.name).joined(separator: " ") + "]"
  }
}
