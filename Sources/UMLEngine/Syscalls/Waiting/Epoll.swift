import LinuxABI

/// epoll_create(2), epoll_ctl(2).
enum EpollSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.epollCreate, "epoll_create", [.integer], create),
    .init(SyscallNumber.epollCreate1, "epoll_create1", [.flags], create1),
    .init(
      SyscallNumber.epollCtl, "epoll_ctl", [.descriptor, .command, .descriptor, .address],
      control),
  ]

  /// The size once said how many files there would be; now it only must not be zero.
  static func create(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.int32(0) > 0 else { throw .invalidArgument }
    return try make(closesOnExecute: false, call)
  }

  static func create1(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(0, known: OpenFlags.closeOnExec)
    return try make(closesOnExecute: !flags.isEmpty, call)
  }

  private static func make(
    closesOnExecute: Bool, _ call: SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let descriptor = try call.install(
      EventPoll(call.kernel.files.objects), "anon_inode:[eventpoll]", .readWrite,
      closesOnExecute: closesOnExecute)
    return .value(Int(descriptor))
  }

  /// Adds, changes or removes a file. See epoll_ctl(2).
  static func control(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let operation = EpollOperation(rawValue: call.int32(1))
    var event = EpollEvent(events: [], data: 0)
    if operation != .delete {
      event = try call.memory.readLayout(call.address(3), as: EpollEvent.self)
    }
    let pollFile = try call.file(0)
    let file = try call.file(2)
    guard file.object.waitQueue(for: .input) != nil else { throw .notPermitted }
    guard file !== pollFile, let poll = pollFile.object as? EventPoll else {
      throw .invalidArgument
    }
    switch operation {
    case .add:
      try checkExclusive(event.events, file)
      try poll.add(file, call.int32(2), event)
    case .modify:
      guard !event.events.contains(.exclusive) else { throw .invalidArgument }
      try poll.modify(file, call.int32(2), event)
    case .delete: try poll.remove(file, call.int32(2))
    case nil: throw .invalidArgument
    }
    return .value(0)
  }

  /// EPOLLEXCLUSIVE goes with few other events, and not with another epoll instance.
  private static func checkExclusive(_ events: EpollEvents, _ file: OpenFile) throws(Errno) {
    guard events.contains(.exclusive) else { return }
    let allowed: EpollEvents = [
      .exclusive, .input, .output, .error, .hangUp, .wakeUp, .edgeTriggered,
    ]
    guard events.isSubset(of: allowed), !(file.object is EventPoll) else {
      throw .invalidArgument
    }
  }
}
