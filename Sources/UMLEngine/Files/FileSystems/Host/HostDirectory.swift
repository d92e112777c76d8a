import LinuxABI
import UMLHost

/// A directory of the host: where names are looked up, made and removed.
final class HostDirectory: HostInode {
  /// O_PATH, to start from; nil while the cache has no room for it.
  var descriptor: SharedDescriptor?
  /// Order of use among the directories with an open descriptor.
  var lastUse = 0
  /// For listing, while somebody has the directory open.
  private var listing: SharedDescriptor?
  private var openCount = 0

  override var openDescriptor: SharedDescriptor? { listing ?? descriptor ?? super.openDescriptor }

  /// The O_PATH descriptor. ESTALE when the host has moved the directory away.
  func openDirectory() throws(Errno) -> SharedDescriptor {
    host.directories.touch(self)
    if let descriptor { return descriptor }
    // Those above come first, one after the other: there may be more of them than the stack has
    // room for.
    var closed = [self]
    while let above = closed.last?.parent, above.descriptor == nil { closed.append(above) }
    var place = closed.last?.parent?.descriptor
    for directory in closed.reversed() {
      let opened = try directory.openOnHost([.path, .directory], in: place)
      directory.descriptor = opened
      host.directories.remember(directory)
      place = opened
    }
    guard let place else { throw .staleNFSFileHandle }
    return place
  }

  override func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject {
    openCount += 1
    return self
  }

  override func closed(_ file: OpenFile) {
    openCount -= 1
    if openCount == 0 { listing = nil }
  }

  override func synchronize(dataOnly: Bool) throws(Errno) {
    try openListing().synchronize(dataOnly: dataOnly)
  }

  // Names.

  override func lookup(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? {
    let hostName = try HostFileName(name.bytes)
    do throws(Errno) {
      let status = try openDirectory().status(of: hostName)
      if let cached = cached as? HostInode, cached.identity == HostFileSystem.Identity(status),
        cached.type == status.type
      {
        cached.note(status, parent: self, name: hostName)
        return cached
      }
      return host.makeInode(status, parent: self, name: hostName)
    } catch {
      guard error == .noSuchFileOrDirectory else { throw error }
      return nil
    }
  }

  override func create(_ name: FileName, _ file: NewFile) throws(Errno) -> Inode {
    let name = try HostFileName(name.bytes)
    let above = try openDirectory()
    let mode = file.permissions.permissions.rawValue
    var opened: SharedDescriptor?
    switch file.type {
    case .regular:
      opened = SharedDescriptor(
        try above.open(name, [.create, .exclusive, .readWrite], permissions: mode & 0o777))
    case .directory: try above.makeDirectory(name, permissions: mode)
    case .symbolicLink: try above.makeSymbolicLink(name, target: file.target)
    case .fifo, .socket: try above.makeNode(name, mode: file.type.modeBits | mode)
    case .characterDevice, .blockDevice:
      // A node on the host would be the host's device.
      throw .notPermitted
    }
    let inode = host.makeInode(try above.status(of: name), parent: self, name: name)
    try settle(inode, opened, file)
    if let opened, file.isOpenedNext { (inode as? HostRegularFile)?.adopt(opened) }
    return inode
  }

  /// Owner and mode as the guest means them, not as the host's umask left them.
  private func settle(_ inode: HostInode, _ opened: SharedDescriptor?, _ file: NewFile)
    throws(Errno)
  {
    var change = AttributeChange()
    if host.owners.isPrivileged {
      change.userID = file.userID
      change.groupID = file.groupID
    }
    let wanted = file.permissions.permissions
    if file.type != .symbolicLink, inode.permissions != wanted { change.permissions = wanted }
    guard change.changesOwner || change.permissions != nil else { return }
    if let opened {
      try inode.apply(change, to: opened)
    } else {
      try inode.apply(change)
    }
  }

  override func link(_ inode: Inode, as name: FileName) throws(Errno) {
    guard let inode = inode as? HostInode else { throw .improperLink }
    try inode.anyDescriptor().linkSelf(
      to: try openDirectory().borrowed, try HostFileName(name.bytes))
  }

  override func unlink(_ name: FileName, _ inode: Inode) throws(Errno) {
    // An open description survives its name: it has a descriptor on the host.
    try openDirectory().unlink(try HostFileName(name.bytes))
    if let file = inode as? HostRegularFile { host.idleFiles.drop(file) }
  }

  override func removeDirectory(_ name: FileName, _ inode: Inode) throws(Errno) {
    try openDirectory().removeDirectory(try HostFileName(name.bytes))
  }

  override func rename(
    _ name: FileName, _ inode: Inode, to directory: Inode, as newName: FileName,
    replacing existing: Inode?, exchange: Bool
  ) throws(Errno) {
    guard let target = directory as? HostDirectory, let inode = inode as? HostInode else {
      throw .improperLink
    }
    let name = try HostFileName(name.bytes)
    let newName = try HostFileName(newName.bytes)
    // Both are held here, so neither is closed to make room for the other.
    let (source, destination) = (try openDirectory(), try target.openDirectory())
    try source.rename(
      name, to: destination.borrowed, newName, exchange ? .exchange : [])
    inode.moved(to: target, as: newName)
    if exchange { (existing as? HostInode)?.moved(to: self, as: name) }
  }

  // Listing.

  private func openListing() throws(Errno) -> SharedDescriptor {
    if let listing { return listing }
    let opened = SharedDescriptor(try openDirectory().openDirectoryAgain([.readOnly, .directory]))
    // Nobody has it open when the kernel itself lists.
    if openCount > 0 { listing = opened }
    return opened
  }

  override func listDirectory(from position: Int64, into sink: inout DirectorySink) throws(Errno) {
    let descriptor = try openListing()
    var position = position
    while true {
      let entries = try descriptor.listDirectory(after: position)
      if entries.isEmpty { return }
      for entry in entries {
        // What is above the jail's root is not the guest's to know.
        let isAbove = parent == nil && entry.isDotOrDotDot
        guard
          sink.add(
            entry.name, inode: isAbove ? number : entry.inode, type: entry.type,
            next: entry.cookie)
        else { return }
        position = entry.cookie
      }
    }
  }
}
