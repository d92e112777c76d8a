import LinuxABI

/// A file that exists because the kernel says so: in proc, in sysfs.
class SyntheticInode: Inode {
  /// Of its last change, as far as anybody is told.
  final var time: TimeSpec

  override init(
    _ system: FileSystem, number: UInt64, type: FileType, permissions: FileMode, userID: UInt32 = 0,
    groupID: UInt32 = 0
  ) {
    time = system.now
    super.init(
      system, number: number, type: type, permissions: permissions, userID: userID,
      groupID: groupID)
  }

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    status.blockSize = 1024
    status.accessTime = time
    status.modificationTime = time
    status.changeTime = time
    return status
  }

  /// Owners and times may be set, and are forgotten: shells that redirect into a file do so.
  override func apply(_ change: AttributeChange) throws(Errno) {
    guard change.permissions == nil, !change.changesOwner else { throw .notPermitted }
  }
}

/// A symbolic link whose target is made when somebody asks.
final class SyntheticLink: SyntheticInode {
  private let target: (PathContext) throws(Errno) -> [UInt8]

  init(
    _ system: FileSystem, number: UInt64, _ target: @escaping (PathContext) throws(Errno) -> [UInt8]
  ) {
    self.target = target
    super.init(system, number: number, type: .symbolicLink, permissions: 0o777)
  }

  override func readLink(_ context: PathContext) throws(Errno) -> [UInt8] { try target(context) }
}
