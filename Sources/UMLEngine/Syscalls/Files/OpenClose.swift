import LinuxABI

/// open, close and what makes open files out of nothing.
enum OpenSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.open, "open", [.path, .flags, .mode], open),
    .init(SyscallNumber.openat, "openat", [.descriptor, .path, .flags, .mode], openat),
    .init(SyscallNumber.creat, "creat", [.path, .mode], creat),
    .init(SyscallNumber.close, "close", [.descriptor], close),
    .init(
      SyscallNumber.closeRange, "close_range", [.descriptor, .descriptor, .flags], closeRange),
  ]

  static func open(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try open(
      &call, directory: nil, path: 0, OpenFlags(rawValue: call.int32(1)),
      FileMode(rawValue: call.uint32(2)))
  }

  static func openat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try open(
      &call, directory: 0, path: 1, OpenFlags(rawValue: call.int32(2)),
      FileMode(rawValue: call.uint32(3)))
  }

  static func creat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try open(
      &call, directory: nil, path: 0, [.create, .writeOnly, .truncate],
      FileMode(rawValue: call.uint32(1)))
  }

  /// A FIFO whose other end has not come yet, a line without carrier.
  private final class WaitingOpen: BlockedOperation {
    let file: OpenFile
    let opening: any DelayedOpening

    init(_ file: OpenFile, _ opening: any DelayedOpening) {
      self.file = file
      self.opening = opening
      file.retain()
    }

    // Given up by a signal, or done: then the descriptor holds the file.
    deinit { file.release() }
  }

  static func open(
    _ call: inout SyscallContext, directory: Int?, path index: Int, _ asked: OpenFlags,
    _ mode: FileMode, resolve: ResolveFlags = []
  ) throws(Errno) -> SyscallOutcome {
    // Unknown flags are ignored by open(2), as they always were. O_PATH knows only three others.
    var flags = asked.intersection(.known)
    if flags.contains(.path) {
      flags.formIntersection([.path, .directory, .noFollow, .closeOnExec])
    }
    // open(2) makes no directories; O_TMPFILE contains O_DIRECTORY and makes no name.
    guard !flags.isSuperset(of: [.create, .directory]) else { throw .invalidArgument }
    if let waiting = call.operation as? WaitingOpen {
      guard waiting.opening.isComplete else { return .block(on: waiting.opening.queue) }
      return .value(
        Int(try call.install(waiting.file, closesOnExecute: flags.contains(.closeOnExec))))
    }
    let path = try call.path(index)
    // A file is not made, cut or waited for when there is no descriptor for it.
    try call.task.files.requireRoom(limit: call.task.process.limits[.openFiles].current)
    var context = call.paths
    if !resolve.isEmpty {
      context.limits = resolve
      // Even an absolute path begins there, or may not be one.
      context.start = try call.start(directory, [])
    }
    let start: Location
    if let limited = context.start {
      start = limited
    } else {
      start = try call.start(directory, path)
    }
    let opened = try call.kernel.files.open(path, from: start, flags, mode: mode, context)
    switch opened {
    case .file(let file):
      return .value(Int(try call.install(file, closesOnExecute: flags.contains(.closeOnExec))))
    case .leased(let leases):
      return try LeaseCalls.wait(
        for: leases, writing: flags.isWritable || flags.contains(.truncate),
        isNonBlocking: flags.contains(.nonBlocking), call)
    case .waiting(let file, let opening):
      call.operation = WaitingOpen(file, opening)
      return .block(on: opening.queue)
    }
  }

  static func close(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let files = call.task.files
    let descriptor = call.int32(0)
    // The host's own descriptor would keep the file, and the memory it is made of.
    let isLent = files.slot(descriptor)?.installed != nil
    let isAlone = files.users == 1 && call.task.process.threads.count == 1
    guard isLent, !isAlone else {
      files.release(try files.remove(descriptor))
      return isLent ? .native : .value(0)
    }
    // Another thread could have a new file at the number before the host comes to close the old
    // one: the number is free only after that.
    let file = try files[descriptor]
    call.task.thread.finish(performing: .close(descriptor)) { _ in
      guard files.slot(descriptor)?.file === file, let closed = try? files.remove(descriptor) else {
        return 0
      }
      files.release(closed)
      return 0
    }
    return .noReply
  }

  static func closeRange(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(2, known: CloseRangeFlags.known)
    let first = call.uint32(0)
    let last = call.uint32(1)
    guard first <= last else { throw .invalidArgument }
    if flags.contains(.unshare), call.task.files.users > 1 {
      let copy = call.task.files.copy()
      call.task.files.leave()
      call.task.files = copy
    }
    let files = call.task.files
    for descriptor in files.descriptors where (first...last).contains(UInt32(descriptor)) {
      if flags.contains(.closeOnExec) {
        try files.setClosesOnExecute(descriptor, true)
      } else {
        files.release(try files.remove(descriptor))
      }
    }
    return .value(0)
  }
}
