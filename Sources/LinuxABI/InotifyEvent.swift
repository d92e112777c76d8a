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
