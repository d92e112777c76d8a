import LinuxABI

/// statfs, fstatfs, ustat: sizes and kinds of file systems.
enum StatFileSystemSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.statfs, "statfs", [.path, .address], statfs),
    .init(SyscallNumber.fstatfs, "fstatfs", [.descriptor, .address], fstatfs),
  ]

  static func statfs(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(directory: nil, path: 0, follow: true)
    return try answer(&call, place)
  }

  static func fstatfs(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(of: call.task.files[call.int32(0)])
    return try answer(&call, place)
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
