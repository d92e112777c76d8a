/// Seconds and nanoseconds. The corresponding C type is `struct timespec`.
public struct TimeSpec: GuestLayout, Hashable {
  public static let size = 16

  public var seconds: Int64
  public var nanoseconds: Int64

  public init(seconds: Int64, nanoseconds: Int64 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The nearest earlier or equal time: nanoseconds are never negative.
  public init(totalNanoseconds: Int64) {
    let (quotient, remainder) = totalNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    seconds = remainder < 0 ? quotient - 1 : quotient
    nanoseconds = remainder < 0 ? remainder + 1_000_000_000 : remainder
  }

  public init(from reader: inout ByteReader) {
    seconds = reader.read()
    nanoseconds = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(seconds)
    writer.write(nanoseconds)
  }

  public static let zero = TimeSpec(seconds: 0)

  public var isZero: Bool { seconds == 0 && nanoseconds == 0 }

  /// What Linux accepts as a duration or a timer's time; anything else is `EINVAL`.
  public var isValid: Bool { seconds >= 0 && (0..<1_000_000_000).contains(nanoseconds) }

  /// All of it in nanoseconds, stopping at the largest number instead of wrapping.
  public var totalNanoseconds: Int64 {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    if overflow { return seconds < 0 ? .min : .max }
    let (sum, overflowSum) = product.addingReportingOverflow(nanoseconds)
    return overflowSum ? (nanoseconds < 0 ? .min : .max) : sum
  }
}

extension TimeSpec: Comparable {
  public static func < (left: TimeSpec, right: TimeSpec) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

// `utimensat(2)` puts orders where nanoseconds belong.
extension TimeSpec {
  /// The present time. The corresponding C constant is `UTIME_NOW`.
  public static let nanosecondsNow: Int64 = (1 << 30) - 1
  /// Leave the time alone. The corresponding C constant is `UTIME_OMIT`.
  public static let nanosecondsOmit: Int64 = (1 << 30) - 2
}
