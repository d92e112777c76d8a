/// How a timer tells that it expired. The corresponding C type is `struct sigevent`.
public struct SignalEventLayout: GuestLayout, Hashable {
  public static let size = 64

  /// What comes with the signal.
  public var value: UInt64
  public var signal: SignalNumber
  /// A `TimerNotification`'s number; any other is `EINVAL`.
  public var notification: Int32
  public var threadID: Int32

  public init(value: UInt64, signal: SignalNumber, notification: TimerNotification) {
    self.value = value
    self.signal = signal
    self.notification = notification.rawValue
    threadID = 0
  }

  public init(from reader: inout ByteReader) {
    value = reader.read()
    signal = SignalNumber(rawValue: reader.read())
    notification = reader.read()
    threadID = reader.read()
    reader.skip(44)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(value)
    writer.write(signal.rawValue)
    writer.write(notification)
    writer.write(threadID)
    writer.pad(44)
  }
}
