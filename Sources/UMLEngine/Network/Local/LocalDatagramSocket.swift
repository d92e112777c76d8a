import LinuxABI

/// A local socket whose messages are independent of each other: SOCK_DGRAM. See unix(7).
///
/// Nothing is lost: a sender waits while the receiver's queue is full.
final class LocalDatagramSocket: LocalSocket {
  /// net.unix.max_dgram_qlen; one more is let in.
  private static let maximumQueue = 10

  // MARK: Connecting

  static func pair(
    _ a: LocalDatagramSocket, _ b: LocalDatagramSocket, _ owner: LocalCredentials
  ) {
    a.peer = b
    b.peer = a
    a.peerCredentials = owner
    b.peerCredentials = owner
  }

  /// Sets whom to send to and whose messages to take. No address ends it.
  override func connect(
    _ address: SocketAddress, _ task: Task, isNonBlocking: Bool
  ) throws(Errno) {
    if case .unspecified = address {
      setPeer(nil)
    } else {
      guard case .local(let name) = address else { throw .invalidArgument }
      if options.passesCredentials { try bindAutomatically() }
      let found = try table.find(name, task)
      try checkReceiver(found)
      setPeer(found)
    }
    queues.wakeAll()
  }

  /// One that was connected with us, and we with it, finds that we went to somebody else.
  private func setPeer(_ new: LocalSocket?) {
    let old = peer
    peer = new
    guard let old, old !== new else { return }
    discardMessages()
    guard old.peer === self else { return }
    old.fail(.connectionReset)
    old.queues.wakeAll()
  }

  /// EPERM when the receiver is connected to somebody else.
  private func checkReceiver(_ other: LocalSocket) throws(Errno) {
    guard other.type == type else { throw .protocolWrongTypeForSocket }
    guard other.peer == nil || other.peer === self else { throw .notPermitted }
  }

  override func peerAddress() throws(Errno) -> SocketAddress {
    guard let peer else { throw .socketNotConnected }
    return .local(peer.name)
  }

  override func shutDown(_ how: SocketShutdown) throws(Errno) {
    if how != .write { isReadShut = true }
    if how != .read { isWriteShut = true }
    queues.wakeAll()
    wakeSenders()
  }

  /// Those connected to it find ECONNREFUSED when they send.
  private(set) var isClosed = false

  override func closed(_ file: OpenFile) {
    isClosed = true
    peer = nil
    super.closed(file)
  }

  // MARK: Transfer

  override func send(
    _ source: inout WriteSource, _ message: OutgoingMessage
  ) throws(Errno) -> Int {
    guard !message.flags.contains(.outOfBand) else { throw .notSupportedOnSocket }
    let attachments = try LocalAttachments(message, table)
    let receiver = try receiver(of: message)
    if options.passesCredentials { try bindAutomatically() }
    guard source.remaining <= options.sendBuffer - 32 else { throw .messageTooLong }
    if let error = takeError() { throw error }
    guard !isWriteShut, !receiver.isReadShut else { throw .brokenPipe }
    guard room > 0 else { throw .wouldBlock }
    guard !receiver.isFull(for: self) else {
      receiver.noteWaiting(self)
      throw .wouldBlock
    }
    return try sendRecord(&source, attachments, to: receiver)
  }

  private func receiver(of message: OutgoingMessage) throws(Errno) -> LocalDatagramSocket {
    guard let address = message.address else {
      guard let peer = peer as? LocalDatagramSocket else { throw .socketNotConnected }
      guard !peer.isClosed else {
        self.peer = nil
        throw .connectionRefused
      }
      return peer
    }
    guard case .local(let name) = address, let task = message.task else {
      throw .invalidArgument
    }
    let found = try table.find(name, task)
    try checkReceiver(found)
    guard let receiver = found as? LocalDatagramSocket else {
      throw .protocolWrongTypeForSocket
    }
    return receiver
  }

  /// Two sockets connected with each other are held back by their buffers alone.
  private func isFull(for sender: LocalSocket) -> Bool {
    peer !== sender && incoming.count > Self.maximumQueue
  }

  override func receive(
    _ destination: inout ReadDestination, _ flags: MessageFlags
  ) throws(Errno) -> ReceivedMessage {
    guard !flags.contains(.outOfBand) else { throw .notSupportedOnSocket }
    guard let message = incoming.first else {
      if let error = takeError() { throw error }
      guard isReadShut else { throw .wouldBlock }
      return .endOfFile
    }
    return try receiveRecord(message, &destination, flags)
  }

  // MARK: State

  override func readiness() -> PollEvents {
    var events = commonReadiness
    if isBufferWritable && hasRoomAtPeer {
      events.formUnion([.output, .normalOutput, .bandOutput])
    }
    return events
  }

  /// Asking makes this socket wait to be told.
  private var hasRoomAtPeer: Bool {
    guard let receiver = peer as? LocalDatagramSocket, receiver.isFull(for: self) else {
      return true
    }
    receiver.noteWaiting(self)
    return false
  }
}
