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
    mounts.attach(copy(of: source.mount, root: source.entry, recursive: recursive), to: place)
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
