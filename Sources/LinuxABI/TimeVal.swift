/// Seconds and microseconds. The corresponding C type is `struct timeval`.
public struct TimeVal: GuestLayout, Hashable {
  public static let size = 16

  public var seconds: Int64
  public var microseconds: Int64

  public init(seconds: Int64, microseconds: Int64 = 0) {
    self.seconds = seconds
    self.microseconds = microseconds
  }

  public init(totalNanoseconds: Int64) { self.init(TimeSpec(totalNanoseconds: totalNanoseconds)) }

  /// Rounds down to microseconds.
  public init(_ time: TimeSpec) {
    seconds = time.seconds
    microseconds = time.nanoseconds / 1000
  }

  public init(from reader: inout ByteReader) {
    seconds = reader.read()
    microseconds = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(seconds)
    writer.write(microseconds)
  }

  public static let zero = TimeVal(seconds: 0)

  public var isZero: Bool { seconds == 0 && microseconds == 0 }

  /// What Linux accepts as a duration; anything else is `EINVAL`.
  public var isValid: Bool { seconds >= 0 && (0..<1_000_000).contains(microseconds) }

  /// The same time, with what cannot be represented wrapped: check `isValid` first.
  public var timeSpec: TimeSpec {
    TimeSpec(seconds: seconds, nanoseconds: microseconds &* 1000)
  }
}
