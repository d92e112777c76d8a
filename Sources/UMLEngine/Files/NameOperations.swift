import LinuxABI

// Making, removing and renaming names: the checks Linux makes in fs/namei.c, in its order, and the
// entry cache kept in step with the file systems.
extension FileSystems {
  /// The directory may be changed by the caller.
  func requireWritable(_ directory: Location, _ context: PathContext) throws(Errno) {
    guard !directory.mount.isReadOnly else { throw .readOnlyFileSystem }
    guard !directory.entry.isDeleted else { throw .noSuchFileOrDirectory }
    try AccessCheck(context).require([.write, .execute], on: directory.inode)
  }

  /// Makes a file under a name known to be free. Owner and, in set-group-ID directories, group and
  /// mode are Linux's.
  @discardableResult
  func make(_ name: FileName, in directory: Location, _ file: NewFile, _ context: PathContext)
    throws(Errno) -> Location
  {
    guard name.bytes.count <= FileName.lengthLimit else { throw .fileNameTooLong }
    try requireWritable(directory, context)
    var file = file
    file.userID = context.credentials.fileSystemUID
    file.groupID = context.credentials.fileSystemGID
    if directory.inode.permissions.contains(.setGroupID) {
      file.groupID = directory.inode.groupID
      if file.type == .directory {
        file.permissions.insert(.setGroupID)
      } else if file.permissions.contains([.setGroupID, .groupExecute]),
        !context.credentials.isMember(of: file.groupID), !context.credentials.has(.fileSetID)
      {
        file.permissions.remove(.setGroupID)
      }
    }
    let inode = try directory.inode.create(name, file)
    reports.created(name, inode, in: directory.inode)
    return Location(directory.mount, directory.entry.insert(name, inode))
  }

  /// mknod, mkdir and symlink: EEXIST when the path leads to anything, then makes it.
  @discardableResult
  func make(
    _ path: [UInt8], from start: Location, _ file: NewFile, _ context: PathContext
  ) throws(Errno) -> Location {
    var walk = PathWalk(context)
    let (parent, last) = try walk.resolveParent(path, from: start)
    guard case .name(let name, let mustBeDirectory) = last else { throw .fileExists }
    guard try walk.step(parent, name) == nil else { throw .fileExists }
    // "mknod missing/" cannot mean anything.
    if mustBeDirectory, file.type != .directory { throw .noSuchFileOrDirectory }
    return try make(name, in: parent, file, context)
  }

  /// unlink(2) and rmdir(2).
  func remove(
    _ path: [UInt8], from start: Location, isDirectory: Bool, _ context: PathContext
  ) throws(Errno) {
    var walk = PathWalk(context)
    let (parent, last) = try walk.resolveParent(path, from: start)
    switch last {
    case .name(let name, let mustBeDirectory):
      guard let entry = try parent.entry.child(name) else { throw .noSuchFileOrDirectory }
      if mustBeDirectory, !isDirectory {
        throw entry.inode.type == .directory ? .isDirectory : .notDirectory
      }
      try remove(entry, from: parent, isDirectory: isDirectory, context)
    case .dot: throw isDirectory ? .invalidArgument : .isDirectory
    case .dotDot: throw isDirectory ? .directoryNotEmpty : .isDirectory
    case .root: throw isDirectory ? .resourceBusy : .isDirectory
    }
  }

  func remove(
    _ entry: DirectoryEntry, from parent: Location, isDirectory: Bool, _ context: PathContext
  ) throws(Errno) {
    guard !parent.mount.isReadOnly else { throw .readOnlyFileSystem }
    let inode = entry.inode
    try AccessCheck(context).requireRemoval(of: inode, from: parent.inode)
    if isDirectory {
      guard inode.type == .directory else { throw .notDirectory }
      guard !entry.isMountPoint else { throw .resourceBusy }
      try parent.inode.removeDirectory(entry.name, inode)
    } else {
      guard inode.type != .directory else { throw .isDirectory }
      guard !entry.isMountPoint else { throw .resourceBusy }
      try parent.inode.unlink(entry.name, inode)
    }
    parent.entry.remove(entry)
    reports.removed(entry.name, inode, from: parent.inode)
  }

  /// Gives a file one more name. See link(2).
  func link(
    _ source: Location, to path: [UInt8], from start: Location, _ context: PathContext
  ) throws(Errno) {
    var walk = PathWalk(context)
    let (parent, last) = try walk.resolveParent(path, from: start)
    guard case .name(let name, let mustBeDirectory) = last else { throw .fileExists }
    guard try walk.step(parent, name) == nil else { throw .fileExists }
    guard !mustBeDirectory else { throw .noSuchFileOrDirectory }
    guard source.mount === parent.mount else { throw .improperLink }
    try protectHardLink(source.inode, context)
    try requireWritable(parent, context)
    guard source.inode.type != .directory else { throw .notPermitted }
    try parent.inode.link(source.inode, as: name)
    parent.entry.insert(name, source.inode)
    reports.linked(source.inode)
    reports.created(name, source.inode, in: parent.inode)
  }

  /// fs.protected_hardlinks: others' files may be linked only by who may read and write them.
  private func protectHardLink(_ inode: Inode, _ context: PathContext) throws(Errno) {
    let check = AccessCheck(context)
    if check.isOwner(of: inode) { return }
    guard inode.type == .regular, !inode.permissions.contains(.setUserID),
      !inode.permissions.contains([.setGroupID, .groupExecute]),
      check.allows([.read, .write], on: inode)
    else { throw .notPermitted }
  }

  /// See rename(2).
  func rename(
    _ path: [UInt8], from start: Location, to newPath: [UInt8], from newStart: Location,
    _ flags: RenameFlags, _ context: PathContext
  ) throws(Errno) {
    var walk = PathWalk(context)
    let (parent, last) = try walk.resolveParent(path, from: start)
    let (newParent, newLast) = try walk.resolveParent(newPath, from: newStart)
    guard parent.mount === newParent.mount else { throw .improperLink }
    guard case .name(let name, let sourceIsDirectory) = last else { throw .resourceBusy }
    guard case .name(let newName, let targetIsDirectory) = newLast else {
      throw flags.contains(.noReplace) ? .fileExists : .resourceBusy
    }
    guard !parent.mount.isReadOnly else { throw .readOnlyFileSystem }
    guard let entry = try parent.entry.child(name) else { throw .noSuchFileOrDirectory }
    let existing = try newParent.entry.child(newName)
    if existing != nil, flags.contains(.noReplace) { throw .fileExists }
    if flags.contains(.exchange), existing == nil { throw .noSuchFileOrDirectory }

    let inode = entry.inode
    if inode.type != .directory,
      sourceIsDirectory || (targetIsDirectory && !flags.contains(.exchange))
    {
      throw .notDirectory
    }
    // Into itself, or onto a directory it is in.
    if newParent.entry.isInside(entry) { throw .invalidArgument }
    if let existing, parent.entry.isInside(existing) {
      throw flags.contains(.exchange) ? .invalidArgument : .directoryNotEmpty
    }
    if let existing, existing.inode === inode { return }
    try checkRename(entry, parent, existing, newParent, flags, context)

    try parent.inode.rename(
      name, inode, to: newParent.inode, as: newName, replacing: existing?.inode,
      exchange: flags.contains(.exchange))
    reports.moved(inode, from: parent.inode, name, to: newParent.inode, newName)
    if flags.contains(.exchange), let existing {
      DirectoryEntry.exchange(entry, existing)
      reports.moved(existing.inode, from: newParent.inode, newName, to: parent.inode, name)
    } else {
      parent.entry.move(entry, to: newParent.entry, as: newName)
      if let existing { reports.unlinked(existing.inode) }
    }
  }

  private func checkRename(
    _ entry: DirectoryEntry, _ parent: Location, _ existing: DirectoryEntry?,
    _ newParent: Location, _ flags: RenameFlags, _ context: PathContext
  ) throws(Errno) {
    let check = AccessCheck(context)
    try check.requireRemoval(of: entry.inode, from: parent.inode)
    guard let existing else {
      try requireWritable(newParent, context)
      return try requireMovable(entry, parent, newParent, check)
    }
    try check.requireRemoval(of: existing.inode, from: newParent.inode)
    if !flags.contains(.exchange) {
      let isDirectory = entry.inode.type == .directory
      if isDirectory, existing.inode.type != .directory { throw .notDirectory }
      if !isDirectory, existing.inode.type == .directory { throw .isDirectory }
    }
    guard !entry.isMountPoint, !existing.isMountPoint else { throw .resourceBusy }
    try requireMovable(entry, parent, newParent, check)
  }

  /// A directory's `..` changes when it moves to another parent: that is a write to it.
  private func requireMovable(
    _ entry: DirectoryEntry, _ parent: Location, _ newParent: Location, _ check: AccessCheck
  ) throws(Errno) {
    guard !entry.isMountPoint else { throw .resourceBusy }
    if entry.inode.type == .directory, parent.entry !== newParent.entry {
      try check.require(.write, on: entry.inode)
    }
  }

  /// The target of a symbolic link, for readlink(2).
  func readLink(_ place: Location, _ context: PathContext) throws(Errno) -> [UInt8] {
    guard place.inode.type == .symbolicLink else { throw .invalidArgument }
    return try place.inode.readLink(context)
  }
}
