import LinuxABI
import UMLHost

/// One telnet: a connection and how far its conversation is. Serves a device, or waits for one.
///
/// What a client does not read makes the guest wait, and what it asks for without reading the
/// answers makes itself wait. Nothing it does costs anybody else more than a turn of the loop.
final class TelnetSession {
  /// Output that is encoded and not sent yet, in bytes, before the guest has to wait.
  private static let outputLimit = 16 << 10
  /// Answers not sent yet before no more questions are read.
  private static let answerLimit = 1 << 10
  /// What may be typed ahead before there is a device; the rest is lost, as on a real terminal.
  private static let typeAheadLimit = 1 << 10
  /// Who types this much at no device is not a person.
  private static let waitingLimit = 64 << 10

  private let stream: HostStream
  private let socket: SharedDescriptor
  private let loop: EventLoop
  private var server = TelnetServer()
  private var pending = ByteQueue()
  private var pendingAnswers = 0
  private var guestWaits = false
  private var wantsInput = true
  private var typedAhead: [UInt8] = []
  private var receivedWhileWaiting = 0
  private(set) var windowSize: WindowSize?
  /// As the client names it; empty while it has not.
  private(set) var terminalType = ""

  /// The device it serves.
  weak var channel: PortChannel? {
    didSet {
      guard channel != nil, !typedAhead.isEmpty else { return }
      // Not yet: whoever opens the device has not got it open.
      loop.schedule(afterNanoseconds: 0) { [weak self] in self?.deliverTypedAhead() }
    }
  }
  /// The client is gone. Called once.
  var onEnd: () -> Void = {}

  init(_ socket: consuming HostDescriptor, on loop: EventLoop) throws(Errno) {
    let socket = SharedDescriptor(socket)
    self.socket = socket
    self.loop = loop
    stream = HostStream(socket, on: loop, reads: true)
    // Keys are to arrive one by one, and a client whose machine is gone is to be noticed. The mark
    // of an urgent notice is a command like others: it belongs to the stream.
    try? socket.setNoDelay(true)
    try? socket.setKeepAlive(afterSeconds: 60)
    try? socket.setUrgentInline(true)
    stream.onInput = { [weak self] in self?.received($0) }
    stream.onWritable = { [weak self] in self?.sendPending() }
    stream.onEnd = { [weak self] in self?.onEnd() }
    stream.onBroken = { [weak self] in self?.onEnd() }
    try stream.start()
    send(server.begin())
  }

  /// Where the client is.
  var peer: String { ((try? socket.peerAddress()) ?? nil)?.description ?? "?" }

  /// Ends the conversation. What was written still arrives: input nobody has read would make the
  /// host throw it away.
  func close() {
    stream.stop()
    try? socket.shutDown(reading: false, writing: true)
    var rounds = 16
    while rounds > 0, let bytes = try? socket.read(upTo: 1 << 16), !bytes.isEmpty { rounds -= 1 }
  }

  // MARK: To the client

  /// Output of the guest; returns how much was taken.
  func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard pending.count < Self.outputLimit else {
        guestWaits = true
        break
      }
      let piece = rest.prefix(Self.outputLimit)
      send(server.encode(UnsafeRawBufferPointer(rebasing: piece)))
      rest = rest.dropFirst(piece.count)
    }
    return bytes.count - rest.count
  }

  /// Words of our own.
  func say(_ text: String) { send(Array(text.utf8)) }

  private func send(_ bytes: [UInt8]) {
    guard pending.isEmpty else { return pending.append(bytes[...]) }
    let sent = bytes.withUnsafeBytes { stream.write($0) }
    if sent < bytes.count { pending.append(bytes[sent...]) }
  }

  private func answer(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    send(bytes)
    if !pending.isEmpty { pendingAnswers += bytes.count }
    updateReading()
  }

  private func sendPending() {
    pending.consume { stream.write($0) }
    guard pending.isEmpty else { return }
    pendingAnswers = 0
    updateReading()
    if guestWaits {
      guestWaits = false
      channel?.sessionIsWritable()
    }
  }

  // MARK: From the client

  func setReading(_ isReading: Bool) {
    wantsInput = isReading
    updateReading()
  }

  private func updateReading() {
    stream.setReading(wantsInput && pendingAnswers < Self.answerLimit)
  }

  private func received(_ bytes: [UInt8]) {
    // Calls in an order of their own: what is typed may close this session.
    var events: [TelnetServer.Event] = []
    let answers = server.receive(bytes) { events.append($0) }
    answer(answers)
    for event in events { perform(event) }
    guard channel == nil else { return }
    receivedWhileWaiting += bytes.count
    if receivedWhileWaiting > Self.waitingLimit { onEnd() }
  }

  private func perform(_ event: TelnetServer.Event) {
    switch event {
    case .input(let bytes):
      if let channel, typedAhead.isEmpty { return channel.sessionReceived(bytes) }
      typedAhead += bytes.prefix(max(0, Self.typeAheadLimit - typedAhead.count))
    case .sendBreak: channel?.sessionReceivedBreak()
    case .resized(let size):
      windowSize = size
      channel?.sessionResized(size)
    case .terminalType(let name): terminalType = name
    case .areYouThere: answer(Array("\r\n[\(channel?.title ?? "waiting"): yes]\r\n".utf8))
    }
  }

  private func deliverTypedAhead() {
    let bytes = typedAhead
    typedAhead = []
    channel?.sessionReceived(bytes)
  }
}
