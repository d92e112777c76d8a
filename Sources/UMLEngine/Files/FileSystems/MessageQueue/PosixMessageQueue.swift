import LinuxABI

/// A POSIX message queue: a file that is read for its state, and otherwise used with the mq_ calls.
/// See mq_overview(7).
final class PosixMessageQueue: MemoryInode {
  struct Message {
    let priority: UInt32
    let text: [UInt8]
  }

  /// Who is told when a message comes to the empty queue: mq_notify(2).
  struct Notification {
    let process: Process
    /// The descriptors it registered from: closing one ends it.
    let table: ObjectIdentifier
    /// nil tells nobody, and keeps others from registering.
    let signal: SignalNumber?
    let value: UInt64
    let kind: Int32
  }

  /// Bytes the kernel needs for a message beside its text.
  private static let overhead: UInt64 = 80

  private let system: MessageQueueFileSystem
  private let maker: UInt32
  private(set) var messageLimit: Int
  private(set) var messageSize: Int
  private var reserved: UInt64 = 0
  private(set) var messages: [Message] = []
  private var notification: Notification?
  private let queues = ReadinessQueues()
  /// Waiting mq_timedreceive calls: with one of these nobody else is told.
  let receivers = WaitQueue()

  init(_ system: MessageQueueFileSystem, _ number: UInt64, _ file: NewFile) {
    self.system = system
    maker = file.userID
    (messageLimit, messageSize) = system.defaults
    super.init(system, number, file)
    reserve()
  }

  deinit {
    system.release(reserved, for: maker)
    buffers.giveBack(held)
  }

  private var buffers: BufferAccount { system.files.buffers }
  /// Bytes its messages take of the kernel's memory.
  private var held: Int {
    messages.reduce(0) { $0 + $1.text.count + Int(Self.overhead) }
  }

  /// What a queue of this shape counts against RLIMIT_MSGQUEUE.
  static func bytes(messageLimit: Int, messageSize: Int) -> UInt64 {
    let (bytes, overflow) = UInt64(messageLimit).multipliedReportingOverflow(
      by: UInt64(messageSize) + overhead)
    return overflow ? .max : bytes
  }

  /// Gives a new queue another shape than the default.
  func shape(messageLimit: Int, messageSize: Int) {
    system.release(reserved, for: maker)
    (self.messageLimit, self.messageSize) = (messageLimit, messageSize)
    reserve()
  }

  private func reserve() {
    reserved = Self.bytes(messageLimit: messageLimit, messageSize: messageSize)
    system.reserve(reserved, for: maker)
  }

  // MARK: Messages

  var isFull: Bool { messages.count >= messageLimit }

  /// Behind all of its priority and above. The first one in an empty queue is told to who asked for
  /// it.
  ///
  /// ENOMEM when the kernel has no more for messages.
  func send(_ message: Message, by task: Task, _ signals: Signals) throws(Errno) {
    let size = message.text.count + Int(Self.overhead)
    guard buffers.admits(size) else { throw .noMemory }
    buffers.take(size)
    let place = messages.lastIndex { $0.priority >= message.priority }.map { $0 + 1 } ?? 0
    let isFirst = messages.isEmpty
    let isAwaited = !receivers.isEmpty
    messages.insert(message, at: place)
    noteChange()
    receivers.wakeAll()
    queues.wakeInput()
    guard isFirst, !isAwaited, let notification else { return }
    self.notification = nil
    guard let signal = notification.signal else { return }
    signals.send(
      SignalInfo(
        signal: signal, code: .messageQueue,
        details: .queued(
          processID: task.process.pid, userID: task.credentials.uid, value: notification.value)),
      to: notification.process)
  }

  /// The oldest of the highest priority.
  func take() -> Message? {
    guard !messages.isEmpty else { return nil }
    defer { queues.wakeOutput() }
    return messages.removeFirst()
  }

  // MARK: Notification

  /// EBUSY when somebody is registered.
  func register(_ new: Notification) throws(Errno) {
    guard notification == nil else { throw .resourceBusy }
    notification = new
  }

  func unregister(_ table: ObjectIdentifier) {
    if notification?.table == table { notification = nil }
  }

  // MARK: As a file

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    status.size = Int64(text.count)
    return status
  }

  private var text: [UInt8] {
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return digits + String(repeating: " ", count: max(0, width - digits.count))
    }
    let bytes = messages.reduce(0) { $0 + $1.text.count }
    return Array(
      ("QSIZE:\(padded(bytes, 10)) NOTIFY:\(padded(Int(notification?.kind ?? 0), 5)) "
        + "SIGNO:\(padded(Int(notification?.signal?.rawValue ?? 0), 5)) "
        + "NOTIFY_PID:\(padded(Int(notification?.process.pid ?? 0), 6))\n").utf8)
  }

  override func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    let text = text
    guard position < Int64(text.count) else { return 0 }
    return try destination.put(text, Int(position)..<text.count)
  }

  override func readiness() -> PollEvents {
    var events: PollEvents = []
    if !messages.isEmpty { events.formUnion(.readable) }
    if !isFull { events.formUnion(.writable) }
    return events
  }

  override func waitQueue(for events: PollEvents) -> WaitQueue? { queues.queue(for: events) }
  override func flushed(by table: ObjectIdentifier) { unregister(table) }
}
