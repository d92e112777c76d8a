import LinuxABI

extension FileSystems {
  /// Mounts a file system as the top of the tree. For the boot sequence.
  @discardableResult
  func mountRoot(
    type: String, source: [UInt8], options: [UInt8] = [], _ mountOptions: MountOptions = []
  ) throws(Errno) -> Mount {
    let mount = try makeMount(
      type: type, source: source, options: options, mountOptions, nil)
    mounts.setTop(mount)
    return mount
  }

  /// Mounts a file system on a place.
  @discardableResult
  func mount(
    type: String, source: [UInt8], options: [UInt8] = [], on place: Location,
    _ mountOptions: MountOptions = [], _ context: PathContext? = nil
  ) throws(Errno) -> Mount {
    guard place.inode.type == .directory else { throw .notDirectory }
    try mounts.requireRoom()
    let mount = try makeMount(
      type: type, source: source, options: options, mountOptions, context)
    mounts.attach(mount, to: place)
    return mount
  }

  /// Shows a file or directory in a second place. `recursive` takes the mounts below it along.
  func bind(
    _ source: Location, on place: Location, recursive: Bool
  ) throws(Errno) {
    guard (source.inode.type == .directory) == (place.inode.type == .directory) else {
      throw .notDirectory
    }
    try mounts.requireRoom(for: recursive ? source.mount.tree.count : 1)
    mounts.attach(copy(of: source.mount, root: source.entry, recursive: recursive), to: place)
  }

  /// `mount -o remount`, or with MS_BIND what this one mount permits.
  func remount(_ place: Location, _ flags: MountFlags, _ options: [UInt8]) throws(Errno) {
    let mount = place.mount
    guard place.entry === mount.root else { throw .invalidArgument }
    if !flags.contains(.bind) {
      let isReadOnly = flags.contains(.readOnly)
      try mount.fileSystem.remount(options: options)
      mount.fileSystem.isReadOnly = isReadOnly
    }
    mount.options = MountOptions(flags)
    mounts.noteChange()
  }

  /// Takes a mount to another place. EINVAL when it is not a mount, ELOOP into itself.
  func move(_ source: Location, to place: Location) throws(Errno) {
    let mount = source.mount
    guard source.entry === mount.root, mount.parent != nil else { throw .invalidArgument }
    guard (source.inode.type == .directory) == (place.inode.type == .directory) else {
      throw .notDirectory
    }
    var above: Mount? = place.mount
    while let current = above {
      guard current !== mount else { throw .tooManySymbolicLinkLevels }
      above = current.parent
    }
    mounts.move(mount, to: place)
  }

  /// Takes a mount, and all on it, out of the tree; who still uses it may go on.
  func unmount(_ mount: Mount) throws(Errno) {
    // The top of the tree stays; umount -a -r expects to hear it.
    guard mount.parent != nil else {
      throw mount.isTop ? Errno.resourceBusy : Errno.invalidArgument
    }
    try? mount.fileSystem.synchronize()
    mounts.detach(mount)
  }

  /// pivot_root(2): the tree turns round the mount `newRoot`, the old one appears below it.
  func pivot(to newRoot: Location, oldAt place: Location, root: Location) throws(Errno) {
    guard newRoot.inode.type == .directory, place.inode.type == .directory else {
      throw .notDirectory
    }
    guard newRoot.mount !== root.mount, place.mount !== root.mount else { throw .resourceBusy }
    guard newRoot.entry === newRoot.mount.root, root.entry === root.mount.root,
      newRoot.mount.parent != nil, root.mount.isTop, place.isReachable(from: newRoot),
      newRoot.isReachable(from: root)
    else { throw .invalidArgument }
    mounts.pivot(to: newRoot.mount, oldTopAt: place)
  }

  private func copy(of mount: Mount, root: DirectoryEntry, recursive: Bool) -> Mount {
    let copy = mounts.make(
      mount.fileSystem, root: root, source: mount.source, options: mount.options)
    guard recursive else { return copy }
    for child in mount.children {
      guard let point = child.mountPoint, point.isInside(root) else { continue }
      let childCopy = self.copy(of: child, root: child.root, recursive: true)
      mounts.attach(childCopy, to: Location(copy, point))
    }
    return copy
  }

  private func makeMount(
    type: String, source: [UInt8], options: [UInt8], _ mountOptions: MountOptions,
    _ context: PathContext?
  ) throws(Errno) -> Mount {
    guard let fileSystemType = types[type] else { throw .operationNotSupportedByDevice }
    let request = MountRequest(source: source, options: options, files: self, context: context)
    let fileSystem = try fileSystemType.make(request)
    fileSystem.isReadOnly = mountOptions.contains(.readOnly)
    return mounts.make(
      fileSystem, root: try fileSystem.root(), source: source, options: mountOptions)
  }
}
