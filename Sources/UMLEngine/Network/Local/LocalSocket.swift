import LinuxABI

/// A socket of this machine: what all kinds of AF_UNIX sockets have in common. See unix(7).
///
/// ```
///   sender ── send ──► LocalMessage ──► incoming queue of the receiver ── receive ──►
/// ```
/// A message counts against its sender's buffer until it is received; a sender that found no
/// room is woken by the receiver.
class LocalSocket: Socket {
  let table: LocalSocketTable
  let type: SocketType
  let inode: UInt64
  let queues = ReadinessQueues()
  var options = SocketOptions()
  private(set) var name = LocalName.unnamed
  /// The file a path name made; holding it keeps the inode that leads to this socket.
  private var place: Location?
  /// Whom a send without address goes to.
  var peer: LocalSocket?
  var peerCredentials: LocalCredentials?
  private(set) var incoming = LocalMessageQueue()
  /// What this socket sent and nobody received yet.
  private(set) var outstanding = 0
  /// The last byte that was sent with MSG_OOB and is not taken yet.
  var urgent: LocalMessage?
  /// Whose owner is told of such a byte: the description F_SETOWN was used on.
  weak var ownedFile: OpenFile?
  var isReadShut = false
  var isWriteShut = false
  private var error: Errno?
  /// Sockets that wait for room here.
  private var waitingSenders: [LocalSocket] = []

  /// About what a socket takes of the kernel's memory, in bytes.
  private static let cost = 1024

  /// ENOBUFS when the kernel has no more for sockets.
  init(_ table: LocalSocketTable, _ type: SocketType) throws(Errno) {
    guard table.files.objects.admits(Self.cost) else { throw .noBufferSpace }
    self.table = table
    self.type = type
    inode = table.files.allocateAnonymousInode()
    table.insert(self)
    table.files.objects.take(Self.cost)
  }

  deinit {
    table.remove(self)
    table.files.objects.giveBack(Self.cost)
  }

  var domain: SocketDomain { .local }
  var protocolNumber: Int32 { 0 }
  var isListening: Bool { false }
  var isConnected: Bool { peer != nil }

  func status() throws(Errno) -> FileStatus { .anonymous(.socket, 0o777, inode: inode) }
  func localAddress() throws(Errno) -> SocketAddress { .local(name) }

  // MARK: What the kinds do

  func listen(backlog: Int, _ task: Task) throws(Errno) { throw .notSupportedOnSocket }
  func accept(_ task: Task) throws(Errno) -> any Socket { throw .notSupportedOnSocket }
  func connect(_ address: SocketAddress, _ task: Task, isNonBlocking: Bool) throws(Errno) {
    throw .notSupportedOnSocket
  }
  func peerAddress() throws(Errno) -> SocketAddress { throw .socketNotConnected }
  func shutDown(_ how: SocketShutdown) throws(Errno) { throw .notSupportedOnSocket }
  func send(_ source: inout WriteSource, _ message: OutgoingMessage) throws(Errno) -> Int {
    throw .notSupportedOnSocket
  }
  func receive(
    _ destination: inout ReadDestination, _ flags: MessageFlags
  ) throws(Errno) -> ReceivedMessage { throw .notSupportedOnSocket }
  func readiness() -> PollEvents { [] }

  /// Everything that is on its way to this socket, or to one that waits here to be accepted.
  var waitingMessages: [LocalMessage] { Array(incoming.all) }

  /// The description was closed.
  func closed(_ file: OpenFile) {
    releaseName()
    discardMessages()
    wakeSenders()
    queues.wakeAll()
    table.inFlight.socketClosed()
  }

  // MARK: Names

  /// Takes a name. EINVAL when it has one, EADDRINUSE when another socket has it.
  func bind(_ address: SocketAddress, _ task: Task) throws(Errno) {
    guard case .local(let wanted) = address else { throw .invalidArgument }
    guard name == .unnamed else { throw .invalidArgument }
    switch wanted {
    case .unnamed: try bindAutomatically()
    case .abstract(let bytes):
      try table.register(bytes, self)
      name = wanted
    case .path(let path):
      place = try table.makeNode(path, for: self, task)
      name = wanted
    }
  }

  /// A name of the kernel's choice, when there is none.
  func bindAutomatically() throws(Errno) {
    guard name == .unnamed else { return }
    name = .abstract(try table.registerAutomatically(self))
  }

  /// An accepted socket answers with its listener's name.
  func adoptName(of listener: LocalSocket) { name = listener.name }

  private func releaseName() {
    if case .abstract(let bytes) = name { table.forget(bytes, self) }
    if let inode = place?.inode, inode.attachment === self { inode.attachment = nil }
    place = nil
  }

  // MARK: Messages

  /// Takes in a message.
  func deliver(_ message: LocalMessage) {
    message.sender.take(message.charge)
    incoming.append(message)
    queues.wakeInput()
  }

  /// Takes in more of a stream; joins it to the last message when nothing sets them apart.
  func deliverBytes(
    _ bytes: [UInt8], from sender: LocalSocket, _ credentials: PeerCredentials,
    rights: [OpenFile]
  ) {
    guard rights.isEmpty, let last = incoming.last, last.sender === sender,
      last.accepts(credentials)
    else {
      deliver(
        LocalMessage(bytes, from: sender, credentials, rights: rights, isRecord: false))
      return
    }
    last.append(bytes)
    sender.take(bytes.count)
    queues.wakeInput()
  }

  /// Takes the first message out of the queue.
  func removeFirst() {
    guard let message = incoming.first else { return }
    incoming.removeFirst()
    message.sender.give(back: message.charge)
    wakeSenders()
  }

  /// Takes bytes out of the first message, and the message when nothing is left of it.
  func consume(_ n: Int) {
    guard let message = incoming.first else { return }
    message.sender.give(back: message.consume(n))
    if message.count == 0 { removeFirst() }
  }

  /// The files of a message: handed over, or, for a look at it, more references to them.
  func rights(of message: LocalMessage, peeking: Bool) -> [OpenFile] {
    guard !message.rights.isEmpty else { return [] }
    guard !peeking else {
      for file in message.rights { file.retain() }
      return message.rights
    }
    let rights = message.takeRights()
    table.inFlight.received(rights, from: message.credentials.userID)
    return rights
  }

  /// Empties the queue; the files in it are given up.
  func discardMessages() {
    for message in incoming.removeAll() {
      message.sender.give(back: message.charge)
      table.inFlight.discard(rights(of: message, peeking: false))
    }
  }

  private func take(_ charge: Int) {
    outstanding += charge
    buffers.take(charge)
  }

  func give(back charge: Int) {
    let wasWritable = isBufferWritable && !buffers.wasShort
    outstanding -= charge
    buffers.giveBack(charge)
    if !wasWritable && isBufferWritable { queues.wakeOutput() }
  }

  // MARK: Room

  private var buffers: BufferAccount { table.files.buffers }

  /// Bytes that may be on their way: fewer than were asked for while the kernel has no more for
  /// sockets.
  private var buffer: Int {
    let more = options.sendBuffer - outstanding
    guard more > 0, !buffers.admits(more) else { return options.sendBuffer }
    return min(options.sendBuffer, max(outstanding + buffers.available, BufferAccount.minimum))
  }

  /// Bytes that may be sent now.
  var room: Int { max(0, buffer - outstanding) }
  /// What poll(2) calls writable: three quarters of the buffer are free.
  var isBufferWritable: Bool { outstanding * 4 <= buffer }
  /// ENOBUFS for a message that the kernel cannot hold whole.
  func requireBuffer(for count: Int) throws(Errno) {
    guard count <= BufferAccount.minimum || buffers.admits(count) else { throw .noBufferSpace }
  }

  /// `sender` is woken when something is taken out of this socket's queue.
  func noteWaiting(_ sender: LocalSocket) {
    if !waitingSenders.contains(where: { $0 === sender }) { waitingSenders.append(sender) }
  }

  func wakeSenders() {
    let senders = waitingSenders
    waitingSenders = []
    for sender in senders { sender.queues.wakeOutput() }
  }

  // MARK: Errors

  func fail(_ error: Errno) { self.error = error }
  var hasError: Bool { error != nil }

  func takeError() -> Errno? {
    defer { error = nil }
    return error
  }
}
