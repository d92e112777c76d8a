import LinuxABI

/// mq_open(2), mq_unlink(2), mq_getsetattr(2), mq_notify(2).
enum MessageQueueSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.mqOpen, "mq_open", [.string, .flags, .mode, .address], open),
    .init(SyscallNumber.mqUnlink, "mq_unlink", [.string], unlink),
    .init(
      SyscallNumber.mqGetsetattr, "mq_getsetattr", [.descriptor, .address, .address],
      getSetAttributes),
    .init(
      SyscallNumber.mqNotify, "mq_notify", [.descriptor, .address],
      gap: "no SIGEV_THREAD", notify),
  ]

  /// HARD_MSGMAX and HARD_MSGSIZEMAX: even the privileged get no more.
  private static let hardLimits = (messageLimit: 65536, messageSize: 16 << 20)

  private static func limit(_ call: SyscallContext, _ name: String) -> Int {
    Int(clamping: call.kernel.processFiles.settings.number("fs/mqueue/\(name)"))
  }

  /// A name without slashes, which the C library has taken off.
  private static func name(_ call: SyscallContext) throws(Errno) -> FileName {
    let bytes = try call.path(0)
    guard !bytes.isEmpty else { throw .noSuchFileOrDirectory }
    guard bytes.count <= FileName.lengthLimit else { throw .fileNameTooLong }
    guard !bytes.contains(UInt8(ascii: "/")), bytes != Array(".".utf8), bytes != Array("..".utf8)
    else { throw .permissionDenied }
    return FileName(bytes)
  }

  private static func open(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = OpenFlags(rawValue: call.int32(1))
    var shape: PosixMessageLayout?
    if flags.contains(.create), let address = call.optionalAddress(3) {
      shape = try call.memory.readLayout(address, as: PosixMessageLayout.self)
    }
    guard flags.rawValue & 3 != 3 else { throw .invalidArgument }
    let name = try name(call)
    let files = call.kernel.files
    let mount = try files.messageQueues()
    let root = Location(rootOf: mount)
    var place = try root.entry.child(name).map { Location(mount, $0) }
    let isNew = place == nil
    if place != nil {
      guard !flags.isSuperset(of: [.create, .exclusive]) else { throw .fileExists }
    } else {
      guard flags.contains(.create) else { throw .noSuchFileOrDirectory }
      place = try make(call, name, shape, in: root)
    }
    guard let place else { throw .noSuchFileOrDirectory }
    let kept = flags.intersection([.writeOnly, .readWrite, .nonBlocking])
    guard case .file(let file) = try files.openExisting(place, kept, call.paths, isNew: isNew)
    else { throw .noSuchFileOrDirectory }
    return .value(Int(try call.install(file, closesOnExecute: true)))
  }

  private static func make(
    _ call: SyscallContext, _ name: FileName, _ shape: PosixMessageLayout?, in root: Location
  ) throws(Errno) -> Location {
    guard let system = root.mount.fileSystem as? MessageQueueFileSystem else { throw .noMemory }
    let user = call.task.credentials
    let isPrivileged = user.has(.resources)
    let most =
      isPrivileged
      ? hardLimits : (limit(call, "msg_max"), limit(call, "msgsize_max"))
    system.defaults = (
      min(limit(call, "msg_default"), limit(call, "msg_max")),
      min(limit(call, "msgsize_default"), limit(call, "msgsize_max"))
    )
    var (messageLimit, messageSize) = system.defaults
    if let shape {
      guard shape.messageLimit > 0, shape.messageSize > 0,
        shape.messageLimit <= Int64(most.0), shape.messageSize <= Int64(most.1)
      else { throw .invalidArgument }
      (messageLimit, messageSize) = (Int(shape.messageLimit), Int(shape.messageSize))
    }
    guard isPrivileged || system.queueCount < limit(call, "queues_max") else { throw .noSpace }
    let bytes = PosixMessageQueue.bytes(messageLimit: messageLimit, messageSize: messageSize)
    let used = system.reservedBytes[user.fileSystemUID] ?? 0
    let limit = call.task.process.limits[.messageQueue].current
    guard used <= limit, bytes <= limit - used else { throw .tooManyOpenFiles }
    let permissions = FileMode(rawValue: call.uint32(2) & 0o777)
    let place = try call.kernel.files.make(
      name, in: root,
      NewFile(
        type: .regular, permissions: permissions.subtracting(call.task.fileSystem.umask)),
      call.paths)
    (place.inode as? PosixMessageQueue)?.shape(
      messageLimit: messageLimit, messageSize: messageSize)
    return place
  }

  private static func unlink(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let name = try name(call)
    let root = Location(rootOf: try call.kernel.files.messageQueues())
    guard let entry = try root.entry.child(name) else { throw .noSuchFileOrDirectory }
    try call.kernel.files.remove(entry, from: root, isDirectory: false, call.paths)
    return .value(0)
  }

  /// The queue behind the first argument. EBADF.
  static func queue(_ call: SyscallContext) throws(Errno) -> (OpenFile, PosixMessageQueue) {
    let file = try call.file(0)
    guard let queue = file.object as? PosixMessageQueue else { throw .badFileDescriptor }
    return (file, queue)
  }

  private static func getSetAttributes(_ call: inout SyscallContext) throws(Errno)
    -> SyscallOutcome
  {
    var new: PosixMessageLayout?
    if let address = call.optionalAddress(1) {
      let layout = try call.memory.readLayout(address, as: PosixMessageLayout.self)
      guard layout.flags & ~Int64(OpenFlags.nonBlocking.rawValue) == 0 else {
        throw .invalidArgument
      }
      new = layout
    }
    let (file, queue) = try queue(call)
    if let address = call.optionalAddress(2) {
      var old = PosixMessageLayout()
      old.flags = Int64(file.flags.intersection(.nonBlocking).rawValue)
      old.messageLimit = Int64(queue.messageLimit)
      old.messageSize = Int64(queue.messageSize)
      old.messageCount = Int64(queue.messages.count)
      try call.memory.write(old.bytes, to: address)
    }
    if let new {
      file.flags.remove(.nonBlocking)
      if new.flags != 0 { file.flags.insert(.nonBlocking) }
    }
    return .value(0)
  }

  private static func notify(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    var event: SignalEventLayout?
    if let address = call.optionalAddress(1) {
      event = try call.memory.readLayout(address, as: SignalEventLayout.self)
    }
    let table = ObjectIdentifier(call.task.files)
    guard let event else {
      try queue(call).1.unregister(table)
      return .value(0)
    }
    let signal: SignalNumber?
    switch TimerNotification(rawValue: event.notification) {
    case .signal:
      guard event.signal.isValid else { throw .invalidArgument }
      signal = event.signal
    case .some(.none): signal = nil
    // SIGEV_THREAD needs a netlink socket that carries the news.
    case .thread, .threadID, nil: throw .invalidArgument
    }
    try queue(call).1.register(
      PosixMessageQueue.Notification(
        process: call.task.process, table: table, signal: signal, value: event.value,
        kind: event.notification))
    return .value(0)
  }
}
