import LinuxABI

/// msgget(2), msgsnd(2), msgrcv(2) and msgctl(2).
enum SystemVMessageSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.msgget, "msgget", [.integer, .flags], msgget),
    .init(SyscallNumber.msgsnd, "msgsnd", [.integer, .address, .length, .flags], msgsnd),
    .init(
      SyscallNumber.msgrcv, "msgrcv", [.integer, .address, .length, .integer, .flags], msgrcv),
    .init(SyscallNumber.msgctl, "msgctl", [.integer, .command, .address], msgctl),
  ]

  private static func msgget(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let systemV = call.systemV
    let (key, flags) = (call.int32(0), SystemVFlags(rawValue: call.int32(1)))
    let credentials = call.task.credentials
    let buffers = call.kernel.files.buffers
    let id = try systemV.messages.get(
      key: key, flags, limit: Int(clamping: systemV.limit("msgmni")), credentials,
      fits: { (_) throws(Errno) in }
    ) { () throws(Errno) in
      SystemVMessageQueue(
        key: key, mode: UInt32(flags.rawValue & 0o777), byteLimit: systemV.limit("msgmnb"),
        credentials, buffers, now: systemV.now)
    }
    return .value(Int(id))
  }

  /// A waiting call keeps its queue: another one may have the identifier later.
  private struct Waiting: BlockedOperation {
    let queue: SystemVMessageQueue
    var message: SystemVMessageQueue.Message?
  }

  private static func msgsnd(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let queue: SystemVMessageQueue
    let message: SystemVMessageQueue.Message
    if let waiting = call.operation as? Waiting, let kept = waiting.message {
      (queue, message) = (waiting.queue, kept)
    } else {
      guard call.word(2) <= call.systemV.limit("msgmax"), call.int32(0) >= 0 else {
        throw .invalidArgument
      }
      let type = try call.memory.readInteger(call.address(1), as: Int64.self)
      guard type >= 1 else { throw .invalidArgument }
      let text = try call.memory.read(call.address(1).advanced(by: 8), count: Int(call.word(2)))
      queue = try call.systemV.messages[call.int32(0)]
      message = SystemVMessageQueue.Message(type: type, text: text)
    }
    guard !queue.isRemoved else { throw .identifierRemoved }
    try queue.require(0o222, call.task.credentials)
    guard queue.hasRoom(for: message.text.count) else {
      guard !SystemVFlags(rawValue: call.int32(3)).contains(.noWait) else {
        throw .resourceTemporarilyUnavailable
      }
      call.operation = Waiting(queue: queue, message: message)
      return .block(on: queue.queue, restart: .unlessHandled)
    }
    try queue.send(message, by: call.task.process.pid, now: call.systemV.now)
    return .value(0)
  }

  private static func msgrcv(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = SystemVFlags(rawValue: call.int32(4))
    let type = call.int64(3)
    guard call.int64(2) >= 0, call.int32(0) >= 0 else { throw .invalidArgument }
    if flags.contains(.copy) {
      guard flags.contains(.noWait), !flags.contains(.except) else { throw .invalidArgument }
    }
    let queue: SystemVMessageQueue
    if let waiting = call.operation as? Waiting {
      queue = waiting.queue
    } else {
      queue = try call.systemV.messages[call.int32(0)]
    }
    guard !queue.isRemoved else { throw .identifierRemoved }
    try queue.require(0o444, call.task.credentials)
    let found =
      flags.contains(.copy)
      ? queue.messages.indices.first { $0 == type }
      : queue.index(of: type, except: flags.contains(.except))
    guard let found else {
      guard !flags.contains(.noWait) else { throw .noMessage }
      call.operation = Waiting(queue: queue)
      return .block(on: queue.queue, restart: .unlessHandled)
    }
    let message = queue.messages[found]
    let limit = Int(clamping: call.word(2))
    guard message.text.count <= limit || flags.contains(.truncate) else {
      throw .argListTooLong
    }
    let text = message.text.prefix(limit)
    if !flags.contains(.copy) {
      queue.take(found, by: call.task.process.pid, now: call.systemV.now)
    }
    var writer = ByteWriter(capacity: 8 + text.count)
    writer.write(message.type)
    writer.write(Array(text))
    try call.memory.write(writer.bytes, to: call.address(1))
    return .value(text.count)
  }

  // Commands of its own.
  private static let statusAt: Int32 = 11
  private static let information: Int32 = 12
  private static let statusAtUnchecked: Int32 = 13

  private static func msgctl(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.int32(0) >= 0 else { throw .invalidArgument }
    let queues = call.systemV.messages
    switch call.int32(1) {
    case SystemVCommand.limits.rawValue: return try writeLimits(call, inUse: false)
    case information: return try writeLimits(call, inUse: true)
    case SystemVCommand.status.rawValue:
      let queue = try call.object(queues, atPlace: false)
      try call.memory.write(queue.layout.bytes, to: call.address(2))
    case statusAt, statusAtUnchecked:
      let queue = try call.object(queues, atPlace: true, checked: call.int32(1) == statusAt)
      try call.memory.write(queue.layout.bytes, to: call.address(2))
      return .value(Int(queue.id))
    case SystemVCommand.set.rawValue: try set(call)
    case SystemVCommand.remove.rawValue: queues.remove(try call.ownObject(queues))
    default: throw .invalidArgument
    }
    return .value(0)
  }

  private static func set(_ call: SyscallContext) throws(Errno) {
    let layout = try call.memory.readLayout(call.address(2), as: MessageQueueLayout.self)
    let queue = try call.ownObject(call.systemV.messages)
    if layout.byteLimit > call.systemV.limit("msgmnb") {
      guard call.task.credentials.has(.resources) else { throw .notPermitted }
    }
    try queue.set(layout.permissions, now: call.systemV.now)
    queue.byteLimit = layout.byteLimit
    // There may be room now, and permissions may be gone.
    queue.queue.wakeAll()
  }

  /// `struct msginfo`. MSG_INFO has what is in use where IPC_INFO has limits nobody checks.
  private static func writeLimits(_ call: SyscallContext, inUse: Bool) throws(Errno)
    -> SyscallOutcome
  {
    let systemV = call.systemV
    let queues = systemV.messages.all
    let (queueBytes, queueCount) = (systemV.limit("msgmnb"), systemV.limit("msgmni"))
    let messages = UInt64(queues.reduce(0) { $0 + $1.messages.count })
    let bytes = UInt64(queues.reduce(0) { $0 + $1.bytesHeld })
    let limits = [
      inUse ? UInt64(queues.count) : queueCount * queueBytes / 1024,
      inUse ? messages : queueBytes, systemV.limit("msgmax"), queueBytes, queueCount, 16,
      inUse ? bytes : queueBytes,
    ]
    var writer = ByteWriter(capacity: 32)
    for limit in limits { writer.write(Int32(clamping: limit)) }
    writer.write(UInt16.max)
    writer.pad(2)
    try call.memory.write(writer.bytes, to: call.address(2))
    return .value(systemV.messages.highestPlace)
  }
}
