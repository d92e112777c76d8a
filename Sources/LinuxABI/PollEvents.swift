/// What `poll(2)` waits for and reports. `EpollEvents` has the same values in its lowest bits.
public struct PollEvents: OptionSet, Hashable, Sendable {
  public var rawValue: Int16

  public init(rawValue: Int16) { self.rawValue = rawValue }

  /// The corresponding C constant is `POLLIN`.
  public static let input = PollEvents(rawValue: 0x1)
  /// The corresponding C constant is `POLLPRI`.
  public static let priority = PollEvents(rawValue: 0x2)
  /// The corresponding C constant is `POLLOUT`.
  public static let output = PollEvents(rawValue: 0x4)
  /// Always reported (`POLLERR`).
  public static let error = PollEvents(rawValue: 0x8)
  /// Always reported (`POLLHUP`).
  public static let hangUp = PollEvents(rawValue: 0x10)
  /// Always reported: the descriptor is not open (`POLLNVAL`).
  public static let invalid = PollEvents(rawValue: 0x20)
  /// The corresponding C constant is `POLLRDNORM`.
  public static let normalInput = PollEvents(rawValue: 0x40)
  /// The corresponding C constant is `POLLRDBAND`.
  public static let bandInput = PollEvents(rawValue: 0x80)
  /// The corresponding C constant is `POLLWRNORM`.
  public static let normalOutput = PollEvents(rawValue: 0x100)
  /// The corresponding C constant is `POLLWRBAND`.
  public static let bandOutput = PollEvents(rawValue: 0x200)
  /// The corresponding C constant is `POLLMSG`.
  public static let message = PollEvents(rawValue: 0x400)
  /// The corresponding C constant is `POLL_REMOVE`.
  public static let remove = PollEvents(rawValue: 0x1000)
  /// The peer will write no more (`POLLRDHUP`).
  public static let readHangUp = PollEvents(rawValue: 0x2000)
}

extension PollEvents {
  /// What is reported whether or not it was asked for.
  public static let always: PollEvents = [.error, .hangUp, .invalid]
}

/// One entry of `poll(2)`'s array. The corresponding C type is `struct pollfd`.
public struct PollEntry: GuestLayout, Equatable {
  public static let size = 8

  public var descriptor: Int32
  public var requested: PollEvents
  public var returned: PollEvents

  public init(descriptor: Int32, requested: PollEvents, returned: PollEvents = []) {
    self.descriptor = descriptor
    self.requested = requested
    self.returned = returned
  }

  public init(from reader: inout ByteReader) {
    descriptor = reader.read()
    requested = PollEvents(rawValue: reader.read())
    returned = PollEvents(rawValue: reader.read())
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(descriptor)
    writer.write(requested.rawValue)
    writer.write(returned.rawValue)
  }
}
