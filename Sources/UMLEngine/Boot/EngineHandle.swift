import LinuxABI
import UMLHost

/// The way to a running machine from other threads.
///
/// Requests are done in order on the machine's thread; those that come after its end are dropped.
public final class EngineHandle: Sendable {
  /// Part of an answer of the management console.
  public struct Answer: Sendable {
    public let text: String
    /// 0 for success.
    public let error: Int32
    /// Whether more follows.
    public let continues: Bool
  }

  enum Request: Sendable {
    case end(MachineEnding)
    case controlAltDelete
    case management(String, @Sendable (Answer) -> Void)
    case snapshot(@Sendable (EngineSnapshot) -> Void)
  }

  let mailbox: Mailbox<Request>

  init() throws(Errno) {
    mailbox = try Mailbox()
  }

  /// Halts the machine at once, as the management console's `halt`.
  public func halt() { mailbox.send(.end(.halted)) }

  /// Starts the guest again at once.
  public func restart() { mailbox.send(.end(.restarting)) }

  /// Ends the machine as SIGTERM does.
  public func terminate() { mailbox.send(.end(.terminated)) }

  /// Asks init to shut the machine down.
  public func pressControlAltDelete() { mailbox.send(.controlAltDelete) }

  /// Performs a command of the management console, or a ``LineRequest``; `answer` is called on the
  /// machine's thread, once for each part.
  public func perform(_ command: String, answer: @escaping @Sendable (Answer) -> Void) {
    mailbox.send(.management(command, answer))
  }

  /// Looks at the machine; `body` is called on the machine's thread.
  public func snapshot(_ body: @escaping @Sendable (EngineSnapshot) -> Void) {
    mailbox.send(.snapshot(body))
  }
}
