import LinuxABI

/// Permissions and owners: chmod, chown and their relatives.
enum AttributeSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.chmod, "chmod", [.path, .mode], chmod),
    .init(SyscallNumber.fchmod, "fchmod", [.descriptor, .mode], fchmod),
    .init(SyscallNumber.fchmodat, "fchmodat", [.descriptor, .path, .mode], fchmodat),
    .init(SyscallNumber.fchmodat2, "fchmodat2", [.descriptor, .path, .mode, .flags], fchmodat2),
    .init(SyscallNumber.chown, "chown", [.path, .integer, .integer], chown),
    .init(SyscallNumber.lchown, "lchown", [.path, .integer, .integer], lchown),
    .init(SyscallNumber.fchown, "fchown", [.descriptor, .integer, .integer], fchown),
    .init(
      SyscallNumber.fchownat, "fchownat", [.descriptor, .path, .integer, .integer, .flags],
      fchownat),
  ]

  static func chmod(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(directory: nil, path: 0, follow: true)
    return try setMode(&call, place, call.uint32(1))
  }

  static func fchmod(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(of: call.file(0))
    return try setMode(&call, place, call.uint32(1))
  }

  static func fchmodat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(directory: 0, path: 1, follow: true)
    return try setMode(&call, place, call.uint32(2))
  }

  static func fchmodat2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(3, known: [.symbolicLinkNoFollow, .emptyPath] as AtFlags)
    let place = try call.location(
      directory: 0, path: 1, follow: !flags.contains(.symbolicLinkNoFollow),
      allowsEmpty: flags.contains(.emptyPath))
    return try setMode(&call, place, call.uint32(2))
  }

  private static func setMode(_ call: inout SyscallContext, _ place: Location, _ mode: UInt32)
    throws(Errno) -> SyscallOutcome
  {
    try call.kernel.files.setPermissions(place, FileMode(rawValue: mode & 0o7777), call.paths)
    return .value(0)
  }

  static func chown(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(directory: nil, path: 0, follow: true)
    return try setOwner(&call, place, call.uint32(1), call.uint32(2))
  }

  static func lchown(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(directory: nil, path: 0, follow: false)
    return try setOwner(&call, place, call.uint32(1), call.uint32(2))
  }

  static func fchown(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let place = try call.location(of: call.file(0))
    return try setOwner(&call, place, call.uint32(1), call.uint32(2))
  }

  static func fchownat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(4, known: [.symbolicLinkNoFollow, .emptyPath] as AtFlags)
    let place = try call.location(
      directory: 0, path: 1, follow: !flags.contains(.symbolicLinkNoFollow),
      allowsEmpty: flags.contains(.emptyPath))
    return try setOwner(&call, place, call.uint32(2), call.uint32(3))
  }

  /// -1 keeps what there is.
  private static func setOwner(
    _ call: inout SyscallContext, _ place: Location, _ user: UInt32, _ group: UInt32
  ) throws(Errno) -> SyscallOutcome {
    try call.kernel.files.setOwner(
      place, user: user == .max ? nil : user, group: group == .max ? nil : group, call.paths)
    return .value(0)
  }
}
