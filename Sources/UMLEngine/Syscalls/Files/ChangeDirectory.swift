import LinuxABI

/// Working directory, root directory, umask.
enum ChangeDirectorySyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.getcwd, "getcwd", [.address, .length], getcwd),
    .init(SyscallNumber.chdir, "chdir", [.path], chdir),
    .init(SyscallNumber.fchdir, "fchdir", [.descriptor], fchdir),
    .init(SyscallNumber.chroot, "chroot", [.path], chroot),
    .init(SyscallNumber.umask, "umask", [.mode], umask),
  ]

  /// Returns the length with the NUL. See getcwd(2).
  static func getcwd(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let context = call.task.fileSystem
    let place = context.workingDirectory
    guard !place.entry.isDeleted else { throw .noSuchFileOrDirectory }
    let path = place.path(relativeTo: context.root) + [0]
    guard path.count <= GuestMemory.pathLimit else { throw .fileNameTooLong }
    guard UInt64(path.count) <= call.word(1) else { throw .outOfRange }
    try call.memory.write(path, to: call.address(0))
    return .value(path.count)
  }

  static func chdir(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(directory: nil, path: 0, follow: true)
    return try change(to: place, &call)
  }

  static func fchdir(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let place = try call.task.files[call.int32(0)].location else { throw .notDirectory }
    return try change(to: place, &call)
  }

  private static func change(to place: Location, _ call: inout SyscallContext)
    throws(Errno) -> SyscallOutcome
  {
    guard place.inode.type == .directory else { throw .notDirectory }
    try AccessCheck(call.paths).require(.execute, on: place.inode)
    call.task.fileSystem.workingDirectory = place
    return .value(0)
  }

  static func chroot(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(directory: nil, path: 0, follow: true)
    guard place.inode.type == .directory else { throw .notDirectory }
    try AccessCheck(call.paths).require(.execute, on: place.inode)
    guard call.task.credentials.has(.changeRoot) else { throw .notPermitted }
    call.task.fileSystem.root = place
    return .value(0)
  }

  static func umask(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let previous = call.task.fileSystem.umask
    call.task.fileSystem.umask = FileMode(rawValue: call.uint32(0) & 0o777)
    return .value(Int(previous.rawValue))
  }
}
