import LinuxABI

/// User and group numbers. See credentials(7), setresuid(2).
enum UserSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.getuid, "getuid") { call throws(Errno) in
      .value(Int(call.task.credentials.uid))
    },
    .init(SyscallNumber.geteuid, "geteuid") { call throws(Errno) in
      .value(Int(call.task.credentials.effectiveUID))
    },
    .init(SyscallNumber.getgid, "getgid") { call throws(Errno) in
      .value(Int(call.task.credentials.gid))
    },
    .init(SyscallNumber.getegid, "getegid") { call throws(Errno) in
      .value(Int(call.task.credentials.effectiveGID))
    },
    .init(SyscallNumber.getresuid, "getresuid", [.address, .address, .address]) {
      call throws(Errno) in
      let user = call.task.credentials
      try write(call, [user.uid, user.effectiveUID, user.savedUID])
      return .value(0)
    },
    .init(SyscallNumber.getresgid, "getresgid", [.address, .address, .address]) {
      call throws(Errno) in
      let user = call.task.credentials
      try write(call, [user.gid, user.effectiveGID, user.savedGID])
      return .value(0)
    },
    .init(SyscallNumber.setuid, "setuid", [.integer]) { call throws(Errno) in
      try IdentityChange.user.set(call)
    },
    .init(SyscallNumber.setgid, "setgid", [.integer]) { call throws(Errno) in
      try IdentityChange.group.set(call)
    },
    .init(SyscallNumber.setreuid, "setreuid", [.integer, .integer]) { call throws(Errno) in
      try IdentityChange.user.setTwo(call)
    },
    .init(SyscallNumber.setregid, "setregid", [.integer, .integer]) { call throws(Errno) in
      try IdentityChange.group.setTwo(call)
    },
    .init(SyscallNumber.setresuid, "setresuid", [.integer, .integer, .integer]) {
      call throws(Errno) in try IdentityChange.user.setThree(call)
    },
    .init(SyscallNumber.setresgid, "setresgid", [.integer, .integer, .integer]) {
      call throws(Errno) in try IdentityChange.group.setThree(call)
    },
    .init(SyscallNumber.setfsuid, "setfsuid", [.integer]) { call throws(Errno) in
      IdentityChange.user.setForFiles(call)
    },
    .init(SyscallNumber.setfsgid, "setfsgid", [.integer]) { call throws(Errno) in
      IdentityChange.group.setForFiles(call)
    },
    .init(SyscallNumber.getgroups, "getgroups", [.integer, .address], getgroups),
    .init(SyscallNumber.setgroups, "setgroups", [.integer, .address], setgroups),
  ]

  private static func write(_ call: SyscallContext, _ numbers: [UInt32]) throws(Errno) {
    for (index, number) in numbers.enumerated() {
      try call.memory.writeInteger(number, to: call.address(index))
    }
  }

  private static func getgroups(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let groups = call.task.credentials.groups
    let size = call.int32(0)
    guard size >= 0 else { throw .invalidArgument }
    guard size > 0 else { return .value(groups.count) }
    guard groups.count <= size else { throw .invalidArgument }
    var writer = ByteWriter(capacity: groups.count * 4)
    for group in groups { writer.write(group) }
    try call.memory.write(writer.bytes, to: call.address(1))
    return .value(groups.count)
  }

  private static func setgroups(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.task.credentials.has(.setGroupID) else { throw .notPermitted }
    // NGROUPS_MAX
    guard (0...65536).contains(call.int32(0)) else { throw .invalidArgument }
    let count = Int(call.int32(0))
    var reader = ByteReader(try call.memory.read(call.address(1), count: count * 4))
    let groups = (0..<count).map { _ in reader.read(UInt32.self) }.sorted()
    try call.task.credentials.setGroups(groups, call.kernel.files.objects)
    return .value(0)
  }
}
