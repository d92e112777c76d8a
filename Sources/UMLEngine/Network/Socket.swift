import LinuxABI

/// What is behind a socket's descriptor, of whatever family. See socket(7).
///
/// As with every ``FileObject`` nothing waits here: `.wouldBlock` is thrown, and the system call
/// waits for the queue of `.input` (receive, accept) or `.output` (send, connect).
protocol Socket: FileObject {
  var domain: SocketDomain { get }
  var type: SocketType { get }
  /// What SO_PROTOCOL shows.
  var protocolNumber: Int32 { get }
  var options: SocketOptions { get set }
  var isListening: Bool { get }

  func bind(_ address: SocketAddress, _ task: Task) throws(Errno)
  func listen(backlog: Int, _ task: Task) throws(Errno)
  /// EAGAIN when nobody has connected.
  func accept(_ task: Task) throws(Errno) -> any Socket
  /// A non-blocking caller is told in the family's own way that it has to wait.
  func connect(_ address: SocketAddress, _ task: Task, isNonBlocking: Bool) throws(Errno)
  func localAddress() throws(Errno) -> SocketAddress
  /// ENOTCONN.
  func peerAddress() throws(Errno) -> SocketAddress
  func shutDown(_ how: SocketShutdown) throws(Errno)

  /// Takes bytes, all of them as one message when the socket keeps messages apart.
  func send(_ source: inout WriteSource, _ message: OutgoingMessage) throws(Errno) -> Int
  func receive(
    _ destination: inout ReadDestination, _ flags: MessageFlags
  ) throws(Errno) -> ReceivedMessage

  /// Options other than those of ``SocketOptions``. ENOPROTOOPT, or EOPNOTSUPP for a level.
  func option(_ level: SocketLevel, _ name: Int32) throws(Errno) -> [UInt8]
  func setOption(
    _ level: SocketLevel, _ name: Int32, _ value: [UInt8], _ task: Task
  ) throws(Errno)

  /// SO_ERROR: reading it clears it.
  func takeError() -> Errno?
}

extension Socket {
  /// Bytes without bounds between them: a send may be continued, a receive joined.
  var isStream: Bool { type == .stream }

  var sendsSignals: Bool { true }

  func transferTimeout(for events: PollEvents) -> UInt64? {
    events.contains(.input) ? options.receiveTimeout : options.sendTimeout
  }

  func option(_ level: SocketLevel, _ name: Int32) throws(Errno) -> [UInt8] {
    throw level == .socket ? .protocolNotAvailable : .notSupportedOnSocket
  }

  func setOption(
    _ level: SocketLevel, _ name: Int32, _ value: [UInt8], _ task: Task
  ) throws(Errno) {
    throw level == .socket ? .protocolNotAvailable : .notSupportedOnSocket
  }
}

/// What a send carries beside its bytes.
struct OutgoingMessage {
  /// Where to; nil for the peer.
  var address: SocketAddress?
  var control: [ControlMessage] = []
  var flags: MessageFlags = []
  /// Who sends. nil when the kernel itself does.
  var task: Task?
}

/// What a receive found beside the bytes it put.
struct ReceivedMessage {
  /// Bytes put into the destination.
  var count: Int
  /// Bytes the message had.
  var fullCount: Int
  /// Who sent it; nil when the socket does not say.
  var address: SocketAddress?
  /// MSG_TRUNC, MSG_EOR.
  var flags: MessageFlags = []
  var credentials: PeerCredentials?
  /// Files that came along. Each brings a reference, which whoever takes the message owns.
  var rights: [OpenFile] = []
  /// Anything else, ready for the guest.
  var control: [ControlMessage] = []

  init(count: Int, fullCount: Int) {
    self.count = count
    self.fullCount = fullCount
  }

  static var endOfFile: ReceivedMessage { ReceivedMessage(count: 0, fullCount: 0) }
}
