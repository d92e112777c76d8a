import LinuxABI

/// A pseudo terminal of the guest: a ``Terminal`` whose driver is a program that holds the primary
/// side. See pty(7).
///
/// ```
///   shell ── /dev/pts/3 ── Terminal ── transmit ──► output ──► read  ── sshd, script, tmux
///                                 ◄── receive ───────────────── write ──
/// ```
final class PseudoTerminal: TerminalDriver {
  /// Bytes on their way to the primary side at most.
  private static let outputLimit = 1 << 16
  /// Bytes the other side has no room for, beyond which writers on the primary side wait.
  private static let inputLimit = 1 << 13

  let number: UInt32
  private unowned let owner: PseudoTerminals
  private(set) var terminal: Terminal?
  /// Of the primary side's readers and writers.
  let queues = ReadinessQueues()

  var isLocked = true
  private(set) var isPrimaryOpen = true
  /// The terminal side was open and is closed: the end for the primary side.
  private(set) var isAbandoned = false
  private var output = ByteQueue() {
    didSet { if output.capacity != outputCharge.bytes { outputCharge.change(to: output.capacity) } }
  }
  private let buffers: BufferAccount
  /// For what is on its way to the primary side.
  private let outputCharge: BufferCharge
  /// For the pair itself and its input.
  private let charge: BufferCharge
  /// About what that takes of the kernel's memory, in bytes.
  static let cost = 24 << 10
  /// nil outside packet mode. See ioctl_tty(2), TIOCPKT.
  private var packetStatus: PacketModeStatus?
  /// The node in devpts: who may open it, and when it was made.
  var node: NodeAttributes

  struct NodeAttributes {
    var userID: UInt32
    var groupID: UInt32
    var permissions: FileMode
    var time: TimeSpec
  }

  init(_ kernel: Kernel, _ owner: PseudoTerminals, number: UInt32, node: NodeAttributes) {
    self.number = number
    self.owner = owner
    self.node = node
    buffers = kernel.files.buffers
    outputCharge = BufferCharge(buffers)
    charge = BufferCharge(kernel.files.objects, Self.cost)
    terminal = Terminal(
      kernel, kind: .pseudo, device: PseudoTerminals.device(number), name: "pts/\(number)",
      driver: self)
  }

  // MARK: As the terminal's driver

  func willOpen(_ terminal: Terminal) throws(Errno) {
    guard isPrimaryOpen, !isLocked else { throw .ioError }
    isAbandoned = false
  }

  /// Settings and unread input stay for the next one to open it.
  func wasClosed(_ terminal: Terminal) {
    isAbandoned = true
    if isPrimaryOpen {
      queues.wakeAll()
    } else {
      owner.release(self)
    }
  }

  /// Nobody holds the primary side: what is written is gone.
  func transmit(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard isPrimaryOpen else { return bytes.count }
    let count = min(bytes.count, outputRoom)
    guard count > 0 else { return 0 }
    output.append(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    queues.wakeInput()
    return count
  }

  /// Less than there could be while the kernel has no more for pipes and the like.
  private var outputRoom: Int {
    let room = Self.outputLimit - output.count
    guard outputCharge.bytes < Self.outputLimit, !buffers.admits(Self.outputLimit) else {
      return room
    }
    return max(0, min(room, BufferAccount.minimum - output.count))
  }

  func discardOutput() {
    output.removeAll()
    report(.flushWrite)
  }

  func transmitUrgently(_ byte: UInt8) {
    output.append([byte])
    queues.wakeInput()
  }

  func setReceiving(_ isReceiving: Bool) {
    if isReceiving { queues.wakeOutput() }
  }

  func inputWasDiscarded() {
    report(.flushRead)
    queues.wakeOutput()
  }

  func outputWasStopped(_ isStopped: Bool) {
    report(
      isStopped ? .stopped : .started, insteadOf: isStopped ? .started : .stopped)
  }

  func settingsChanged(from old: Termios, to new: Termios) {
    let wasOrdinary = old.stopsOrdinarily
    let isOrdinary = new.stopsOrdinarily
    if wasOrdinary != isOrdinary {
      report(isOrdinary ? .doStop : .noStop, insteadOf: isOrdinary ? .noStop : .doStop)
    }
    if old.localFlags.union(new.localFlags).contains(.externalProcessing) { report(.ioctl) }
  }

  var initialSettings: Termios {
    var settings = Termios.standard
    settings.controlFlags.remove(.hangUpOnClose)
    return settings
  }

  /// Eight bits without parity is all there is.
  func adjust(_ settings: inout Termios) {
    settings.controlFlags.subtract([.sizeMask, .enableParity])
    settings.controlFlags.insert([.size8, .enableReceiver])
  }

  private func report(_ status: PacketModeStatus, insteadOf other: PacketModeStatus = []) {
    guard let current = packetStatus else { return }
    packetStatus = current.subtracting(other).union(status)
    queues.wakeInput()
  }

  // MARK: For the primary side

  func read(_ destination: inout ReadDestination) throws(Errno) -> Int {
    guard destination.remaining > 0 else { return 0 }
    if let status = packetStatus, !status.isEmpty {
      packetStatus = []
      return try destination.put([status.rawValue])
    }
    guard !output.isEmpty else { throw isAbandoned ? .ioError : .wouldBlock }
    var prefix = 0
    if packetStatus != nil { prefix = try destination.put([0]) }
    let bytes = output.take(destination.remaining)
    let count = try destination.put(bytes)
    if buffers.wasShort { output.releaseIfEmpty() }
    terminal?.driverIsReady()
    return prefix + count
  }

  func write(_ source: inout WriteSource) throws(Errno) -> Int {
    guard !isAbandoned else { throw .ioError }
    guard acceptsInput else { throw .wouldBlock }
    let bytes = try source.take(4096)
    terminal?.receive(bytes)
    return bytes.count
  }

  private var acceptsInput: Bool { (terminal?.heldInput.count ?? 0) < Self.inputLimit }

  var readiness: PollEvents {
    var events: PollEvents = []
    if !output.isEmpty { events.formUnion(.readable) }
    if let packetStatus, !packetStatus.isEmpty { events.formUnion([.readable, .priority]) }
    if isAbandoned { events.insert(.hangUp) }
    if acceptsInput { events.formUnion(.writable) }
    return events
  }

  var readableCount: Int { output.count }

  var isInPacketMode: Bool {
    get { packetStatus != nil }
    set { packetStatus = newValue ? packetStatus ?? [] : nil }
  }

  /// The primary side is closed: the terminal hangs up.
  func primaryClosed() {
    isPrimaryOpen = false
    output.removeAll()
    owner.withdraw(self)
    terminal?.hangUp()
  }
}

extension Termios {
  /// `^S` and `^Q` stop and start the output: what packet mode reports changes of.
  fileprivate var stopsOrdinarily: Bool {
    inputFlags.contains(.enableOutputFlowControl) && self[.stop] == 19 && self[.start] == 17
  }
}
