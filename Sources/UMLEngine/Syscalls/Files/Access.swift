import LinuxABI

/// access and its relatives: what the caller could do with a file, without doing it.
enum AccessSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.access, "access", [.path, .mode], access),
    .init(SyscallNumber.faccessat, "faccessat", [.descriptor, .path, .mode], faccessat),
    .init(SyscallNumber.faccessat2, "faccessat2", [.descriptor, .path, .mode, .flags], faccessat2),
  ]

  static func access(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try check(&call, directory: nil, path: 0, call.int32(1), [])
  }

  static func faccessat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try check(&call, directory: 0, path: 1, call.int32(2), [])
  }

  static func faccessat2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(
      3, known: [.effectiveAccess, .symbolicLinkNoFollow, .emptyPath] as AtFlags)
    return try check(&call, directory: 0, path: 1, call.int32(2), flags)
  }

  private static func check(
    _ call: inout SyscallContext, directory: Int?, path: Int, _ mode: Int32, _ flags: AtFlags
  ) throws(Errno) -> SyscallOutcome {
    let wanted = AccessMode(rawValue: mode)
    guard wanted.isSubset(of: .known) else { throw .invalidArgument }
    var credentials = call.task.credentials
    if !flags.contains(.effectiveAccess) { useRealIDs(&credentials) }
    let place = try call.location(
      directory: directory, path: path, follow: !flags.contains(.symbolicLinkNoFollow),
      allowsEmpty: flags.contains(.emptyPath), credentials: credentials)
    let inode = place.inode
    if wanted.contains(.execute), inode.type == .regular,
      place.mount.options.contains(.noExecute)
    {
      throw .permissionDenied
    }
    try AccessCheck(credentials).require(wanted, on: inode)
    let isContents = inode.type == .regular || inode.type == .directory
    if wanted.contains(.write), isContents || inode.type == .symbolicLink, place.mount.isReadOnly {
      throw .readOnlyFileSystem
    }
    return .value(0)
  }

  /// access(2) asks for the user who started a set-user-ID program; its capabilities follow.
  private static func useRealIDs(_ credentials: inout Credentials) {
    credentials.fileSystemUID = credentials.uid
    credentials.fileSystemGID = credentials.gid
    credentials.capabilities.effective =
      credentials.uid == 0 ? credentials.capabilities.permitted : CapabilitySet()
  }
}
