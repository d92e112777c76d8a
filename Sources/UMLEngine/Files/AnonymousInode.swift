import LinuxABI

/// Stands for an object that has no file system, where an inode is needed.
final class AnonymousInode: Inode {
  let object: any FileObject

  init(_ fileSystem: FileSystem, _ object: any FileObject) {
    self.object = object
    let status = try? object.status()
    super.init(
      fileSystem, number: status?.inode ?? 0, type: status?.mode.type ?? .regular,
      permissions: status?.mode.permissions ?? 0o600, userID: status?.userID ?? 0,
      groupID: status?.groupID ?? 0)
  }

  override func status() throws(Errno) -> FileStatus {
    var status = try object.status()
    guard hasOwner else { return status }
    status.mode = mode
    (status.userID, status.groupID) = (userID, groupID)
    return status
  }

  /// Pipes and sockets are their makers'.
  private var hasOwner: Bool { type == .fifo || type == .socket }

  /// Pipes and sockets have modes and owners, though nobody looks at them.
  override func apply(_ change: AttributeChange) throws(Errno) {
    guard hasOwner else { throw .notPermitted }
    permissions = change.permissions ?? permissions
    userID = change.userID ?? userID
    groupID = change.groupID ?? groupID
  }

  /// Linux keeps each kind on a file system of its own.
  var magic: FileSystemMagic {
    switch type {
    case .fifo: .pipes
    case .socket: .sockets
    default: .anonymousInodes
    }
  }

  override func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject {
    try object.reopened(flags)
  }
}
