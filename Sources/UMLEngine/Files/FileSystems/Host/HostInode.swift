import LinuxABI
import UMLHost

/// A file of the host; by itself a symbolic link, FIFO, socket or device node.
///
/// Knows one name by which the host can find it, the last that was looked up.
class HostInode: Inode {
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
  }

  deinit { host.forget(self) }

  /// A descriptor that is open anyway: the file by this, whatever became of its name.
  var openDescriptor: SharedDescriptor? { nil }

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
    permissions = FileMode(rawValue: status.permissions)
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
    if change.changesOwner {
      let user = change.userID.map(host.owners.hostUser)
      let group = change.groupID.map(host.owners.hostGroup)
      try onHost(
        { (file) throws(Errno) in try file.setOwner(user: user, group: group) },
        { (name, directory) throws(Errno) in
          try directory.setOwner(of: name, user: user, group: group)
        })
    }
    if let new = change.permissions?.rawValue {
      try onHost(
        { (file) throws(Errno) in try file.setPermissions(new) },
        { (name, directory) throws(Errno) in try directory.setPermissions(of: name, new) })
    }
    if change.accessTime != nil || change.modificationTime != nil {
      let access = HostTimeChange(change.accessTime)
      let modification = HostTimeChange(change.modificationTime)
      try onHost(
        { (file) throws(Errno) in try file.setTimes(access: access, modification: modification) },
        { (name, directory) throws(Errno) in
          try directory.setTimes(of: name, access: access, modification: modification)
        })
    }
    _ = try status()
  }

  /// By descriptor where one is open, as the name may be gone, else by name.
  private func onHost(
    _ byDescriptor: (SharedDescriptor) throws(Errno) -> Void,
    _ byName: (HostFileName, SharedDescriptor) throws(Errno) -> Void
  ) throws(Errno) {
    if let openDescriptor { return try byDescriptor(openDescriptor) }
    guard let parent, let name else { throw .staleNFSFileHandle }
    try byName(name, try parent.openDirectory())
  }

  override func readLink(_ context: PathContext) throws(Errno) -> [UInt8] {
    guard type == .symbolicLink, let parent, let name else { throw .invalidArgument }
    return try parent.openDirectory().readLink(name)
  }

  /// So that no open waits or has effects beside it; O_PATH takes none of that.
  private static let harmless: OpenFlags = [.noFollow, .nonBlocking, .noControllingTerminal]

  /// Opens the file on the host and makes sure that it is still this one.
  final func openOnHost(_ flags: OpenFlags) throws(Errno) -> SharedDescriptor {
    guard let parent, let name else { throw .staleNFSFileHandle }
    let descriptor = SharedDescriptor(
      try parent.openDirectory().open(
        name, flags.union(flags.contains(.path) ? .noFollow : Self.harmless)))
    // Another process of the host may have put something else there.
    guard HostFileSystem.Identity(try descriptor.status()) == identity else {
      throw .staleNFSFileHandle
    }
    return descriptor
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
