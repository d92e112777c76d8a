public import LinuxABI
public import UMLHost

/// A connection to a guest's console service, on the loop of whoever uses it.
///
/// Nothing here waits: requests are queued, and everything the service says comes as an event on
/// the loop's thread. After `.refused` and `.disconnected` nothing more comes, and calls do
/// nothing.
public final class ConsoleClient {
  /// What the service said, or what became of the connection.
  public enum Event: Sendable {
    /// The service has greeted us; `.lines` follow.
    case connected(GuestInfo)
    /// All lines there are, in order; again whenever something about them changes.
    case lines([LineInfo])
    /// The bytes that draw a line on an empty terminal of this size. Its screen begins with line
    /// number `topLine` of all it ever had. Its output follows.
    case snapshot(line: String, rows: Int, columns: Int, topLine: Int, bytes: [UInt8])
    case output(line: String, bytes: [UInt8])
    /// The line has another size, from this place in its output on.
    case resized(line: String, rows: Int, columns: Int)
    case phase(GuestPhase)
    /// The answer to a request; status 0 is success.
    case reply(number: UInt32, status: Int32, text: String)
    /// What was asked of a line cannot be done.
    case complaint(line: String, reason: String)
    /// The service does not want us, or does not speak our language, in words for a person.
    case refused(String)
    case disconnected
  }

  /// Of the bytes of one snapshot; a service that sends more is not one of ours.
  private static let snapshotLimit = 256 << 20

  /// Nil once it is closed.
  private var socket: SharedDescriptor?
  private let loop: EventLoop
  private let handler: (Event) -> Void
  private var token: EventToken?
  private var queue = OutboundQueue()
  private var assembler = FrameAssembler()
  private var snapshots: [String: [UInt8]] = [:]
  private var hasGreeted = false
  private var lastRequest: UInt32 = 0
  private var whenDrained: (() -> Void)?

  /// Connects to the socket at a path.
  ///
  /// - Throws: `.connectionRefused` or `.noSuchFileOrDirectory` where nobody serves.
  public init(
    path: String, loop: EventLoop, program: String = "umltop",
    handler: @escaping (Event) -> Void
  ) throws(Errno) {
    self.loop = loop
    self.handler = handler
    // Connecting waits only while the service's queue of newcomers is full.
    let socket = SharedDescriptor(try HostSocket.connect(path: path))
    try socket.setNonBlocking(true)
    self.socket = socket
    token = try loop.add(socket.rawValue, .readable) { [weak self] in self?.react($0) }
    send(.hello(version: ConsoleProtocol.version, program: program))
  }

  deinit { close() }

  public var isConnected: Bool { token != nil }

  // MARK: Requests

  /// Asks for a snapshot of a line and then its output.
  public func attach(_ line: String, readOnly: Bool = false) {
    send(.attach(line: line, readOnly: readOnly))
  }

  /// Ends what `attach` began; nothing more of the line comes after what is on its way.
  public func detach(_ line: String) {
    snapshots[line] = nil
    send(.detach(line: line))
  }

  /// Types into a line, which need not be attached. The bytes wait here while the line has no
  /// room for them; see `pendingBytes`.
  public func sendInput(_ bytes: [UInt8], to line: String) {
    queueInput(bytes, to: line)
    flush()
  }

  /// Types into a line, with an answer when the line has taken everything.
  ///
  /// - Returns: the number that the `.reply` will have.
  public func sendInputForReply(_ bytes: [UInt8], to line: String) -> UInt32 {
    queueInput(bytes, to: line)
    // In one go: what was typed may end the guest.
    return request("")
  }

  /// Gives a line another size, in cells; `.resized` tells all clients once it has it. What does
  /// not fit 16 bits is clamped.
  public func resize(_ line: String, rows: Int, columns: Int) {
    send(.resize(line: line, rows: UInt16(clamping: rows), columns: UInt16(clamping: columns)))
  }

  /// Sends a BREAK into a line, after what was typed before.
  public func sendBreak(to line: String) { send(.sendBreak(line: line)) }

  /// Asks the guest's kernel to do something: `halt`, `reboot`, `sysrq t`. The empty command is
  /// answered once everything asked for before it has been done.
  ///
  /// - Returns: the number that the `.reply` will have.
  @discardableResult
  public func request(_ command: String) -> UInt32 {
    lastRequest &+= 1
    send(.request(number: lastRequest, command: command))
    return lastRequest
  }

  /// Bytes that the service has not taken yet.
  public var pendingBytes: Int { queue.byteCount }

  /// Calls the action once, when nothing is pending any more.
  public func whenDrained(_ action: @escaping () -> Void) {
    guard isConnected, !queue.isEmpty else { return action() }
    whenDrained = action
  }

  /// Ends the connection; what the service has not taken yet is lost. No event comes of it. A
  /// second call does nothing.
  public func close() {
    if let token { loop.remove(token) }
    token = nil
    socket = nil
    whenDrained = nil
  }

  private static let inputPiece = 16 << 10

  private func queueInput(_ bytes: [UInt8], to line: String) {
    guard isConnected else { return }
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(Self.inputPiece))
      queue.append(ClientMessage.input(line: line, bytes: piece).encoded)
      rest = rest.dropFirst(Self.inputPiece)
    }
  }

  private func send(_ message: ClientMessage) {
    guard isConnected else { return }
    queue.append(message.encoded)
    flush()
  }

  private func flush() {
    guard let socket else { return }
    do throws(Errno) {
      try queue.flush(to: socket.borrowed)
    } catch {
      // What the service said last may still wait to be read: the end is noticed there.
      queue = OutboundQueue()
    }
    updateInterest()
    guard queue.isEmpty, let action = whenDrained else { return }
    whenDrained = nil
    action()
  }

  private func updateInterest() {
    guard let token else { return }
    // Fails only for a registration that has ended.
    try? loop.modify(token, queue.isEmpty ? .readable : [.readable, .writable])
  }

  // MARK: Events

  private func react(_ events: EventSet) {
    if !events.intersection([.readable, .hungUp, .failed]).isEmpty { read() }
    if isConnected, events.contains(.writable) { flush() }
  }

  private func read() {
    guard let socket else { return }
    do throws(Errno) {
      let bytes = try socket.read(upTo: 256 << 10)
      guard !bytes.isEmpty else { return end(with: .disconnected) }
      bytes.withUnsafeBytes { assembler.append($0) }
    } catch {
      if error != .wouldBlock { end(with: .disconnected) }
      return
    }
    do throws(MalformedMessage) {
      while isConnected, let frame = try assembler.next() { try take(try ServerMessage(frame)) }
    } catch {
      end(with: .refused("what answers is no console service that this umltop knows: \(error)"))
    }
  }

  private func take(_ message: ServerMessage) throws(MalformedMessage) {
    switch message {
    case .hello(_, let guest):
      hasGreeted = true
      handler(.connected(guest))
    case .refusal(let reason): end(with: .refused(reason))
    case _ where !hasGreeted: throw MalformedMessage("no greeting came first")
    case .lines(let lines): handler(.lines(lines))
    case .snapshot(let line, let rows, let columns, let topLine, let isLast, let bytes):
      snapshots[line, default: []] += bytes
      guard snapshots[line, default: []].count <= Self.snapshotLimit else {
        throw MalformedMessage("a snapshot has no end")
      }
      guard isLast, let all = snapshots.removeValue(forKey: line) else { return }
      handler(
        .snapshot(
          line: line, rows: Int(rows), columns: Int(columns), topLine: Int(clamping: topLine),
          bytes: all))
    case .output(let line, let bytes): handler(.output(line: line, bytes: bytes))
    case .resized(let line, let rows, let columns):
      handler(.resized(line: line, rows: Int(rows), columns: Int(columns)))
    case .phase(let phase): handler(.phase(phase))
    case .reply(let number, let status, let text):
      handler(.reply(number: number, status: status, text: text))
    case .complaint(let line, let reason): handler(.complaint(line: line, reason: reason))
    }
  }

  private func end(with event: Event) {
    close()
    handler(event)
  }
}
