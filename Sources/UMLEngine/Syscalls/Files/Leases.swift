import LinuxABI

/// F_SETLEASE and F_GETLEASE of fcntl(2), and the wait of those whom a lease is in the way of.
enum LeaseCalls {
  static func set(_ call: SyscallContext, _ file: OpenFile) throws(Errno) -> SyscallOutcome {
    guard let inode = file.location?.inode, !(inode is AnonymousInode) else {
      throw .invalidArgument
    }
    let user = call.task.credentials
    guard user.fileSystemUID == inode.userID || user.has(.lease) else { throw .permissionDenied }
    guard inode.type == .regular,
      let type = RecordLockType(rawValue: Int16(clamping: call.int32(2)))
    else { throw .invalidArgument }
    let leases = inode.leases ?? FileLeases()
    inode.leases = leases
    switch type {
    case .unlock: try leases.giveUp(file)
    case .read, .write:
      try requireAlone(file, inode, exclusive: type == .write, call)
      try leases.set(file, descriptor: call.int32(0), exclusive: type == .write)
      if file.owner == nil {
        file.owner = FileOwner(kind: .process, id: call.task.process.pid, user: user)
      }
    }
    return .value(0)
  }

  static func get(_ file: OpenFile) -> SyscallOutcome {
    .value(Int((file.location?.inode.leases?.type(of: file) ?? .unlock).rawValue))
  }

  /// EAGAIN while others have the file open in a way that the lease is to tell of.
  private static func requireAlone(
    _ file: OpenFile, _ inode: Inode, exclusive: Bool, _ call: SyscallContext
  ) throws(Errno) {
    let isShared =
      exclusive
      ? call.kernel.processes.all.contains { process in
        process.threads.contains { task in
          task.files.contains { $0 !== file && !$0.isPathOnly && $0.location?.inode === inode }
        }
      } : inode.writerCount > 0
    guard !isShared else { throw .resourceTemporarilyUnavailable }
  }

  /// EWOULDBLOCK for those who do not wait.
  static func wait(
    for leases: FileLeases, writing: Bool, isNonBlocking: Bool, _ call: SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    leases.breakForOthers(writing: writing, call.kernel)
    guard leases.conflict(writing: writing), !isNonBlocking else { throw .wouldBlock }
    return .block(on: leases.queue)
  }
}
