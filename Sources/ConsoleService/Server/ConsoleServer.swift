public import LinuxABI
public import UMLEngine
import UMLHost

/// The console service of a guest: serves its pane lines at the guest's `console` socket, on a
/// thread of its own.
///
/// The kernel hands lines over through ``PaneHost`` and bytes through each line's ``PaneLink``; it
/// never waits for the service, and the service never for a client.
public final class ConsoleServer: PaneHost {
  /// Where the service is, and whose.
  public struct Configuration: Sendable {
    /// The socket: `console` in the guest's directory.
    public var path: String
    public var guest: GuestInfo
    /// Lines of history kept for each console.
    public var scrollbackLimit = 10_000
    /// Carries out a client's request such as `halt`. Called on the service's thread; must not
    /// wait. The answer, a status (0 is success) and a text, may come from any thread.
    public var onRequest: RequestHandler?

    /// Called when the last client has left, or none has come for half a minute, on the service's
    /// thread; must not wait.
    public var onLastClient: (@Sendable () -> Void)?
    var clientPatienceNanoseconds = ConsoleHub.clientPatienceNanoseconds

    public init(path: String, guest: GuestInfo) {
      self.path = path
      self.guest = guest
    }
  }

  /// See ``Configuration/onRequest``.
  public typealias RequestHandler =
    @Sendable (_ command: String, _ answer: @escaping @Sendable (Int32, String) -> Void) -> Void

  private enum Message: Sendable {
    case add(PaneLink)
    case pump(String)
    case phase(GuestPhase)
    case answer(ticket: UInt64, status: Int32, text: String)
    case finish(GuestPhase, deadline: Int64)
  }

  private let mailbox: Mailbox<Message>
  private let thread: LoopThread

  /// Starts to serve.
  ///
  /// - Throws: what making the socket met, such as `.addressInUse`.
  public init(_ configuration: Configuration) throws(Errno) {
    let mailbox = try Mailbox<Message>()
    let listener = try HostListener(path: configuration.path)
    let loop = try EventLoop()
    self.mailbox = mailbox
    thread = try LoopThread(name: "console") {
      Self.serve(configuration, mailbox, listener, loop)
    }
  }

  /// The kernel has a new pane line, or the one of this name anew.
  public func add(_ pane: PaneLink) {
    let mailbox = mailbox
    let name = pane.line
    mailbox.send(.add(pane))
    pane.whenOutput { mailbox.send(.pump(name)) }
  }

  /// Tells all clients how far the guest is. Any thread; returns at once.
  public func setPhase(_ phase: GuestPhase) { mailbox.send(.phase(phase)) }

  /// Passes on the last of the output and what became of the guest, then ends the service and
  /// removes its socket. Waits for slow clients no longer than told. Call it once.
  public func finish(_ phase: GuestPhase, patienceNanoseconds: Int64 = 500_000_000) {
    let deadline = HostClock.monotonicNanoseconds() + patienceNanoseconds
    mailbox.send(.finish(phase, deadline: deadline))
    thread.join()
  }

  private static func serve(
    _ configuration: Configuration, _ mailbox: Mailbox<Message>, _ listener: HostListener,
    _ loop: EventLoop
  ) {
    do throws(Errno) {
      let hub = try ConsoleHub(
        loop, listener: listener, guest: configuration.guest,
        scrollbackLimit: configuration.scrollbackLimit)
      if let handler = configuration.onRequest {
        hub.onRequest = { command, ticket in
          handler(command) { status, text in
            mailbox.send(.answer(ticket: ticket, status: status, text: text))
          }
        }
      }
      if let action = configuration.onLastClient {
        hub.onLastClient = action
        loop.schedule(afterNanoseconds: configuration.clientPatienceNanoseconds) {
          [unowned hub] in if !hub.hasAttached { action() }
        }
      }
      var deadline: Int64?
      let token = try mailbox.attach(to: loop) { message in
        switch message {
        case .add(let pane): hub.add(pane)
        case .pump(let line): hub.pump(line)
        case .phase(let phase): hub.setPhase(phase)
        case .answer(let ticket, let status, let text):
          hub.answer(ticket, status: status, text: text)
        case .finish(let phase, let last):
          hub.finish(phase)
          deadline = last
        }
      }
      while deadline == nil { loop.runOnce() }
      while let deadline, !hub.isDrained, HostClock.monotonicNanoseconds() < deadline {
        loop.runOnce(until: deadline)
      }
      hub.closeAll()
      loop.remove(token)
    } catch {
      // Two registrations with a fresh loop cannot fail but for want of memory.
      preconditionFailure("the console service cannot start: \(error)")
    }
  }
}
