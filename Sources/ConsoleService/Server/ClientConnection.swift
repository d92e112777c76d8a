import LinuxABI
import UMLHost

/// One client of the console service: its socket, what it is attached to, what is on its way to it.
///
/// A client that reads more slowly than its lines write falls behind: then the output of the line
/// that filled its queue is forgotten, and once the queue has drained it gets a snapshot instead.
final class ClientConnection {
  /// Bytes on their way to a client before it counts as fallen behind.
  static let backlogLimit = 256 << 10
  /// A new snapshot waits until the queue is shorter than this.
  private static let drainedLimit = 32 << 10
  private static let greetingTime: Int64 = 5_000_000_000

  struct Attachment {
    var isReadOnly: Bool
    var needsSnapshot = true
    /// Not before this time: making snapshots must not cost more than a part of the thread.
    var notBefore: Int64 = 0
  }

  private let socket: SharedDescriptor
  private let loop: EventLoop
  private unowned let hub: ConsoleHub
  private var token: EventToken?
  private var greetingTimer: TimerToken?
  private var snapshotTimer: TimerToken?
  private var assembler = FrameAssembler()
  private var queue = OutboundQueue()
  private var attachments: [String: Attachment] = [:]
  private var hasGreeted = false
  /// Input that its line has no room for; nothing more is read until it has.
  private var held: ClientMessage?
  /// Nothing more is read; it is closed once everything is sent.
  private var isEnding = false
  private(set) var isClosed = false

  init(_ socket: consuming HostDescriptor, hub: ConsoleHub) throws(Errno) {
    self.socket = SharedDescriptor(socket)
    self.hub = hub
    loop = hub.loop
    token = try loop.add(self.socket.rawValue, .readable) { [unowned self] in react($0) }
    greetingTimer = loop.schedule(afterNanoseconds: Self.greetingTime) { [unowned self] in
      greetingTimer = nil
      refuse("no greeting came")
    }
  }

  /// Whether everything for it is sent.
  var isDrained: Bool {
    isClosed || queue.isEmpty && !attachments.values.contains { $0.needsSnapshot }
  }

  // MARK: To the client

  func send(_ message: ServerMessage) {
    guard !isClosed, hasGreeted || isEnding else { return }
    queue.append(message.encoded)
    flush()
  }

  /// Passes on a line's output, unless the client is to get a snapshot of it anyway.
  func deliver(_ frame: [UInt8], outputOf line: String) {
    guard !isClosed, attachments[line]?.needsSnapshot == false else { return }
    if queue.byteCount + frame.count > Self.backlogLimit {
      queue.dropOutput(of: line)
      attachments[line]?.needsSnapshot = true
    } else {
      queue.append(frame, outputOf: line)
    }
    flush()
  }

  /// Says why, and ends the connection.
  func refuse(_ reason: String) {
    guard !isClosed, !isEnding else { return }
    isEnding = true
    send(.refusal(reason))
  }

  private func flush() {
    guard !isClosed else { return }
    do throws(Errno) {
      repeat {
        try queue.flush(to: socket.borrowed)
      } while queue.byteCount < Self.drainedLimit && queueSnapshot()
    } catch {
      return close()
    }
    if queue.isEmpty && isEnding { return close() }
    updateInterest()
  }

  /// Queues the snapshot of one line that needs it. False when there is none, or not yet.
  private func queueSnapshot() -> Bool {
    guard !isEnding else { return false }
    let now = HostClock.monotonicNanoseconds()
    var next: Int64?
    for (line, attachment) in attachments where attachment.needsSnapshot {
      guard attachment.notBefore <= now || hub.isFinishing else {
        next = min(next ?? .max, attachment.notBefore)
        continue
      }
      attachments[line]?.needsSnapshot = false
      guard let session = hub.session(line) else { continue }
      for frame in session.snapshot() { queue.append(frame) }
      let end = HostClock.monotonicNanoseconds()
      attachments[line]?.notBefore = end + 8 * (end - now)
      return true
    }
    if let next, snapshotTimer == nil {
      snapshotTimer = loop.schedule(at: next) { [unowned self] in
        snapshotTimer = nil
        flush()
      }
    }
    return false
  }

  private func updateInterest() {
    guard let token else { return }
    var interest: EventSet = []
    if held == nil && !isEnding { interest.insert(.readable) }
    if !queue.isEmpty { interest.insert(.writable) }
    // Fails only for a registration that has ended.
    try? loop.modify(token, interest)
  }

  // MARK: From the client

  private func react(_ events: EventSet) {
    if events.contains(.readable) && held == nil && !isEnding { read() }
    if isClosed { return }
    if events.contains(.writable) { flush() }
    // With nothing to be read any more, the hang-up would be reported again and again.
    if !events.intersection([.hungUp, .failed]).isEmpty, held != nil || isEnding { close() }
  }

  private func read() {
    do throws(Errno) {
      let bytes = try socket.read(upTo: ConsoleProtocol.pieceLength)
      if bytes.isEmpty { return close() }
      bytes.withUnsafeBytes { assembler.append($0) }
    } catch {
      if error != .wouldBlock { close() }
      return
    }
    obeyAll()
  }

  private func obeyAll() {
    do throws(MalformedMessage) {
      while !isClosed, !isEnding, held == nil, let frame = try assembler.next() {
        try obey(try ClientMessage(frame))
      }
    } catch {
      refuse("malformed message: \(error)")
    }
    if !isClosed { updateInterest() }
  }

  /// The line has room again.
  func resumeReading() {
    guard !isClosed, let message = held else { return }
    held = nil
    // What was held is never malformed.
    try? obey(message)
    if held == nil { obeyAll() }
  }

  private func obey(_ message: ClientMessage) throws(MalformedMessage) {
    guard hasGreeted else { return try greet(message) }
    switch message {
    case .hello: throw MalformedMessage("a second greeting")
    case .attach(let line, let readOnly):
      guard let session = known(line) else { return }
      attachments[line] = Attachment(isReadOnly: readOnly)
      queue.dropOutput(of: line)
      session.add(self)
      flush()
      hub.attached()
    case .detach(let line):
      attachments[line] = nil
      queue.dropOutput(of: line)
      hub.session(line)?.remove(self)
    case .input(let line, let bytes):
      guard let session = changeable(line), !bytes.isEmpty else { return }
      if let reason = session.inputRefusal {
        return send(.complaint(line: line, reason: reason))
      }
      if !session.type(bytes, from: self) { held = message }
    case .resize(let line, let rows, let columns):
      guard let session = changeable(line) else { return }
      if session.resize(rows: Int(rows), columns: Int(columns)) { hub.linesChanged() }
    case .sendBreak(let line): changeable(line)?.sendBreak()
    case .request(let number, let command): hub.request(command, number: number, of: self)
    }
  }

  private func greet(_ message: ClientMessage) throws(MalformedMessage) {
    guard case .hello(let version, _) = message else {
      throw MalformedMessage("no greeting came first")
    }
    guard version == ConsoleProtocol.version else {
      return refuse(
        "this guest's console service speaks version \(ConsoleProtocol.version) of the protocol, "
          + "and you speak version \(version): use the umltop it was booted with, or boot it again")
    }
    hasGreeted = true
    if let greetingTimer { loop.cancel(greetingTimer) }
    greetingTimer = nil
    hub.welcome(self)
  }

  private func known(_ line: String) -> ConsoleSession? {
    if let session = hub.session(line) { return session }
    send(.complaint(line: line, reason: hub.unknown(line)))
    return nil
  }

  /// The line, if this client may change anything on it.
  private func changeable(_ line: String) -> ConsoleSession? {
    guard let session = known(line) else { return nil }
    guard attachments[line]?.isReadOnly != true else {
      send(.complaint(line: line, reason: "\(line) is attached read-only"))
      return nil
    }
    return session
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    if let token { loop.remove(token) }
    token = nil
    if let greetingTimer { loop.cancel(greetingTimer) }
    if let snapshotTimer { loop.cancel(snapshotTimer) }
    hub.closed(self)
  }
}
