/// A timer's period and its next expiry. The corresponding C type is `struct itimerspec`.
public struct ITimerSpec: GuestLayout, Hashable {
  public static let size = 32

  public var interval: TimeSpec
  public var value: TimeSpec

  public init(interval: TimeSpec = .zero, value: TimeSpec = .zero) {
    self.interval = interval
    self.value = value
  }

  public init(from reader: inout ByteReader) {
    interval = TimeSpec(from: &reader)
    value = TimeSpec(from: &reader)
  }

  public func write(to writer: inout ByteWriter) {
    interval.write(to: &writer)
    value.write(to: &writer)
  }

  public var isValid: Bool { interval.isValid && value.isValid }
}

/// The same in microseconds, for `setitimer(2)`. The C type is `struct itimerval`.
public struct ITimerVal: GuestLayout, Hashable {
  public static let size = 32

  public var interval: TimeVal
  public var value: TimeVal

  public init(interval: TimeVal = .zero, value: TimeVal = .zero) {
    self.interval = interval
    self.value = value
  }

  public init(from reader: inout ByteReader) {
    interval = TimeVal(from: &reader)
    value = TimeVal(from: &reader)
  }

  public func write(to writer: inout ByteWriter) {
    interval.write(to: &writer)
    value.write(to: &writer)
  }

  public var isValid: Bool { interval.isValid && value.isValid }
}
