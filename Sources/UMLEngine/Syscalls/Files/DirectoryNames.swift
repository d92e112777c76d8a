import LinuxABI

/// Names that are made, moved and removed: mkdir, mknod, unlink, rmdir, rename.
enum NameSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.mkdir, "mkdir", [.path, .mode], mkdir),
    .init(SyscallNumber.mkdirat, "mkdirat", [.descriptor, .path, .mode], mkdirat),
    .init(SyscallNumber.mknod, "mknod", [.path, .mode, .integer], mknod),
    .init(SyscallNumber.mknodat, "mknodat", [.descriptor, .path, .mode, .integer], mknodat),
    .init(SyscallNumber.rmdir, "rmdir", [.path], rmdir),
    .init(SyscallNumber.unlink, "unlink", [.path], unlink),
    .init(SyscallNumber.unlinkat, "unlinkat", [.descriptor, .path, .flags], unlinkat),
    .init(SyscallNumber.rename, "rename", [.path, .path], rename),
    .init(
      SyscallNumber.renameat, "renameat", [.descriptor, .path, .descriptor, .path], renameat),
    .init(
      SyscallNumber.renameat2, "renameat2", [.descriptor, .path, .descriptor, .path, .flags],
      gap: "RENAME_WHITEOUT is refused", renameat2),
  ]

  static func mkdir(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try makeDirectory(&call, directory: nil, path: 0, mode: call.uint32(1))
  }

  static func mkdirat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try makeDirectory(&call, directory: 0, path: 1, mode: call.uint32(2))
  }

  private static func makeDirectory(
    _ call: inout SyscallContext, directory: Int?, path index: Int, mode: UInt32
  ) throws(Errno) -> SyscallOutcome {
    let path = try call.path(index)
    // Linux takes the sticky bit here, but not the set-ID bits.
    let file = NewFile(type: .directory, permissions: call.masked(mode & 0o1777))
    try call.kernel.files.make(path, from: try call.start(directory, path), file, call.paths)
    return .value(0)
  }

  static func mknod(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try makeNode(&call, directory: nil, path: 0, FileMode(rawValue: call.uint32(1)), call.word(2))
  }

  static func mknodat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try makeNode(&call, directory: 0, path: 1, FileMode(rawValue: call.uint32(2)), call.word(3))
  }

  private static func makeNode(
    _ call: inout SyscallContext, directory: Int?, path index: Int, _ mode: FileMode,
    _ device: UInt64
  ) throws(Errno) -> SyscallOutcome {
    let hasType = !mode.isDisjoint(with: .typeMask)
    guard let type = hasType ? mode.type : .regular else { throw .invalidArgument }
    if type == .directory { throw .notPermitted }
    if type == .symbolicLink { throw .invalidArgument }
    let path = try call.path(index)
    var file = NewFile(type: type, permissions: call.masked(mode.rawValue & 0o7777))
    if type == .characterDevice || type == .blockDevice {
      guard call.task.credentials.has(.makeNodes) else { throw .notPermitted }
      file.deviceNumber = DeviceNumber(rawValue: device & 0xffff_ffff)
    }
    try call.kernel.files.make(path, from: try call.start(directory, path), file, call.paths)
    return .value(0)
  }

  static func rmdir(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try remove(&call, directory: nil, path: 0, isDirectory: true)
  }

  static func unlink(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try remove(&call, directory: nil, path: 0, isDirectory: false)
  }

  static func unlinkat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(2, known: AtFlags.removeDirectory)
    return try remove(
      &call, directory: 0, path: 1, isDirectory: flags.contains(.removeDirectory))
  }

  private static func remove(
    _ call: inout SyscallContext, directory: Int?, path index: Int, isDirectory: Bool
  ) throws(Errno) -> SyscallOutcome {
    let path = try call.path(index)
    try call.kernel.files.remove(
      path, from: try call.start(directory, path), isDirectory: isDirectory, call.paths)
    return .value(0)
  }

  static func rename(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try rename(&call, (nil, 0), (nil, 1), [])
  }

  static func renameat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try rename(&call, (0, 1), (2, 3), [])
  }

  static func renameat2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(4, known: [.noReplace, .exchange] as RenameFlags)
    guard flags != [.noReplace, .exchange] else { throw .invalidArgument }
    return try rename(&call, (0, 1), (2, 3), flags)
  }

  private static func rename(
    _ call: inout SyscallContext, _ old: (directory: Int?, path: Int),
    _ new: (directory: Int?, path: Int), _ flags: RenameFlags
  ) throws(Errno) -> SyscallOutcome {
    let path = try call.path(old.path)
    let newPath = try call.path(new.path)
    let start = try call.start(old.directory, path)
    try call.kernel.files.rename(
      path, from: start, to: newPath, from: try call.start(new.directory, newPath), flags,
      call.paths)
    return .value(0)
  }
}

extension SyscallContext {
  /// Permissions of a new file, under the umask.
  func masked(_ mode: UInt32) -> FileMode {
    FileMode(rawValue: mode).subtracting(task.fileSystem.umask)
  }
}
