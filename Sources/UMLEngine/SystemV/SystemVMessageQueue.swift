import LinuxABI

/// A System V message queue. See msgget(2).
final class SystemVMessageQueue: SystemVObject {
  struct Message {
    let type: Int64
    let text: [UInt8]
  }

  /// What a message takes beside its text.
  static let overhead = 64

  private let buffers: BufferAccount
  private(set) var messages: [Message] = []
  private(set) var bytesHeld = 0
  /// Bytes it may hold.
  var byteLimit: UInt64
  private var sendTime: Int64 = 0
  private var receiveTime: Int64 = 0
  private var lastSender: Int32 = 0
  private var lastReceiver: Int32 = 0

  init(
    key: Int32, mode: UInt32, byteLimit: UInt64, _ credentials: Credentials,
    _ buffers: BufferAccount, now: Int64
  ) {
    self.byteLimit = byteLimit
    self.buffers = buffers
    super.init(key: key, mode: mode, credentials, now: now)
  }

  deinit { buffers.giveBack(bytesHeld + messages.count * Self.overhead) }

  /// As many messages as bytes, so that empty ones have an end, too.
  func hasRoom(for count: Int) -> Bool {
    UInt64(bytesHeld + count) <= byteLimit && UInt64(messages.count + 1) <= byteLimit
  }

  /// ENOMEM when the kernel has no more for messages.
  func send(_ message: Message, by process: Int32, now: Int64) throws(Errno) {
    let size = message.text.count + Self.overhead
    guard buffers.admits(size) else { throw .noMemory }
    buffers.take(size)
    messages.append(message)
    bytesHeld += message.text.count
    lastSender = process
    sendTime = now
    queue.wakeAll()
  }

  /// The message msgrcv(2) means: any for 0, the first of a type, the first of any other with
  /// `except`, and for a negative type the lowest up to its absolute value.
  func index(of type: Int64, except: Bool) -> Int? {
    if type == 0 { return messages.isEmpty ? nil : 0 }
    if type > 0 { return messages.firstIndex { ($0.type == type) != except } }
    let limit = type == .min ? .max : -type
    return messages.indices.filter { messages[$0].type <= limit }
      .min { messages[$0].type < messages[$1].type }
  }

  func take(_ index: Int, by process: Int32, now: Int64) {
    let size = messages.remove(at: index).text.count
    bytesHeld -= size
    buffers.giveBack(size + Self.overhead)
    lastReceiver = process
    receiveTime = now
    queue.wakeAll()
  }

  var layout: MessageQueueLayout {
    var layout = MessageQueueLayout()
    layout.permissions = permissionLayout
    layout.sendTime = sendTime
    layout.receiveTime = receiveTime
    layout.changeTime = changeTime
    layout.bytesHeld = UInt64(bytesHeld)
    layout.messageCount = UInt64(messages.count)
    layout.byteLimit = byteLimit
    layout.lastSender = lastSender
    layout.lastReceiver = lastReceiver
    return layout
  }
}
