/// What a loop watches a descriptor for, and what has happened. The bits are epoll's.
public struct EventSet: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// There is something to read, to accept, or the end of the file. EPOLLIN.
  public static let readable = EventSet(rawValue: 0x001)
  /// Urgent data, or a state change in packet mode. EPOLLPRI.
  public static let priority = EventSet(rawValue: 0x002)
  /// There is room to write. EPOLLOUT.
  public static let writable = EventSet(rawValue: 0x004)
  /// An error waits to be fetched. Always reported. EPOLLERR.
  public static let failed = EventSet(rawValue: 0x008)
  /// The other side is gone. Always reported. EPOLLHUP.
  public static let hungUp = EventSet(rawValue: 0x010)
  /// The peer shut down its writing side. EPOLLRDHUP.
  public static let peerClosed = EventSet(rawValue: 0x2000)

  /// Report one event, then nothing until `modify`. EPOLLONESHOT.
  public static let oneShot = EventSet(rawValue: 1 << 30)
  /// Report changes only. EPOLLET.
  public static let edgeTriggered = EventSet(rawValue: 1 << 31)
}

/// Names one registration with an `EventLoop`; a token that was removed stays invalid for ever.
public struct EventToken: Hashable, Sendable {
  let index: UInt32
  let generation: UInt32

  var packed: UInt64 { UInt64(generation) << 32 | UInt64(index) }
}

/// Names one timer of an `EventLoop`.
public struct TimerToken: Hashable, Sendable {
  let number: UInt64
}
