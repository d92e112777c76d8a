import LinuxABI

/// Getting data to the disk, and hints about what is read next.
enum SynchronizeSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.fsync, "fsync", [.descriptor], fsync),
    .init(SyscallNumber.fdatasync, "fdatasync", [.descriptor], fdatasync),
    .init(SyscallNumber.sync, "sync", [], sync),
    .init(SyscallNumber.syncfs, "syncfs", [.descriptor], syncfs),
    .init(
      SyscallNumber.syncFileRange, "sync_file_range", [.descriptor, .offset, .offset, .flags],
      gap: "the whole file's data is written", syncFileRange),
    .init(
      SyscallNumber.fadvise64, "fadvise64", [.descriptor, .offset, .length, .integer],
      gap: "a hint without effect", fadvise),
    .init(
      SyscallNumber.readahead, "readahead", [.descriptor, .offset, .length],
      gap: "a hint without effect", readahead),
  ]

  static func fsync(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try call.file(0).object.synchronize(dataOnly: false)
    return .value(0)
  }

  static func fdatasync(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try call.file(0).object.synchronize(dataOnly: true)
    return .value(0)
  }

  /// Never fails.
  static func sync(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    for mount in call.kernel.files.mounts.all {
      do throws(Errno) { try mount.fileSystem.synchronize() } catch {}
    }
    return .value(0)
  }

  static func syncfs(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try call.location(of: call.file(0)).mount.fileSystem.synchronize()
    return .value(0)
  }

  static func syncFileRange(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (end, overflow) = call.int64(1).addingReportingOverflow(call.int64(2))
    let flags = SyncRangeFlags(rawValue: call.uint32(3))
    guard flags.isSubset(of: .known), call.int64(1) >= 0, !overflow, end >= call.int64(1) else {
      throw .invalidArgument
    }
    let file = try call.file(0)
    switch file.location?.inode.type {
    case .regular, .directory, .blockDevice, .symbolicLink: break
    default: throw .illegalSeek
    }
    if !flags.isEmpty { try file.object.synchronize(dataOnly: true) }
    return .value(0)
  }

  static func fadvise(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let file = try call.file(0)
    guard file.location?.inode.type != .fifo else { throw .illegalSeek }
    guard call.int64(2) >= 0, FileAdvice(rawValue: call.int32(3)) != nil else {
      throw .invalidArgument
    }
    return .value(0)
  }

  static func readahead(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let file = try call.file(0)
    guard file.isReadable else { throw .badFileDescriptor }
    guard file.location?.inode.type == .regular else { throw .invalidArgument }
    return .value(0)
  }
}
