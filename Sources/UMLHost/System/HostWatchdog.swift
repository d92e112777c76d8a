public import LinuxABI

/// Calls an action on a thread of its own when nobody has said for too long that all is well,
/// however stuck the process's other threads are.
public final class HostWatchdog: Sendable {
  private enum Message: Sendable {
    /// Fed: the time starts again, in nanoseconds; nil rests it.
    case expectWithin(Int64?)
    case end
  }

  private let mailbox: Mailbox<Message>
  private let thread: LoopThread

  /// At rest at first.
  ///
  /// - Parameter action: called on the watchdog's thread, once for each time that runs out.
  /// - Throws: what making its thread met.
  public init(_ action: @escaping @Sendable () -> Void) throws(Errno) {
    let mailbox = try Mailbox<Message>()
    self.mailbox = mailbox
    thread = try LoopThread(name: "watchdog", stackBytes: 256 << 10) {
      Self.watch(mailbox, action)
    }
  }

  deinit {
    mailbox.send(.end)
    thread.join()
  }

  /// All is well; the next word is to come within a time in nanoseconds. nil expects none.
  public func expectWord(withinNanoseconds time: Int64?) { mailbox.send(.expectWithin(time)) }

  private static func watch(_ mailbox: Mailbox<Message>, _ action: @Sendable () -> Void) {
    var deadline: Int64?
    while true {
      let now = HostClock.monotonicNanoseconds()
      if let due = deadline, due <= now {
        deadline = nil
        action()
      }
      // Rounded up: no turn for nothing.
      let wait = deadline.map { Int32(clamping: ($0 - now) / 1_000_000 + 1) } ?? -1
      _ = try? mailbox.descriptor.waitUntil(.readable, timeoutMilliseconds: wait)
      for message in mailbox.receive() {
        switch message {
        case .expectWithin(let time): deadline = time.map { HostClock.monotonicNanoseconds() + $0 }
        case .end: return
        }
      }
    }
  }
}
