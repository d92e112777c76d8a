import LinuxABI

// chmod, chown and utimensat: who may, and what else changes with them. See fs/attr.c and
// fs/open.c.
extension FileSystems {
  func setPermissions(_ place: Location, _ permissions: FileMode, _ context: PathContext)
    throws(Errno)
  {
    guard !place.mount.isReadOnly else { throw .readOnlyFileSystem }
    let inode = place.inode
    guard inode.type != .symbolicLink else { throw .notSupported }
    let check = AccessCheck(context)
    try check.requireOwner(of: inode)
    var permissions = permissions.permissions
    if !context.credentials.isMember(of: inode.groupID), !context.credentials.has(.fileSetID) {
      permissions.remove(.setGroupID)
    }
    try inode.apply(AttributeChange(permissions: permissions))
    reports.report(.attributes, place.entry)
  }

  /// nil keeps.
  func setOwner(
    _ place: Location, user: UInt32?, group: UInt32?, _ context: PathContext
  ) throws(Errno) {
    guard !place.mount.isReadOnly else { throw .readOnlyFileSystem }
    let inode = place.inode
    let credentials = context.credentials
    if !credentials.has(.changeOwner) {
      let isOwner = credentials.fileSystemUID == inode.userID
      if let user, !isOwner || user != inode.userID { throw .notPermitted }
      if let group, !isOwner || !(credentials.isMember(of: group) || group == inode.groupID) {
        throw .notPermitted
      }
    }
    var change = AttributeChange(userID: user, groupID: group)
    // Even root's chown takes the set-ID bits from a file; group execute marks a real set-group-ID.
    if inode.type != .directory {
      var permissions = inode.permissions
      permissions.remove(.setUserID)
      if permissions.contains(.groupExecute) { permissions.remove(.setGroupID) }
      if permissions != inode.permissions { change.permissions = permissions }
    }
    try inode.apply(change)
    reports.report(.attributes, place.entry)
  }

  /// nil keeps. Setting both to now needs only write permission.
  func setTimes(
    _ place: Location, access: AttributeChange.Time?, modification: AttributeChange.Time?,
    _ context: PathContext
  ) throws(Errno) {
    if access == nil, modification == nil { return }
    guard !place.mount.isReadOnly else { throw .readOnlyFileSystem }
    let check = AccessCheck(context)
    if case .now = access, case .now = modification {
      if !check.isOwner(of: place.inode) { try check.require(.write, on: place.inode) }
    } else {
      try check.requireOwner(of: place.inode)
    }
    try place.inode.apply(
      AttributeChange(accessTime: access, modificationTime: modification))
    let change: InotifyEvents =
      access == nil ? .modify : modification == nil ? .access : .attributes
    reports.report(change, place.entry)
  }

  /// truncate(2).
  func truncate(_ place: Location, to size: Int64, _ context: PathContext) throws(Errno) {
    let inode = place.inode
    guard inode.type != .directory else { throw .isDirectory }
    guard inode.type == .regular else { throw .invalidArgument }
    try AccessCheck(context).require(.write, on: inode)
    guard !place.mount.isReadOnly else { throw .readOnlyFileSystem }
    guard inode.writerCount >= 0 else { throw .textFileBusy }
    // By way of an open file, as some file systems need one to write to.
    let object = try inode.open(.writeOnly, context)
    let file = OpenFile(object, location: place, flags: .writeOnly)
    defer { object.closed(file) }
    try object.truncate(to: size)
    reports.report(.modify, place.entry)
    try dropSetID(place, context)
  }

  /// A write by anybody without CAP_FSETID takes the set-ID bits away.
  func dropSetID(_ place: Location, _ context: PathContext) throws(Errno) {
    let inode = place.inode
    guard inode.type == .regular else { return }
    var permissions = inode.permissions
    guard permissions.rawValue & 0o6000 != 0, !context.credentials.has(.fileSetID) else { return }
    permissions.remove(.setUserID)
    if permissions.contains(.groupExecute) { permissions.remove(.setGroupID) }
    if permissions != inode.permissions {
      try inode.apply(AttributeChange(permissions: permissions))
    }
  }
}
