import LinuxABI

/// mount, umount2, pivot_root.
enum MountSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.mount, "mount", [.path, .path, .string, .flags, .address],
      gap: "mounts do not propagate", mount),
    .init(SyscallNumber.umount2, "umount2", [.path, .flags], umount2),
    .init(SyscallNumber.pivotRoot, "pivot_root", [.path, .path], pivotRoot),
  ]

  static func mount(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let type = try optionalString(call, 2)
    let source = try optionalString(call, 0)
    let options = try options(call, 4)
    let place = try call.location(directory: nil, path: 1, follow: true)
    guard call.task.credentials.has(.administration) else { throw .notPermitted }
    var bits = call.word(3)
    if bits & MountFlags.magicMask == MountFlags.magic { bits &= ~MountFlags.magicMask }
    let flags = MountFlags(rawValue: bits)
    let files = call.kernel.files

    if flags.contains(.remount) {
      if flags.contains(.readOnly), !flags.contains(.bind), !place.mount.fileSystem.isReadOnly,
        call.kernel.hasWriters(place.mount.fileSystem)
      {
        throw .resourceBusy
      }
      try files.remount(place, flags, options)
    } else if flags.contains(.bind) {
      let origin = try existing(source, call)
      try files.bind(origin, on: place, recursive: flags.contains(.recursive))
    } else if !flags.isDisjoint(with: .propagation) {
      // Every mount is private, and there is one namespace only: nothing to keep apart.
      guard place.entry === place.mount.root else { throw .invalidArgument }
    } else if flags.contains(.move) {
      try files.move(try existing(source, call), to: place)
    } else {
      guard let type, !type.isEmpty else { throw .invalidArgument }
      do throws(Errno) {
        try files.mount(
          type: String(decoding: type, as: UTF8.self), source: source ?? Array("none".utf8),
          options: options, on: place, MountOptions(flags), call.paths)
      } catch {
        if error == .notPermitted, type == Array("hostfs".utf8) {
          call.kernel.log.warning(
            "hostfs: the guest may mount only directories that its command line names; "
              + "hostfs=DIR gives it DIR and all below")
        }
        throw error
      }
    }
    return .value(0)
  }

  static func umount2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(1, known: UmountFlags.known)
    if flags.contains(.expire), !flags.isDisjoint(with: [.force, .detach]) {
      throw .invalidArgument
    }
    let place = try call.location(directory: nil, path: 0, follow: !flags.contains(.noFollow))
    guard call.task.credentials.has(.administration) else { throw .notPermitted }
    guard place.entry === place.mount.root else { throw .invalidArgument }
    if !flags.contains(.detach), call.kernel.isInUse(place.mount) { throw .resourceBusy }
    try call.kernel.files.unmount(place.mount)
    return .value(0)
  }

  static func pivotRoot(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.task.credentials.has(.administration) else { throw .notPermitted }
    let newRoot = try call.location(directory: nil, path: 0, follow: true)
    let oldPlace = try call.location(directory: nil, path: 1, follow: true)
    let root = call.task.fileSystem.root
    try call.kernel.files.pivot(to: newRoot, oldAt: oldPlace, root: root)
    // Whoever had the old root has the new one now: what makes the call useful to an initrd.
    for context in call.kernel.processes.all.flatMap(\.threads).map(\.fileSystem) {
      if context.root == root { context.root = newRoot }
      if context.workingDirectory == root { context.workingDirectory = newRoot }
    }
    return .value(0)
  }

  private static func existing(_ source: [UInt8]?, _ call: SyscallContext)
    throws(Errno) -> Location
  {
    guard let source, !source.isEmpty else { throw .invalidArgument }
    return try call.kernel.files.resolve(source, from: call.task)
  }

  private static func optionalString(_ call: SyscallContext, _ index: Int)
    throws(Errno) -> [UInt8]?
  {
    guard call.word(index) != 0 else { return nil }
    return try call.path(index)
  }

  /// One page at most, as much of it as can be read.
  private static func options(_ call: SyscallContext, _ index: Int) throws(Errno) -> [UInt8] {
    guard let address = call.optionalAddress(index) else { return [] }
    return try call.memory.readString(at: address, limit: GuestMemory.pageSize) ?? []
  }
}

extension MountOptions {
  /// mount(2) without a wish about access times means relatime.
  init(_ flags: MountFlags) {
    self = []
    let pairs: [(MountFlags, MountOptions)] = [
      (.readOnly, .readOnly), (.noSetID, .noSetID), (.noDevices, .noDevices),
      (.noExecute, .noExecute), (.noAccessTime, .noAccessTime),
      (.noDirectoryAccessTime, .noDirectoryAccessTime),
      (.noSymbolicLinkFollow, .noSymbolicLinks),
    ]
    for (flag, option) in pairs where flags.contains(flag) { insert(option) }
    if flags.isDisjoint(with: [.noAccessTime, .strictAccessTime]) { insert(.relativeAccessTime) }
  }
}
