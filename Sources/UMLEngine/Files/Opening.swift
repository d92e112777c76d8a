import LinuxABI

extension FileSystems {
  /// What an open came to: a file, or a wait.
  enum Opened {
    case file(OpenFile)
    case waiting(OpenFile, any DelayedOpening)
    /// Others are to give way first: then all begins anew.
    case leased(FileLeases)
  }

  /// Opens a path. See open(2). `mode` counts only when a file is made.
  func open(
    _ path: [UInt8], from start: Location, _ flags: OpenFlags, mode: FileMode = [],
    _ context: PathContext
  ) throws(Errno) -> Opened {
    if flags.contains(.path) {
      var walk = PathWalk(context)
      let place = try walk.resolve(path, from: start, follow: !flags.contains(.noFollow))
      if flags.contains(.directory), place.inode.type != .directory { throw .notDirectory }
      let file = OpenFile(place.inode, location: place, flags: flags)
      try place.inode.hold(for: file)
      return .file(file)
    }
    if flags.contains(.temporaryFile) {
      return .file(try openUnnamed(path, from: start, flags, mode: mode, context))
    }
    if flags.contains(.create) {
      return try openCreating(path, from: start, flags, mode: mode, context)
    }
    var walk = PathWalk(context)
    let place = try walk.resolve(path, from: start, follow: !flags.contains(.noFollow))
    return try openExisting(place, flags, context)
  }

  /// Opens a place for another part of the kernel: a program, a console.
  func open(_ place: Location, _ flags: OpenFlags, _ task: Task) throws(Errno) -> OpenFile {
    switch try openExisting(place, flags, PathContext(task)) {
    case .file(let file): return file
    case .waiting, .leased: throw .wouldBlock
    }
  }

  /// Opens what a walk has found, permissions checked.
  func openExisting(
    _ place: Location, _ flags: OpenFlags, _ context: PathContext, isNew: Bool = false
  )
    throws(Errno) -> Opened
  {
    let inode = place.inode
    let accessMode = flags.rawValue & 3
    // The odd access mode 3 asks for both permissions and gives neither.
    let writes = accessMode != 0
    if flags.contains(.directory), inode.type != .directory { throw .notDirectory }
    if inode.type == .symbolicLink { throw .tooManySymbolicLinkLevels }
    if inode.type == .directory {
      if writes || !flags.isDisjoint(with: [.create, .truncate]) { throw .isDirectory }
      if flags.contains(.direct) { throw .invalidArgument }
    }

    if !isNew {
      var wanted: AccessMode = []
      if accessMode != 1 { wanted.insert(.read) }
      if writes || flags.contains(.truncate) { wanted.insert(.write) }
      try AccessCheck(context).require(wanted, on: inode)
      if flags.contains(.noAccessTime) { try AccessCheck(context).requireOwner(of: inode) }
    }
    switch inode.type {
    case .characterDevice, .blockDevice:
      guard !place.mount.options.contains(.noDevices) else { throw .permissionDenied }
      let kind: DeviceRegistry.Kind = inode.type == .characterDevice ? .character : .block
      let object = try devices.open(kind, inode.deviceNumber, context.task, flags)
      let file = OpenFile(object, location: place, flags: flags.kept)
      reports.report(.open, file)
      if !flags.contains(.nonBlocking), let opening = object.delayedOpening {
        return .waiting(file, opening)
      }
      return .file(file)
    case .fifo:
      return try openFIFO(place, flags)
    case .socket:
      throw .noSuchAddressOrDevice
    case .regular, .directory, .symbolicLink:
      let changes = writes || flags.contains(.truncate)
      if let leases = inode.leases, leases.conflict(writing: changes) { return .leased(leases) }
      return .file(try openContents(place, flags, context, isNew: isNew))
    }
  }

  private func openContents(
    _ place: Location, _ flags: OpenFlags, _ context: PathContext, isNew: Bool
  ) throws(Errno) -> OpenFile {
    let inode = place.inode
    let writes = flags.rawValue & 3 != 0
    if inode.type == .regular, writes || flags.contains(.truncate) {
      guard !place.mount.isReadOnly else { throw .readOnlyFileSystem }
      guard inode.writerCount >= 0 else { throw .textFileBusy }
    }
    let object = try inode.open(flags, context)
    let file = OpenFile(object, location: place, flags: flags.kept)
    reports.report(.open, file)
    if flags.contains(.truncate), !isNew, inode.type == .regular {
      do throws(Errno) {
        try object.truncate(to: 0)
      } catch {
        // Nobody will release a file that was never retained.
        object.closed(file)
        throw error
      }
      reports.report(.modify, place.entry)
    }
    if writes, inode.type == .regular {
      inode.writerCount += 1
      file.whenClosed { inode.writerCount -= 1 }
    }
    return file
  }

  private func openFIFO(_ place: Location, _ flags: OpenFlags) throws(Errno) -> Opened {
    guard let makeNamedPipe else { throw .noSuchAddressOrDevice }
    let pipe = place.inode.attachment as? any NamedPipe ?? makeNamedPipe()
    place.inode.attachment = pipe
    let opening = try pipe.beginOpen(flags)
    let file = OpenFile(opening.object, location: place, flags: flags.kept)
    reports.report(.open, file)
    guard !opening.isComplete, !flags.contains(.nonBlocking) else { return .file(file) }
    return .waiting(file, opening)
  }

  /// open(2) with O_CREAT: the last component may be missing, or a link to something missing.
  private func openCreating(
    _ path: [UInt8], from start: Location, _ flags: OpenFlags, mode: FileMode,
    _ context: PathContext
  ) throws(Errno) -> Opened {
    var walk = PathWalk(context)
    var path = path
    var start = start
    while true {
      let (parent, last) = try walk.resolveParent(path, from: start)
      guard case .name(let name, let mustBeDirectory) = last else {
        if flags.contains(.exclusive) { throw .fileExists }
        throw .isDirectory
      }
      guard !mustBeDirectory else { throw .isDirectory }
      guard let found = try walk.step(parent, name) else {
        return try openNew(parent, name, flags, mode: mode, context)
      }
      if flags.contains(.exclusive) { throw .fileExists }
      guard found.inode.type == .symbolicLink, !flags.contains(.noFollow) else {
        try protectSticky(found.inode, in: parent.inode, context)
        return try openExisting(found, flags, context)
      }
      try walk.countLink()
      try walk.protectLink(found.inode, in: parent.inode)
      switch try found.inode.linkTarget(context) {
      case .location(let target): return try openExisting(target, flags, context)
      case .path(let target):
        path = target
        start = target.first == UInt8(ascii: "/") ? context.root : parent
      }
    }
  }

  private func openNew(
    _ parent: Location, _ name: FileName, _ flags: OpenFlags, mode: FileMode,
    _ context: PathContext
  ) throws(Errno) -> Opened {
    var file = NewFile(
      type: .regular, permissions: mode.permissions.subtracting(context.fileSystem.umask))
    file.isOpenedNext = true
    let place = try make(name, in: parent, file, context)
    // The creator may use the file as it asked, whatever the new mode says.
    return try openExisting(place, flags.subtracting([.create, .truncate]), context, isNew: true)
  }

  private func openUnnamed(
    _ path: [UInt8], from start: Location, _ flags: OpenFlags, mode: FileMode,
    _ context: PathContext
  ) throws(Errno) -> OpenFile {
    guard flags.contains(.directory), flags.isWritable else { throw .invalidArgument }
    var walk = PathWalk(context)
    let place = try walk.resolve(path, from: start, follow: !flags.contains(.noFollow))
    guard place.inode.type == .directory else { throw .notDirectory }
    try requireWritable(place, context)
    var file = NewFile(
      type: .regular, permissions: mode.permissions.subtracting(context.fileSystem.umask),
      userID: context.credentials.fileSystemUID, groupID: context.credentials.fileSystemGID)
    file.mayBeNamedLater = !flags.contains(.exclusive)
    let inode = try place.inode.createUnnamed(file)
    let entry = DirectoryEntry(
      unattached: inode, name: FileName("#\(inode.number)"), parent: place.entry)
    return try openContents(Location(place.mount, entry), flags, context, isNew: true)
  }

  /// fs.protected_regular and protected_fifos as Debian sets them: in a sticky directory that
  /// others can write, O_CREAT does not open what somebody else put there.
  private func protectSticky(_ inode: Inode, in directory: Inode, _ context: PathContext)
    throws(Errno)
  {
    guard directory.permissions.contains([.sticky, .otherWrite]) else { return }
    guard inode.type == .regular || inode.type == .fifo else { return }
    guard inode.userID != context.credentials.fileSystemUID, inode.userID != directory.userID
    else { return }
    throw .permissionDenied
  }
}

extension OpenFlags {
  /// What F_GETFL shows later: flags that only concern the opening are gone.
  fileprivate var kept: OpenFlags {
    // Every open(2) of a 64-bit program is one for large files; F_GETFL shows it.
    subtracting([.create, .exclusive, .noControllingTerminal, .truncate, .closeOnExec])
      .union(.largeFile)
  }
}
