import LinuxABI

/// Permission of a caller on an inode. See path_resolution(7), "Permissions", and capabilities(7).
struct AccessCheck {
  let credentials: Credentials

  init(_ credentials: Credentials) { self.credentials = credentials }

  init(_ context: PathContext) { credentials = context.credentials }

  /// EACCES unless all of `wanted` is allowed.
  func require(_ wanted: AccessMode, on inode: Inode) throws(Errno) {
    guard allows(wanted, on: inode) else { throw .permissionDenied }
  }

  func allows(_ wanted: AccessMode, on inode: Inode) -> Bool {
    let mode = inode.permissions.rawValue
    let bits: UInt32
    if inode.userID == credentials.fileSystemUID {
      bits = mode >> 6
    } else if credentials.isMember(of: inode.groupID) {
      bits = mode >> 3
    } else {
      bits = mode
    }
    let missing = UInt32(bitPattern: wanted.rawValue) & ~(bits & 7)
    if missing == 0 { return true }
    return overrides(wanted, on: inode)
  }

  /// EPERM unless the caller owns the file, or may act as if it did.
  func requireOwner(of inode: Inode) throws(Errno) {
    guard isOwner(of: inode) else { throw .notPermitted }
  }

  func isOwner(of inode: Inode) -> Bool {
    inode.userID == credentials.fileSystemUID || credentials.has(.fileOwner)
  }

  /// Whether a name in `directory` may be removed: writable, and in a sticky one only by an owner.
  func requireRemoval(of inode: Inode, from directory: Inode) throws(Errno) {
    try require([.write, .execute], on: directory)
    guard directory.permissions.contains(.sticky) else { return }
    if inode.userID == credentials.fileSystemUID { return }
    if directory.userID == credentials.fileSystemUID { return }
    guard credentials.has(.fileOwner) else { throw .notPermitted }
  }

  /// CAP_DAC_OVERRIDE ignores all but a missing x on files that nobody may execute;
  /// CAP_DAC_READ_SEARCH reads everything and searches directories.
  private func overrides(_ wanted: AccessMode, on inode: Inode) -> Bool {
    if inode.type == .directory {
      if credentials.has(.overrideAccess) { return true }
      return !wanted.contains(.write) && credentials.has(.readSearch)
    }
    if credentials.has(.overrideAccess) {
      return !wanted.contains(.execute) || inode.permissions.rawValue & 0o111 != 0
    }
    return wanted == .read && credentials.has(.readSearch)
  }
}
