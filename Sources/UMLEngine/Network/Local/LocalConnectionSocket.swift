import LinuxABI

/// A local socket that is connected before it is used: SOCK_STREAM and SOCK_SEQPACKET.
///
/// A connect makes the other side's socket at once; it waits at the listener to be accepted, and
/// the client may already send.
final class LocalConnectionSocket: LocalSocket {
  /// net.core.somaxconn.
  private static let maximumBacklog = 4096

  private enum State {
    case idle
    case listening(LocalCredentials)
    case connected
  }

  private var state = State.idle
  private var backlog = 0
  /// Sockets of clients, not yet accepted.
  private var pending: [LocalConnectionSocket] = []
  /// The other side's name as it was when it closed.
  private var lastPeerName = LocalName.unnamed

  override var isConnected: Bool { if case .connected = state { true } else { false } }
  override var isListening: Bool { if case .listening = state { true } else { false } }

  // MARK: Connecting

  /// Makes two sockets each other's peer. See socketpair(2).
  static func pair(
    _ a: LocalConnectionSocket, _ b: LocalConnectionSocket, _ owner: LocalCredentials
  ) {
    a.join(b, owner)
    b.join(a, owner)
  }

  private func join(_ other: LocalConnectionSocket, _ credentials: LocalCredentials) {
    state = .connected
    peer = other
    peerCredentials = credentials
  }

  /// EINVAL without a name or when connected. A second call changes the backlog.
  override func listen(backlog wanted: Int, _ task: Task) throws(Errno) {
    guard !isConnected, name != .unnamed else { throw .invalidArgument }
    let isNegative = wanted < 0
    backlog = isNegative ? Self.maximumBacklog : min(wanted, Self.maximumBacklog)
    let owner = LocalCredentials(task)
    state = .listening(owner)
    peerCredentials = owner
    wakeSenders()
  }

  override func accept(_ task: Task) throws(Errno) -> any Socket {
    guard isListening else { throw .invalidArgument }
    guard !pending.isEmpty else {
      guard !isReadShut else { throw .invalidArgument }
      throw .wouldBlock
    }
    let socket = pending.removeFirst()
    wakeSenders()
    return socket
  }

  /// EAGAIN while the listener's backlog is full; a blocking caller waits for room.
  override func connect(
    _ address: SocketAddress, _ task: Task, isNonBlocking: Bool
  ) throws(Errno) {
    guard case .local(let name) = address else { throw .invalidArgument }
    let found = try table.find(name, task)
    guard found.type == type else { throw .protocolWrongTypeForSocket }
    guard let listener = found as? LocalConnectionSocket,
      case .listening(let owner) = listener.state, !listener.isReadShut
    else { throw .connectionRefused }
    switch state {
    case .connected: throw .socketIsConnected
    case .listening: throw .invalidArgument
    case .idle: break
    }
    guard listener.pending.count <= listener.backlog else {
      listener.noteWaiting(self)
      throw .wouldBlock
    }
    if options.passesCredentials { try bindAutomatically() }
    let other = try LocalConnectionSocket(table, type)
    other.options = listener.options.inherited
    other.adoptName(of: listener)
    other.join(self, LocalCredentials(task))
    join(other, owner)
    listener.pending.append(other)
    listener.queues.wakeInput()
    queues.wakeAll()
  }

  override func peerAddress() throws(Errno) -> SocketAddress {
    guard isConnected else { throw .socketNotConnected }
    return .local(peer?.name ?? lastPeerName)
  }

  // MARK: Disconnecting

  /// What one side shuts, the other side finds shut as well.
  override func shutDown(_ how: SocketShutdown) throws(Errno) {
    let reads = how != .write
    let writes = how != .read
    shut(reads: reads, writes: writes)
    (peer as? LocalConnectionSocket)?.shut(reads: writes, writes: reads)
  }

  private func shut(reads: Bool, writes: Bool) {
    isReadShut = isReadShut || reads
    isWriteShut = isWriteShut || writes
    queues.wakeAll()
    wakeSenders()
  }

  override func closed(_ file: OpenFile) {
    close()
    super.closed(file)
  }

  /// A client that was never accepted, or whose bytes were never read, finds ECONNRESET.
  private func close(isReset: Bool = false) {
    if let other = peer as? LocalConnectionSocket {
      if isReset || !incoming.isEmpty { other.fail(.connectionReset) }
      other.lastPeerName = name
      other.peer = nil
      other.shut(reads: true, writes: true)
    }
    peer = nil
    shut(reads: true, writes: true)
    let clients = pending
    pending = []
    for client in clients {
      client.close(isReset: true)
      client.discardMessages()
    }
  }

  override var waitingMessages: [LocalMessage] {
    super.waitingMessages + pending.flatMap { $0.waitingMessages }
  }

  override func discardMessages() {
    super.discardMessages()
    for client in pending { client.discardMessages() }
  }

  // MARK: Transfer

  override func send(
    _ source: inout WriteSource, _ message: OutgoingMessage
  ) throws(Errno) -> Int {
    let isUrgent = message.flags.contains(.outOfBand)
    guard !isUrgent || (isStream && source.remaining > 0) else { throw .notSupportedOnSocket }
    if isStream, message.address != nil {
      throw isConnected ? .socketIsConnected : .notSupportedOnSocket
    }
    let attachments = try LocalAttachments(message, table)
    guard isConnected else { throw .socketNotConnected }
    guard !isWriteShut, let peer else { throw .brokenPipe }
    if isUrgent, source.remaining == 1 { return try sendUrgent(&source, attachments, to: peer) }
    return isStream
      ? try sendBytes(&source, attachments, to: peer, keeping: isUrgent ? 1 : 0)
      : try sendWhole(&source, attachments, to: peer)
  }

  private func sendBytes(
    _ source: inout WriteSource, _ attachments: LocalAttachments, to peer: LocalSocket,
    keeping kept: Int
  ) throws(Errno) -> Int {
    guard source.remaining > 0 else { return 0 }
    guard room > 0 else { throw .wouldBlock }
    let bytes = try source.take(min(room, source.remaining - kept))
    table.inFlight.sent(attachments.rights, by: attachments.credentials.userID)
    peer.deliverBytes(
      bytes, from: self, attachments.credentials, rights: attachments.rights)
    return bytes.count
  }

  private func sendWhole(
    _ source: inout WriteSource, _ attachments: LocalAttachments, to peer: LocalSocket
  ) throws(Errno) -> Int {
    guard source.remaining <= options.sendBuffer - 32 else { throw .messageTooLong }
    guard room > 0 else { throw .wouldBlock }
    return try sendRecord(&source, attachments, to: peer)
  }

  /// Bytes that came before an error or a shutdown are read first.
  override func receive(
    _ destination: inout ReadDestination, _ flags: MessageFlags
  ) throws(Errno) -> ReceivedMessage {
    if flags.contains(.outOfBand) { return try receiveUrgent(&destination, flags) }
    guard isConnected else { throw isStream ? .invalidArgument : .socketNotConnected }
    guard let first = incoming.first else {
      if let error = takeError() { throw error }
      guard isReadShut else { throw .wouldBlock }
      return .endOfFile
    }
    guard isStream else { return try receiveRecord(first, &destination, flags) }
    return try receiveBytes(&destination, isPeek: flags.contains(.peek))
  }

  /// Goes on from message to message, but never from one sender's credentials to another's when
  /// the receiver asked for them, not past one that brought files, and not past an urgent byte.
  private func receiveBytes(
    _ destination: inout ReadDestination, isPeek: Bool
  ) throws(Errno) -> ReceivedMessage {
    var result = ReceivedMessage.endOfFile
    var index = 0
    while destination.remaining > 0, let message = incoming[index] {
      let passage = passage(of: message, isPeek: isPeek, isFirst: result.count == 0)
      if passage == .end { break }
      if passage == .past {
        if isPeek { index += 1 } else { removeFirst() }
        continue
      }
      if let credentials = result.credentials, options.passesCredentials,
        credentials != message.credentials
      {
        break
      }
      let hadRights = !message.rights.isEmpty
      let count = try message.copy(to: &destination)
      result.credentials = message.credentials
      result.count += count
      if hadRights { result.rights += rights(of: message, peeking: isPeek) }
      if isPeek {
        index += 1
      } else {
        consume(count)
      }
      if hadRights || count == 0 { break }
    }
    // An urgent byte that nobody took is passed over.
    guard result.count > 0 || destination.remaining == 0 || isReadShut else { throw .wouldBlock }
    result.fullCount = result.count
    if case .some(let name) = peer?.name, name != .unnamed { result.address = .local(name) }
    return result
  }

  // MARK: State

  override func readiness() -> PollEvents {
    var events = commonReadiness
    if !pending.isEmpty { events.formUnion(.readable) }
    if urgent != nil { events.insert(.priority) }
    if case .idle = state { events.insert(.hangUp) }
    if isBufferWritable && !isListening { events.formUnion([.output, .normalOutput, .bandOutput]) }
    return events
  }
}
