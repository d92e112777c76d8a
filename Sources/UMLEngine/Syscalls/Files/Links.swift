import LinuxABI

/// link, symlink, readlink.
enum LinkSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.link, "link", [.path, .path], link),
    .init(
      SyscallNumber.linkat, "linkat", [.descriptor, .path, .descriptor, .path, .flags], linkat),
    .init(SyscallNumber.symlink, "symlink", [.string, .path], symlink),
    .init(SyscallNumber.symlinkat, "symlinkat", [.string, .descriptor, .path], symlinkat),
    .init(SyscallNumber.readlink, "readlink", [.path, .address, .length], readlink),
    .init(
      SyscallNumber.readlinkat, "readlinkat", [.descriptor, .path, .address, .length], readlinkat),
  ]

  static func link(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let source = try call.location(directory: nil, path: 0, follow: false)
    try call.kernel.files.link(
      source, to: try call.path(1), from: call.task.fileSystem.workingDirectory, call.paths)
    return .value(0)
  }

  static func linkat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(4, known: [.symbolicLinkFollow, .emptyPath] as AtFlags)
    let source = try call.location(
      directory: 0, path: 1, follow: flags.contains(.symbolicLinkFollow),
      allowsEmpty: flags.contains(.emptyPath))
    let path = try call.path(3)
    try call.kernel.files.link(source, to: path, from: try call.start(2, path), call.paths)
    return .value(0)
  }

  static func symlink(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let path = try call.path(1)
    return try symlink(&call, path, from: call.task.fileSystem.workingDirectory)
  }

  static func symlinkat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let path = try call.path(2)
    return try symlink(&call, path, from: try call.start(1, path))
  }

  private static func symlink(
    _ call: inout SyscallContext, _ path: [UInt8], from start: Location
  ) throws(Errno) -> SyscallOutcome {
    let target = try call.path(0)
    guard !target.isEmpty else { throw .noSuchFileOrDirectory }
    let file = NewFile(type: .symbolicLink, permissions: 0o777, target: target)
    try call.kernel.files.make(path, from: start, file, call.paths)
    return .value(0)
  }

  static func readlink(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let length = call.int32(2)
    guard length > 0 else { throw .invalidArgument }
    let place = try call.location(directory: nil, path: 0, follow: false)
    return try readlink(&call, place, 1, Int(length))
  }

  static func readlinkat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let length = call.int32(3)
    guard length > 0 else { throw .invalidArgument }
    // An empty path is the descriptor itself, which O_PATH|O_NOFOLLOW can have made a link's.
    let path = try call.path(1)
    if path.isEmpty {
      let place = try call.descriptorLocation(0)
      guard place.inode.type == .symbolicLink else { throw .noSuchFileOrDirectory }
      return try readlink(&call, place, 2, Int(length))
    }
    var walk = PathWalk(call.paths)
    let place = try walk.resolve(path, from: try call.start(0, path), follow: false)
    return try readlink(&call, place, 2, Int(length))
  }

  /// No NUL, and what does not fit is silently left out.
  private static func readlink(
    _ call: inout SyscallContext, _ place: Location, _ index: Int, _ length: Int
  ) throws(Errno) -> SyscallOutcome {
    let target = try call.kernel.files.readLink(place, call.paths).prefix(length)
    try call.memory.write(Array(target), to: call.address(index))
    return .value(target.count)
  }
}
