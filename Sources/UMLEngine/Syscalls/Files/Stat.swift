import LinuxABI

/// stat and its relatives.
enum StatSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.stat, "stat", [.path, .address], stat),
    .init(SyscallNumber.lstat, "lstat", [.path, .address], lstat),
    .init(SyscallNumber.fstat, "fstat", [.descriptor, .address], fstat),
    .init(
      SyscallNumber.newfstatat, "newfstatat", [.descriptor, .path, .address, .flags], newfstatat),
    .init(
      SyscallNumber.statx, "statx", [.descriptor, .path, .flags, .flags, .address], statx),
  ]

  static func stat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try answer(&call, try status(call, directory: nil, path: try call.path(0), []).layout, 1)
  }

  static func lstat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let status = try status(
      call, directory: nil, path: try call.path(0), .symbolicLinkNoFollow)
    return try answer(&call, status.layout, 1)
  }

  static func fstat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try answer(&call, try status(of: call.task.files[call.int32(0)]).layout, 1)
  }

  static func newfstatat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = AtFlags(rawValue: call.int32(3))
    guard flags.isSubset(of: [.symbolicLinkNoFollow, .noAutomount, .emptyPath]) else {
      throw .invalidArgument
    }
    let path = try path(call, 1, flags)
    return try answer(&call, try status(call, directory: 0, path: path, flags).layout, 2)
  }

  static func statx(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = AtFlags(rawValue: call.int32(2))
    let synchronization: AtFlags = [.statxForceSync, .statxDontSync]
    guard
      flags.isSubset(
        of: [.symbolicLinkNoFollow, .noAutomount, .emptyPath, .statxForceSync, .statxDontSync]),
      !flags.isSuperset(of: synchronization),
      !StatxMask(rawValue: call.uint32(3)).contains(.reserved)
    else { throw .invalidArgument }
    let path = try path(call, 1, flags)
    var place: Location?
    let status = try status(call, directory: 0, path: path, flags, &place)
    var layout = StatxLayout(status.layout)
    if let birthTime = status.birthTime {
      layout.birthTime = birthTime
      layout.mask.insert(.birthTime)
    }
    layout.attributesMask = .mountRoot
    if let place {
      layout.mountID = UInt64(place.mount.id)
      layout.mask.insert(.mountID)
      if place.entry === place.mount.root { layout.attributes.insert(.mountRoot) }
    }
    return try answer(&call, layout, 4)
  }

  /// The path; with AT_EMPTY_PATH, NULL counts as empty. glibc's fstat comes this way, so the usual
  /// empty string is recognised with one small read.
  private static func path(_ call: SyscallContext, _ index: Int, _ flags: AtFlags)
    throws(Errno) -> [UInt8]
  {
    if flags.contains(.emptyPath) {
      guard let address = call.optionalAddress(index) else { return [] }
      if try call.memory.readInteger(address, as: UInt8.self) == 0 { return [] }
    }
    return try call.path(index)
  }

  private static func status(
    _ call: SyscallContext, directory: Int?, path: [UInt8], _ flags: AtFlags
  ) throws(Errno) -> FileStatus {
    var place: Location?
    return try status(call, directory: directory, path: path, flags, &place)
  }

  private static func status(
    _ call: SyscallContext, directory: Int?, path: [UInt8], _ flags: AtFlags,
    _ place: inout Location?
  ) throws(Errno) -> FileStatus {
    if path.isEmpty, flags.contains(.emptyPath), let directory {
      if call.int32(directory) == AtFlags.workingDirectory {
        place = call.task.fileSystem.workingDirectory
        return try call.task.fileSystem.workingDirectory.inode.status()
      }
      let file = try call.task.files[call.int32(directory)]
      place = file.location
      return try status(of: file)
    }
    var walk = PathWalk(call.paths)
    let found = try walk.resolve(
      path, from: try call.start(directory, path),
      follow: !flags.contains(.symbolicLinkNoFollow))
    place = found
    // The walk's last step has just asked the file system: do not ask twice.
    if walk.lastLookup === found.inode { return try found.inode.statusAfterLookup() }
    return try found.inode.status()
  }

  /// The inode's status where there is one: a device node's, not the driver's.
  private static func status(of file: OpenFile) throws(Errno) -> FileStatus {
    if let inode = file.location?.inode { return try inode.status() }
    return try file.object.status()
  }

  private static func answer(
    _ call: inout SyscallContext, _ layout: some GuestLayout, _ index: Int
  ) throws(Errno) -> SyscallOutcome {
    try call.memory.write(layout.bytes, to: call.address(index))
    return .value(0)
  }
}
