import LinuxABI
import UMLHost

/// The lines of one guest and the clients that work on them, on one loop.
///
/// Only this user and root may connect. Nothing a client does, or leaves undone, reaches the guest
/// or another client except through the lines.
final class ConsoleHub {
  /// Asks the kernel to do something; ``answer(_:status:text:)`` is called with the ticket later.
  typealias RequestHandler = (_ command: String, _ ticket: UInt64) -> Void

  /// How long a guest that begins with its first client waits for it.
  static let clientPatienceNanoseconds: Int64 = 30_000_000_000

  let loop: EventLoop
  private var guest: GuestInfo
  private let scrollbackLimit: Int
  private let start = HostClock.monotonicNanoseconds()
  private var listener: HostListener
  private var listenerToken: EventToken?
  private var sessions: [String: ConsoleSession] = [:]
  private var connections: [ObjectIdentifier: ClientConnection] = [:]
  private var linesTimer: TimerToken?
  private(set) var isFinishing = false
  private var requests: [UInt64: (client: ClientConnection, number: UInt32)] = [:]
  private var lastTicket: UInt64 = 0
  var onRequest: RequestHandler?
  /// Called when nobody is connected any more.
  var onLastClient: () -> Void = {}
  private(set) var hasAttached = false
  /// Why lines that somebody may ask for are not there.
  var reasons: [String: String] = [:]

  init(
    _ loop: EventLoop, listener: HostListener, guest: GuestInfo, scrollbackLimit: Int = 10_000
  ) throws(Errno) {
    self.loop = loop
    self.listener = listener
    self.guest = guest
    self.scrollbackLimit = scrollbackLimit
    listenerToken = try loop.add(listener.rawValue, .readable) { [unowned self] _ in accept() }
  }

  /// Waits for clients at another socket from now on; those that are here stay.
  func listen(_ listener: HostListener) throws(Errno) {
    if let listenerToken { loop.remove(listenerToken) }
    self.listener = listener
    listenerToken = try loop.add(listener.rawValue, .readable) { [unowned self] _ in accept() }
  }

  // MARK: The guest

  /// Serves a line, or the one of this name anew.
  func add(_ line: any ServedLine, size: WindowSize = WindowSize(rows: 24, columns: 80)) {
    if let session = sessions[line.name] {
      session.replace(line)
    } else {
      sessions[line.name] = ConsoleSession(line, size: size, scrollbackLimit: scrollbackLimit)
    }
    pump(line.name)
  }

  /// A line has output, room for input, or has closed.
  func pump(_ line: String) {
    guard let session = sessions[line] else { return }
    let wasUsed = session.isUsed
    let hasChanged = session.pump(now: HostClock.monotonicNanoseconds())
    if session.isUsed != wasUsed {
      broadcastLines()
    } else if hasChanged {
      linesChanged()
    }
  }

  func setPhase(_ phase: GuestPhase) {
    guard phase != guest.phase else { return }
    guest.phase = phase
    for client in connections.values { client.send(.phase(phase)) }
  }

  /// Everything the guest has said is passed on to those who read; nobody new is let in.
  func finish(_ phase: GuestPhase) {
    // A pane hands its output over in two parts at most, see PaneLink.takeOutput().
    for name in sessions.keys.flatMap({ [$0, $0] }) { pump(name) }
    isFinishing = true
    if let listenerToken { loop.remove(listenerToken) }
    listenerToken = nil
    setPhase(phase)
    // Those that were behind get their last snapshots now.
    for client in connections.values { client.send(.lines(lines())) }
  }

  /// Lets those who read get the last of it, for half a second at most, and ends all connections.
  /// Not from within a handler of the loop.
  func drain() {
    let deadline = HostClock.monotonicNanoseconds() + 500_000_000
    while !isDrained, HostClock.monotonicNanoseconds() < deadline { loop.runOnce(until: deadline) }
    closeAll()
  }

  /// Whether everybody has got everything.
  var isDrained: Bool { connections.values.allSatisfy(\.isDrained) }

  /// Ends all connections. Not from within a handler of the loop.
  func closeAll() {
    for client in connections.values { client.close() }
    // That is when they let their sockets go.
    loop.pollNow()
  }

  // MARK: The clients

  func session(_ line: String) -> ConsoleSession? { sessions[line] }

  var hasLines: Bool { !sessions.isEmpty }

  func unknown(_ line: String) -> String {
    if let reason = reasons[line] { return "\(line) of \(guest.umid) cannot be shown: \(reason)" }
    let names = lines().map(\.name)
    return names.isEmpty
      ? "\(guest.umid) has no lines yet"
      : "\(guest.umid) has no line \(line), only \(names.joined(separator: ", "))"
  }

  /// Waits until somebody has attached to a line, unless it is told not to any more. Whoever starts
  /// a guest to look at it is there in a moment, or was killed before.
  ///
  /// - Returns: whether somebody has.
  func waitForClient(patienceNanoseconds: Int64, unless isOver: () -> Bool) -> Bool {
    let deadline = HostClock.monotonicNanoseconds() + patienceNanoseconds
    while !hasAttached, !isOver(), HostClock.monotonicNanoseconds() < deadline {
      loop.runOnce(until: deadline)
    }
    return hasAttached
  }

  func attached() { hasAttached = true }

  func welcome(_ client: ClientConnection) {
    guest.uptimeMilliseconds = UInt64((HostClock.monotonicNanoseconds() - start) / 1_000_000)
    client.send(.hello(version: ConsoleProtocol.version, guest: guest))
    client.send(.lines(lines()))
  }

  func request(_ command: String, number: UInt32, of client: ClientConnection) {
    // The empty request says that everything before it was done.
    guard !command.isEmpty else { return client.send(.reply(number: number, status: 0, text: "")) }
    guard let onRequest else {
      return client.send(
        .reply(number: number, status: -1, text: "this guest takes no requests: \(command)"))
    }
    lastTicket += 1
    requests[lastTicket] = (client, number)
    onRequest(command, lastTicket)
  }

  func answer(_ ticket: UInt64, status: Int32, text: String) {
    guard let request = requests.removeValue(forKey: ticket) else { return }
    request.client.send(.reply(number: request.number, status: status, text: text))
  }

  func closed(_ client: ClientConnection) {
    for session in sessions.values { session.remove(client) }
    requests = requests.filter { $0.value.client !== client }
    // Its handler may be running: it goes with the loop's next turn.
    loop.schedule(afterNanoseconds: 0) { [weak self] in
      guard let self else { return }
      connections[ObjectIdentifier(client)] = nil
      if connections.isEmpty { onLastClient() }
    }
  }

  /// Tells everybody soon: a program may change its title very often.
  func linesChanged() {
    guard linesTimer == nil else { return }
    linesTimer = loop.schedule(afterNanoseconds: 50_000_000) { [unowned self] in
      linesTimer = nil
      broadcastLines()
    }
  }

  private func broadcastLines() {
    guard !connections.isEmpty else { return }
    let message = ServerMessage.lines(lines())
    for client in connections.values { client.send(message) }
  }

  private func lines() -> [LineInfo] {
    let now = HostClock.monotonicNanoseconds()
    return sessions.values.filter(\.isUsed).map { $0.info(now: now) }
      .sorted { LineOrder.precedes($0.name, $1.name) }
  }

  private func accept() {
    do throws(Errno) {
      while let socket = try listener.accept() {
        guard try socket.peerCredentials().isTrusted else { continue }
        let client = try ClientConnection(socket, hub: self)
        connections[ObjectIdentifier(client)] = client
      }
    } catch {
      // Out of descriptors: whoever waits is let in when others have gone.
      pauseAccepting()
    }
  }

  private func pauseAccepting() {
    guard let token = listenerToken else { return }
    try? loop.modify(token, [])
    loop.schedule(afterNanoseconds: 100_000_000) { [weak self] in
      guard let self, let token = listenerToken else { return }
      try? loop.modify(token, .readable)
    }
  }
}

/// Lines as a person orders them: con0, con1, con10, ssl0.
enum LineOrder {
  static func precedes(_ first: String, _ second: String) -> Bool { key(first) < key(second) }

  private static func key(_ name: String) -> (Substring, Int, String) {
    let kind = name.prefix { !$0.isNumber }
    return (kind, Int(name.dropFirst(kind.count)) ?? 0, name)
  }
}
