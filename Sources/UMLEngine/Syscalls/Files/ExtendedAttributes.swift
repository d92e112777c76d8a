import LinuxABI

/// getxattr, setxattr, listxattr, removexattr, each by path, by link and by descriptor.
enum ExtendedAttributeSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.getxattr, "getxattr", [.path, .string, .address, .length]
    ) { (call) throws(Errno) in try get(&call, followed) },
    .init(
      SyscallNumber.lgetxattr, "lgetxattr", [.path, .string, .address, .length]
    ) { (call) throws(Errno) in try get(&call, link) },
    .init(
      SyscallNumber.fgetxattr, "fgetxattr", [.descriptor, .string, .address, .length]
    ) { (call) throws(Errno) in try get(&call, open) },
    .init(
      SyscallNumber.setxattr, "setxattr", [.path, .string, .address, .length, .flags]
    ) { (call) throws(Errno) in try set(&call, followed) },
    .init(
      SyscallNumber.lsetxattr, "lsetxattr", [.path, .string, .address, .length, .flags]
    ) { (call) throws(Errno) in try set(&call, link) },
    .init(
      SyscallNumber.fsetxattr, "fsetxattr", [.descriptor, .string, .address, .length, .flags]
    ) { (call) throws(Errno) in try set(&call, open) },
    .init(
      SyscallNumber.listxattr, "listxattr", [.path, .address, .length]
    ) { (call) throws(Errno) in try list(&call, followed) },
    .init(
      SyscallNumber.llistxattr, "llistxattr", [.path, .address, .length]
    ) { (call) throws(Errno) in try list(&call, link) },
    .init(
      SyscallNumber.flistxattr, "flistxattr", [.descriptor, .address, .length]
    ) { (call) throws(Errno) in try list(&call, open) },
    .init(
      SyscallNumber.removexattr, "removexattr", [.path, .string]
    ) { (call) throws(Errno) in try remove(&call, followed) },
    .init(
      SyscallNumber.lremovexattr, "lremovexattr", [.path, .string]
    ) { (call) throws(Errno) in try remove(&call, link) },
    .init(
      SyscallNumber.fremovexattr, "fremovexattr", [.descriptor, .string]
    ) { (call) throws(Errno) in try remove(&call, open) },
  ]

  /// Whose attributes: the first argument's file.
  private typealias Target = (SyscallContext) throws(Errno) -> Location

  private static func followed(_ call: SyscallContext) throws(Errno) -> Location {
    try call.location(directory: nil, path: 0, follow: true)
  }

  private static func link(_ call: SyscallContext) throws(Errno) -> Location {
    try call.location(directory: nil, path: 0, follow: false)
  }

  private static func open(_ call: SyscallContext) throws(Errno) -> Location {
    try call.location(of: call.file(0))
  }

  // XATTR_NAME_MAX, XATTR_SIZE_MAX.
  private static let nameLimit = 255
  private static let sizeLimit = 65536

  private static func get(_ call: inout SyscallContext, _ target: Target)
    throws(Errno) -> SyscallOutcome
  {
    let place = try target(call)
    let name = try name(call)
    try requireAccess(name, .read, place, call)
    let value = try place.inode.extendedAttribute(name)
    return try answer(&call, value, 2)
  }

  private static func set(_ call: inout SyscallContext, _ target: Target)
    throws(Errno) -> SyscallOutcome
  {
    let flags = try call.flags(4, known: ExtendedAttributeFlags.known)
    let name = try name(call)
    guard call.word(3) <= UInt64(sizeLimit) else { throw .argListTooLong }
    let value = try call.memory.read(call.address(2), count: Int(call.word(3)))
    let place = try target(call)
    guard !place.mount.isReadOnly else { throw .readOnlyFileSystem }
    try requireAccess(name, .write, place, call)
    try place.inode.setExtendedAttribute(name, value, flags)
    call.kernel.files.reports.report(.attributes, place.entry)
    return .value(0)
  }

  private static func list(_ call: inout SyscallContext, _ target: Target)
    throws(Errno) -> SyscallOutcome
  {
    let isPrivileged = call.task.credentials.has(.administration)
    var names: [UInt8] = []
    for name in try target(call).inode.extendedAttributeNames() {
      if !isPrivileged, name.starts(with: "trusted.".utf8) { continue }
      names += name + [0]
    }
    return try answer(&call, names, 1)
  }

  private static func remove(_ call: inout SyscallContext, _ target: Target)
    throws(Errno) -> SyscallOutcome
  {
    let name = try name(call)
    let place = try target(call)
    guard !place.mount.isReadOnly else { throw .readOnlyFileSystem }
    try requireAccess(name, .write, place, call)
    try place.inode.setExtendedAttribute(name, nil, [])
    call.kernel.files.reports.report(.attributes, place.entry)
    return .value(0)
  }

  private static func name(_ call: SyscallContext) throws(Errno) -> [UInt8] {
    guard let name = try call.memory.readString(at: call.address(1), limit: nameLimit + 1),
      !name.isEmpty
    else { throw .outOfRange }
    return name
  }

  /// See xattr(7): trusted is root's, security may be read by all, user follows the mode.
  private static func requireAccess(
    _ name: [UInt8], _ wanted: AccessMode, _ place: Location, _ call: SyscallContext
  ) throws(Errno) {
    let isPrivileged = call.task.credentials.has(.administration)
    if name.starts(with: "trusted.".utf8), !isPrivileged {
      throw wanted == .read ? Errno.noData : Errno.notPermitted
    }
    if name.starts(with: "security.".utf8), wanted == .write, !isPrivileged {
      throw .notPermitted
    }
    guard name.starts(with: "user.".utf8) else { return }
    let type = place.inode.type
    guard type == .regular || type == .directory else {
      throw wanted == .read ? Errno.noData : Errno.notPermitted
    }
    try AccessCheck(call.paths).require(wanted, on: place.inode)
  }

  /// A buffer of no size asks how large it has to be.
  private static func answer(_ call: inout SyscallContext, _ bytes: [UInt8], _ index: Int)
    throws(Errno) -> SyscallOutcome
  {
    let size = call.word(index + 1)
    guard size > 0 else { return .value(bytes.count) }
    guard UInt64(bytes.count) <= size else { throw .outOfRange }
    try call.memory.write(bytes, to: call.address(index))
    return .value(bytes.count)
  }
}
