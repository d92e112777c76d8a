import CHost
public import LinuxABI
import Synchronization

/// The way into a loop from other threads: messages go in anywhere, come out on the loop's thread,
/// in order.
///
/// A burst costs one wake: the eventfd is written only when the box was empty.
public final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let event: SharedDescriptor

  /// See eventfd(2).
  public init() throws(Errno) {
    event = SharedDescriptor(try HostEvent.openDescriptor())
  }

  /// Readable while there are messages.
  public var descriptor: BorrowedDescriptor { event.borrowed }

  /// Adds a message and wakes the receiver. Never blocks; the box has no limit.
  public func send(_ message: Message) {
    let wasEmpty = messages.withLock { queue in
      queue.append(message)
      return queue.count == 1
    }
    if wasEmpty { chost_eventfd_signal(event.rawValue) }
  }

  /// Takes all messages, oldest first.
  public func receive() -> [Message] {
    // In this order: a message sent in between rings again.
    _ = chost_eventfd_drain(event.rawValue)
    return messages.withLock { queue in
      let taken = queue
      queue = []
      return taken
    }
  }

  /// Delivers each message to a handler on the loop's thread until the token is removed.
  public func attach(
    to loop: EventLoop, handler: @escaping (Message) -> Void
  ) throws(Errno) -> EventToken {
    // The handler keeps the box alive: its descriptor must stay open while it is registered.
    try loop.add(event.rawValue, .readable) { _ in
      for message in self.receive() { handler(message) }
    }
  }
}
