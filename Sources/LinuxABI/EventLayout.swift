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

/// What reading an inotify descriptor gives. The C type is `struct inotify_event` and the name
/// that follows it.
public struct InotifyEvent: Hashable, Sendable {
  public var watch: Int32
  public var events: InotifyEvents
  /// The same in the two events of a rename.
  public var cookie: UInt32
  /// The entry in a watched directory; empty for the watched file itself.
  public var name: [UInt8]

  public init(watch: Int32, events: InotifyEvents, cookie: UInt32 = 0, name: [UInt8] = []) {
    self.watch = watch
    self.events = events
    self.cookie = cookie
    self.name = name
  }

  /// Bytes that `write` appends.
  public var size: Int { 16 + paddedNameSize }

  private var paddedNameSize: Int { name.isEmpty ? 0 : (name.count + 1 + 15) & ~15 }

  public func write(to writer: inout ByteWriter) {
    writer.write(watch)
    writer.write(events.rawValue)
    writer.write(cookie)
    writer.write(UInt32(truncatingIfNeeded: paddedNameSize))
    writer.write(name, paddedTo: paddedNameSize)
  }
}

/// How `openat2(2)` opens. The corresponding C type is `struct open_how`.
public struct OpenHowLayout: GuestLayout, Hashable {
  public static let size = 24

  /// `OpenFlags` in 64 bits; unknown ones are `EINVAL`.
  public var flags: UInt64
  public var mode: UInt64
  public var resolve: ResolveFlags

  public init(from reader: inout ByteReader) {
    flags = reader.read()
    mode = reader.read()
    resolve = ResolveFlags(rawValue: reader.read())
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(flags)
    writer.write(mode)
    writer.write(resolve.rawValue)
  }
}

/// A thread's list of robust futexes. The corresponding C type is `struct robust_list_head`.
public struct RobustListLayout: GuestLayout, Hashable {
  public static let size = 24

  /// The first entry's address; the list ends where it points at the head again.
  public var first: UInt64
  /// From an entry to its futex word.
  public var futexOffset: Int64
  /// An entry that is being added or removed.
  public var pending: UInt64

  public init(from reader: inout ByteReader) {
    first = reader.read()
    futexOffset = reader.read()
    pending = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(first)
    writer.write(futexOffset)
    writer.write(pending)
  }
}
