import LinuxABI
import UMLHost

/// Talks to a management console on a loop, without waiting for it.
///
/// One command at a time, each with a socket of its own, so that a late answer to one is not taken
/// for the next one's.
final class ManagementChannel {
  typealias Answer = Result<ManagementClient.Reply, Errno>

  private let path: String
  private let loop: EventLoop
  private let patienceNanoseconds: Int64
  private var waiting: [(command: String, done: (Answer) -> Void)] = []
  private var current: Exchange?

  init(path: String, loop: EventLoop, patienceNanoseconds: Int64 = 5_000_000_000) {
    self.path = path
    self.loop = loop
    self.patienceNanoseconds = patienceNanoseconds
  }

  /// Sends a command once all before it are answered. `done` is called on the loop's next turns,
  /// never at once.
  func perform(_ command: String, done: @escaping (Answer) -> Void) {
    waiting.append((command, done))
    if current == nil { startNext() }
  }

  /// Has the kernel carry out what a client of a console service asks for.
  func forward(
    _ command: String, ticket: UInt64, of hub: ConsoleHub, onSuccess: @escaping () -> Void = {}
  ) {
    perform(command) { [weak hub] answer in
      switch answer {
      case .success(let reply):
        if reply.status == 0 { onSuccess() }
        hub?.answer(ticket, status: reply.status, text: reply.text)
      case .failure(let error):
        let reason =
          error == .noSuchFileOrDirectory
          ? "the kernel has no management console yet" : "its management console: \(error)"
        hub?.answer(ticket, status: -1, text: reason)
      }
    }
  }

  /// Forgets everything.
  func close() {
    waiting = []
    current?.end(on: loop)
    current = nil
  }

  private func startNext() {
    guard !waiting.isEmpty else { return }
    let (command, done) = waiting.removeFirst()
    let exchange = Exchange(done)
    current = exchange
    do throws(Errno) {
      try exchange.start(command, path: path, loop: loop) { [weak self] in self?.react(exchange) }
      exchange.timer = loop.schedule(afterNanoseconds: patienceNanoseconds) { [weak self] in
        self?.finish(exchange, .failure(.timedOut))
      }
    } catch {
      // Not from within the call.
      exchange.timer = loop.schedule(afterNanoseconds: 0) { [weak self] in
        self?.finish(exchange, .failure(error))
      }
    }
  }

  private func react(_ exchange: Exchange) {
    do throws(Errno) {
      if let reply = try exchange.receive() { finish(exchange, .success(reply)) }
    } catch {
      if error != .wouldBlock { finish(exchange, .failure(error)) }
    }
  }

  private func finish(_ exchange: Exchange, _ answer: Answer) {
    guard current === exchange else { return }
    exchange.end(on: loop)
    current = nil
    exchange.done(answer)
    if current == nil { startNext() }
  }
}

/// One command and its answer.
private final class Exchange {
  let done: (ManagementChannel.Answer) -> Void
  var timer: TimerToken?
  private var socket: SharedDescriptor?
  private var token: EventToken?
  private var parts = ManagementReplyParts()

  init(_ done: @escaping (ManagementChannel.Answer) -> Void) { self.done = done }

  func start(
    _ command: String, path: String, loop: EventLoop, react: @escaping () -> Void
  ) throws(Errno) {
    let socket = SharedDescriptor(try HostSocket.datagram(boundTo: .unnamed, nonBlocking: true))
    self.socket = socket
    try socket.send(try ManagementRequest.datagram(command), toPath: path)
    token = try loop.add(socket.rawValue, .readable) { _ in react() }
  }

  func receive() throws(Errno) -> ManagementClient.Reply? {
    guard let socket else { return nil }
    return parts.take(try socket.receive(upTo: 4096).bytes)
  }

  func end(on loop: EventLoop) {
    if let timer { loop.cancel(timer) }
    if let token { loop.remove(token) }
    timer = nil
    token = nil
    socket = nil
  }
}
