import LinuxABI

/// Mapping files, and anonymous memory that is too much. All other memory calls are the host's. See
/// mmap(2).
enum MemorySyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.mmap, "mmap", [.address, .length, .flags, .flags, .descriptor, .offset], mmap)
  ]

  private static func mmap(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let length = call.word(1)
    let protection = MemoryProtection(rawValue: call.int32(2))
    let flags = MapFlags(rawValue: call.int32(3))
    guard !flags.contains(.anonymous) else { return try mapAnonymous(call, protection, flags) }
    let file = try call.file(4)
    guard call.word(5) & 4095 == 0, length > 0 else { throw .invalidArgument }
    guard file.isReadable else { throw .permissionDenied }
    let isShared = flags.kind == .shared || flags.kind == .sharedValidated
    guard isShared || flags.kind == .private else { throw .invalidArgument }
    let wantsWrite = isShared && protection.contains(.write)
    guard !wantsWrite || (file.isWritable && !file.flags.contains(.append)) else {
      throw .permissionDenied
    }
    if protection.contains(.execute), let mount = file.location?.mount,
      mount.options.contains(.noExecute)
    {
      throw .notPermitted
    }
    let isSealed = (file.location?.inode as? MemoryFile)?.isSealedForWriting == true
    guard !wantsWrite || !isSealed else { throw .notPermitted }
    // A mapping of a file open for writing may be made writable later, with mprotect.
    let descriptor = try file.object.hostDescriptor(
      writable: isShared && file.isWritable && !isSealed)
    try call.task.thread.install(hostDescriptor: descriptor, at: call.int32(4))
    call.task.files.noteInstalled(descriptor, at: call.int32(4))
    call.kernel.mappedFiles.note(file.location, mapping: descriptor)
    if call.kernel.mappedFiles.isFull { call.kernel.reclaimMappedFiles() }
    return .native
  }

  /// The filter sends only what is shared, or huge, or more than the machine's memory.
  private static func mapAnonymous(
    _ call: SyscallContext, _ protection: MemoryProtection, _ flags: MapFlags
  ) throws(Errno) -> SyscallOutcome {
    let length = call.word(1)
    guard length > 0 else { throw .invalidArgument }
    // The guest has no huge pages of its own; the host's are not for it.
    guard !flags.contains(.hugePages) else { throw .noMemory }
    switch flags.kind {
    case .shared:
      guard call.kernel.admitShared(length, call.task) else { throw .noMemory }
    case .private:
      // Address space is not memory; to write there, mprotect(2) has to pass the host's
      // RLIMIT_DATA.
      guard !protection.contains(.write) || flags.contains(.noReserve) else { throw .noMemory }
    default: throw .invalidArgument
    }
    return .native
  }
}
