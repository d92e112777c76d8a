import LinuxABI

/// statfs, fstatfs, ustat, sysfs: sizes and kinds of file systems.
enum StatFileSystemSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.statfs, "statfs", [.path, .address], statfs),
    .init(SyscallNumber.fstatfs, "fstatfs", [.descriptor, .address], fstatfs),
    .init(SyscallNumber.ustat, "ustat", [.integer, .address], ustat),
    .init(SyscallNumber.sysfs, "sysfs", [.command, .integer, .address], sysfs),
  ]

  static func statfs(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(directory: nil, path: 0, follow: true)
    return try answer(&call, place)
  }

  static func fstatfs(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(of: call.task.files[call.int32(0)])
    return try answer(&call, place)
  }

  /// Of a mounted file system, by its device number.
  private static func ustat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let device = UInt64(call.uint32(0))
    let mount = call.kernel.files.mounts.all.first { $0.fileSystem.device.rawValue == device }
    guard let mount else { throw .invalidArgument }
    let statistics = try mount.fileSystem.statistics()
    var writer = ByteWriter(capacity: 32)
    writer.write(Int32(clamping: statistics.freeBlocks))
    writer.pad(4)
    writer.write(statistics.freeFiles)
    // Two names that no file system has.
    writer.pad(16)
    try call.memory.write(writer.bytes, to: call.address(1))
    return .value(0)
  }

  /// The types of file systems: the number of a name, the name of a number, how many there are.
  private static func sysfs(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let types = call.kernel.files.types.all
    switch call.int32(0) {
    case 1:
      let name = String(decoding: try call.path(1), as: UTF8.self)
      guard let index = types.firstIndex(where: { $0.name == name }) else {
        throw .invalidArgument
      }
      return .value(index)
    case 2:
      guard types.indices.contains(Int(call.uint32(1))) else { throw .invalidArgument }
      try call.memory.write(Array(types[Int(call.uint32(1))].name.utf8) + [0], to: call.address(2))
      return .value(0)
    case 3: return .value(types.count)
    default: throw .invalidArgument
    }
  }

  private static func answer(_ call: inout SyscallContext, _ place: Location)
    throws(Errno) -> SyscallOutcome
  {
    let mount = place.mount
    var statistics = try mount.fileSystem.statistics()
    if let object = place.inode as? AnonymousInode { statistics.magic = object.magic.rawValue }
    var flags: StatfsFlags = .valid
    let pairs: [(MountOptions, StatfsFlags)] = [
      (.noSetID, .noSetID), (.noDevices, .noDevices), (.noExecute, .noExecute),
      (.noAccessTime, .noAccessTime), (.noDirectoryAccessTime, .noDirectoryAccessTime),
      (.relativeAccessTime, .relativeAccessTime), (.noSymbolicLinks, .noSymbolicLinkFollow),
    ]
    for (option, flag) in pairs where mount.options.contains(option) { flags.insert(flag) }
    if mount.isReadOnly { flags.insert(.readOnly) }
    let layout = StatfsLayout(
      type: FileSystemMagic(rawValue: statistics.magic), blockSize: statistics.blockSize,
      blocks: statistics.blocks, freeBlocks: statistics.freeBlocks,
      availableBlocks: statistics.availableBlocks, files: statistics.files,
      freeFiles: statistics.freeFiles, fileSystemID: mount.fileSystem.device.rawValue,
      nameLength: statistics.nameLength, fragmentSize: statistics.blockSize, flags: flags)
    try call.memory.write(layout.bytes, to: call.address(1))
    return .value(0)
  }
}
