package import LinuxABI
package import UMLHost

/// One end of a null-modem cable between two lines, which may be of two machines.
///
/// Without a partner the cable is unplugged: what is written is gone, as on a wire, and the lines
/// the other end would drive are down. Nothing is lost between ends that are joined.
package final class CableEnd {
  /// Bytes on their way to an end that are not read there.
  static let window = 64 << 10
  private static let grantStep = window / 4

  /// Who this end is, for the other: `left ssl1`.
  let title: String
  private let loop: EventLoop
  private let meeting: CableMeeting
  private var socket: SharedDescriptor?
  private var token: EventToken?
  private var assembler = CableAssembler()
  private var outgoing: [UInt8] = []
  private var credit = 0
  private var isAwaited = false
  /// Came while nobody wanted input.
  private var held: [CableMessage] = []
  private var heldCount = 0
  private var ungranted = 0
  private var isReading = true
  private var ownLines: CableLines = []

  /// The other end's title, once it has greeted us.
  package private(set) var partner: String?
  private(set) var partnerLines: CableLines = []
  package private(set) var sentCount: UInt64 = 0
  package private(set) var receivedCount: UInt64 = 0

  package var onData: ([UInt8]) -> Void = { _ in }
  package var onBreak: (Bool) -> Void = { _ in }
  /// There is room again after a write that was not taken whole.
  package var onRoom: () -> Void = {}
  /// The partner came, went, or drives other lines.
  package var onChange: () -> Void = {}

  package init(path: String, title: String, loop: EventLoop) {
    self.title = title
    self.loop = loop
    meeting = CableMeeting(path: path, loop: loop)
    meeting.onConnection = { [unowned self] in take($0) }
  }

  deinit { disconnect() }

  var path: String { meeting.path }
  package var isJoined: Bool { partner != nil }

  /// Goes to where the ends meet, and waits there for the other one.
  ///
  /// - Throws: what making or watching the meeting place met.
  package func start() throws(Errno) { try meeting.start() }

  /// Unplugs this end; what has not been delivered is gone. It can be started again.
  package func close() {
    meeting.stop()
    disconnect()
    held = []
    heldCount = 0
  }

  // MARK: Out

  /// Sends what fits the window, and returns how much that was; `onRoom` is called when less than
  /// all. Unplugged it takes everything. Never waits.
  package func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard isJoined else {
      // Somebody is about to say who he is: what a machine says while it boots is for him.
      isAwaited = socket != nil
      return isAwaited ? 0 : bytes.count
    }
    let count = min(bytes.count, credit)
    if count < bytes.count { isAwaited = true }
    guard count > 0 else { return 0 }
    credit -= count
    sentCount += UInt64(count)
    var rest = bytes[..<count]
    while !rest.isEmpty {
      let piece = rest.prefix(CableMessage.maximumLength)
      rest = rest.dropFirst(piece.count)
      send(.data(Array(piece)))
    }
    return count
  }

  /// Drives the lines that the other end receives: DTR as its DSR and DCD, RTS as its CTS.
  package func setLines(_ lines: ModemLines) {
    let lines = CableLines(lines)
    guard lines != ownLines else { return }
    ownLines = lines
    // Our greeting has told what they were when there was one.
    if socket != nil { send(.lines(lines)) }
  }

  func setBreak(_ isSending: Bool) {
    if isJoined { send(.sendsBreak(isSending)) }
  }

  private func send(_ message: CableMessage) {
    outgoing += message.encoded
    flush()
  }

  private func flush() {
    guard let socket, let token else { return }
    do throws(Errno) {
      while !outgoing.isEmpty {
        let count = try socket.write(outgoing)
        outgoing.removeFirst(count)
      }
    } catch {
      // An end that is gone is noticed where it is read.
      if error != .wouldBlock { outgoing = [] }
    }
    // Fails only for a registration that has ended.
    try? loop.modify(token, outgoing.isEmpty ? .readable : [.readable, .writable])
  }

  // MARK: In

  /// Whether `onData` and `onBreak` may be called; what comes meanwhile is held, and what was held
  /// is delivered in here.
  package func setReading(_ isReading: Bool) {
    self.isReading = isReading
    while self.isReading, !held.isEmpty {
      let message = held.removeFirst()
      heldCount -= message.dataCount
      deliver(message)
    }
  }

  private func take(_ socket: SharedDescriptor) -> Bool {
    // The partner may have gone and come back before we noticed.
    while self.socket != nil, receive() {}
    guard self.socket == nil else { return false }
    do throws(Errno) {
      token = try loop.add(socket.rawValue, .readable) { [unowned self] in react($0) }
    } catch {
      return false
    }
    self.socket = socket
    assembler = CableAssembler()
    outgoing = []
    ungranted = 0
    send(
      .hello(
        title: title, credit: UInt32(Self.window - heldCount), lines: ownLines))
    return true
  }

  private func react(_ events: EventSet) {
    if events.contains(.writable) { flush() }
    if !events.isDisjoint(with: [.readable, .failed, .hungUp]) { _ = receive() }
  }

  /// Takes what there is; false where there was nothing.
  private func receive() -> Bool {
    guard let socket else { return false }
    do throws(Errno) {
      let bytes = try socket.read(upTo: Self.window)
      guard !bytes.isEmpty else {
        lost()
        return false
      }
      assembler.append(bytes)
    } catch {
      if error != .wouldBlock { lost() }
      return false
    }
    do throws(CableAssembler.Malformed) {
      while self.socket === socket, let message = try assembler.next() { obey(message) }
    } catch {
      lost()
    }
    return true
  }

  private func obey(_ message: CableMessage) {
    switch message {
    case .hello(let title, let credit, let lines):
      guard partner == nil else { return lost() }
      partner = title
      self.credit = min(Int(credit), Self.window)
      partnerLines = lines
      meeting.succeeded()
      onChange()
      roomCame()
    case _ where partner == nil: lost()
    case .lines(let lines):
      partnerLines = lines
      onChange()
    case .credit(let count):
      credit = min(credit + Int(count), Self.window)
      roomCame()
    case .data, .sendsBreak:
      // Beyond what it may send it is no partner of ours.
      guard held.count < Self.window, heldCount <= Self.window else { return lost() }
      guard !isReading else { return deliver(message) }
      held.append(message)
      heldCount += message.dataCount
    }
  }

  private func deliver(_ message: CableMessage) {
    switch message {
    case .data(let bytes):
      receivedCount += UInt64(bytes.count)
      grant(bytes.count)
      onData(bytes)
    case .sendsBreak(let isSending): onBreak(isSending)
    case .hello, .lines, .credit: break
    }
  }

  private func grant(_ count: Int) {
    ungranted += count
    guard isJoined, ungranted >= Self.grantStep else { return }
    send(.credit(UInt32(ungranted)))
    ungranted = 0
  }

  private func roomCame() {
    guard isAwaited, credit > 0 else { return }
    isAwaited = false
    onRoom()
  }

  // MARK: The end

  /// The partner is gone; what it sent is still delivered.
  private func lost() {
    disconnect()
    meeting.renew()
    onChange()
    // Who waited goes on: nobody will ever take it.
    if isAwaited {
      isAwaited = false
      onRoom()
    }
  }

  private func disconnect() {
    if let token { loop.remove(token) }
    token = nil
    socket = nil
    partner = nil
    partnerLines = []
    outgoing = []
    credit = 0
  }
}
