/// What `epoll(7)` waits for and reports. The lowest bits are those of `PollEvents`.
public struct EpollEvents: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `EPOLLIN`.
  public static let input = EpollEvents(rawValue: 0x1)
  /// The corresponding C constant is `EPOLLPRI`.
  public static let priority = EpollEvents(rawValue: 0x2)
  /// The corresponding C constant is `EPOLLOUT`.
  public static let output = EpollEvents(rawValue: 0x4)
  /// The corresponding C constant is `EPOLLERR`.
  public static let error = EpollEvents(rawValue: 0x8)
  /// The corresponding C constant is `EPOLLHUP`.
  public static let hangUp = EpollEvents(rawValue: 0x10)
  /// The corresponding C constant is `EPOLLNVAL`.
  public static let invalid = EpollEvents(rawValue: 0x20)
  /// The corresponding C constant is `EPOLLRDNORM`.
  public static let normalInput = EpollEvents(rawValue: 0x40)
  /// The corresponding C constant is `EPOLLRDBAND`.
  public static let bandInput = EpollEvents(rawValue: 0x80)
  /// The corresponding C constant is `EPOLLWRNORM`.
  public static let normalOutput = EpollEvents(rawValue: 0x100)
  /// The corresponding C constant is `EPOLLWRBAND`.
  public static let bandOutput = EpollEvents(rawValue: 0x200)
  /// The corresponding C constant is `EPOLLMSG`.
  public static let message = EpollEvents(rawValue: 0x400)
  /// The corresponding C constant is `EPOLLRDHUP`.
  public static let readHangUp = EpollEvents(rawValue: 0x2000)
  /// The corresponding C constant is `EPOLLEXCLUSIVE`.
  public static let exclusive = EpollEvents(rawValue: 0x10000000)
  /// The corresponding C constant is `EPOLLWAKEUP`.
  public static let wakeUp = EpollEvents(rawValue: 0x20000000)
  /// The corresponding C constant is `EPOLLONESHOT`.
  public static let oneShot = EpollEvents(rawValue: 0x40000000)
  /// The corresponding C constant is `EPOLLET`.
  public static let edgeTriggered = EpollEvents(rawValue: 0x80000000)
}

extension EpollEvents {
  /// The flags that are about reporting and never reported themselves.
  public static let modifiers: EpollEvents = [.exclusive, .wakeUp, .oneShot, .edgeTriggered]

  public init(_ events: PollEvents) {
    self.init(rawValue: UInt32(UInt16(bitPattern: events.rawValue)))
  }

  /// The conditions without the modifiers.
  public var pollEvents: PollEvents {
    PollEvents(rawValue: Int16(truncatingIfNeeded: rawValue & 0x7fff))
  }
}

/// One event. The C type is `struct epoll_event`, packed to twelve bytes on x86-64 alone.
public struct EpollEvent: GuestLayout, Hashable {
  public static let size = 12

  public var events: EpollEvents
  /// The guest's own, returned as it came.
  public var data: UInt64

  public init(events: EpollEvents, data: UInt64) {
    self.events = events
    self.data = data
  }

  public init(from reader: inout ByteReader) {
    events = EpollEvents(rawValue: reader.read())
    data = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(events.rawValue)
    writer.write(data)
  }
}

/// What `epoll_ctl(2)` is asked to do.
public enum EpollOperation: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `EPOLL_CTL_ADD`.
  case add = 1
  /// The corresponding C constant is `EPOLL_CTL_DEL`.
  case delete = 2
  /// The corresponding C constant is `EPOLL_CTL_MOD`.
  case modify = 3
}
