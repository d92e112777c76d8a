import LinuxABI
import UMLHost

/// A file of the host; by itself a symbolic link, FIFO, socket or device node.
///
/// Knows one name by which the host can find it, the last that was looked up.
class HostInode: Inode, Ancestral {
  let host: HostFileSystem
  let identity: HostFileSystem.Identity
  private let guestDevice: DeviceNumber
  /// nil for the root.
  private(set) var parent: HostDirectory?
  private(set) var name: HostFileName?
  /// What the last lookup or status call saw.
  private var known: HostFileStatus

  init(
    _ host: HostFileSystem, _ status: HostFileStatus, parent: HostDirectory?, name: HostFileName?
  ) {
    self.host = host
    identity = HostFileSystem.Identity(status)
    self.parent = parent
    self.name = name
    known = status
    guestDevice = host.guestDevice(identity.device)
    super.init(
      host, number: identity.inode, type: status.type ?? .regular,
      permissions: FileMode(rawValue: status.permissions),
      userID: host.owners.guestUser(status.user), groupID: host.owners.guestGroup(status.group))
    deviceNumber = DeviceNumber(
      rawValue: makeDevice(major: status.representedMajor, minor: status.representedMinor))
    permissions = guestPermissions(status)
  }

  deinit {
    host.forget(self)
    releaseAncestors()
  }

  func takeParent() -> HostDirectory? { parent.take() }

  /// A descriptor that is open anyway: the file by this, whatever became of its name.
  var openDescriptor: SharedDescriptor? { held }
  /// For O_PATH descriptions: as long as it is open, the host gives the inode's number to no other
  /// file.
  private var held: SharedDescriptor?
  private var holders = 0

  override func hold(for file: OpenFile) throws(Errno) {
    if held == nil { held = try anyDescriptor() }
    holders += 1
    file.whenClosed(for: self) { [self] in
      holders -= 1
      if holders == 0 { held = nil }
    }
  }

  /// A lookup met the inode again.
  func note(_ status: HostFileStatus, parent: HostDirectory?, name: HostFileName?) {
    moved(to: parent, as: name)
    update(status)
  }

  func moved(to parent: HostDirectory?, as name: HostFileName?) {
    self.parent = parent
    self.name = name
  }

  private func update(_ status: HostFileStatus) {
    known = status
    permissions = guestPermissions(status)
    userID = host.owners.guestUser(status.user)
    groupID = host.owners.guestGroup(status.group)
  }

  override func status() throws(Errno) -> FileStatus {
    if let openDescriptor {
      update(try openDescriptor.status())
    } else if let parent, let name, let status = try? parent.openDirectory().status(of: name),
      HostFileSystem.Identity(status) == identity
    {
      update(status)
    } else {
      // The name is gone; whoever asks holds the file by other means.
      known.linkCount = 0
    }
    return statusAfterLookup()
  }

  override func statusAfterLookup() -> FileStatus {
    var status = FileStatus(mode: mode)
    status.device = guestDevice.rawValue
    status.inode = number
    status.linkCount = UInt64(known.linkCount)
    status.userID = userID
    status.groupID = groupID
    status.deviceNumber = deviceNumber
    status.size = known.size
    status.blockSize = known.blockSize
    status.blockCount = known.blocks
    status.accessTime = known.accessTime
    status.modificationTime = known.modificationTime
    status.changeTime = known.changeTime
    status.birthTime = known.birthTime
    return status
  }

  override func apply(_ change: AttributeChange) throws(Errno) {
    // Not by its name, which may stand for something else by now.
    try apply(change, to: try anyDescriptor())
  }

  final func apply(_ change: AttributeChange, to file: SharedDescriptor) throws(Errno) {
    if change.changesOwner {
      try file.setOwner(
        user: change.userID.map(host.owners.hostUser),
        group: change.groupID.map(host.owners.hostGroup))
    }
    if let new = change.permissions?.rawValue { try setPermissions(new, file) }
    if change.accessTime != nil || change.modificationTime != nil {
      try file.setTimes(
        access: HostTimeChange(change.accessTime),
        modification: HostTimeChange(change.modificationTime))
    }
    update(try file.status())
  }

  private func setPermissions(_ new: UInt32, _ file: SharedDescriptor) throws(Errno) {
    guard type == .regular else { return try file.setPermissions(new) }
    try host.setIDs.set(new, file, identity)
  }

  private func guestPermissions(_ status: HostFileStatus) -> FileMode {
    FileMode(
      rawValue: host.setIDs.permissions(status, identity) { () throws(Errno) in
        try anyDescriptor()
      })
  }

  /// The set-ID bits of a file that the guest is about to write to become its own. A kernel with
  /// privileges would leave them to the host's users.
  final func takeSetIDFromHost() throws(Errno) {
    guard host.owners.isPrivileged, known.permissions & 0o6000 != 0 else { return }
    try apply(AttributeChange(permissions: permissions))
  }

  /// One that is open, or a new O_PATH one.
  final func anyDescriptor() throws(Errno) -> SharedDescriptor {
    if let openDescriptor { return openDescriptor }
    return try openOnHost(.path)
  }

  override func readLink(_ context: PathContext) throws(Errno) -> [UInt8] {
    guard type == .symbolicLink, let parent, let name else { throw .invalidArgument }
    return try parent.openDirectory().readLink(name)
  }

  /// So that no open waits or has effects beside it.
  private static let harmless: OpenFlags = [.nonBlocking, .noControllingTerminal]

  /// Opens the file on the host. What has taken its name, a device perhaps, is found out before it
  /// is opened. `directory` is the one above, where the caller has it open.
  final func openOnHost(_ flags: OpenFlags, in directory: SharedDescriptor? = nil) throws(Errno)
    -> SharedDescriptor
  {
    guard let parent, let name else { throw .staleNFSFileHandle }
    let above: SharedDescriptor
    if let directory { above = directory } else { above = try parent.openDirectory() }
    let place = SharedDescriptor(try above.open(name, [.path, .noFollow]))
    let status = try place.status()
    guard HostFileSystem.Identity(status) == identity, status.type == type else {
      throw .staleNFSFileHandle
    }
    guard !flags.contains(.path) else { return place }
    return SharedDescriptor(try place.reopen(flags.union(Self.harmless)))
  }
}

extension HostTimeChange {
  fileprivate init(_ change: AttributeChange.Time?) {
    switch change {
    case nil: self = .keep
    case .now: self = .now
    case .at(let time): self = .set(time)
    }
  }
}
