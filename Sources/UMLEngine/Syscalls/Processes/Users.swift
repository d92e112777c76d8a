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
    .init(SyscallNumber.setuid, "setuid", [.integer], setuid),
    .init(SyscallNumber.setgid, "setgid", [.integer], setgid),
    .init(SyscallNumber.setreuid, "setreuid", [.integer, .integer], setreuid),
    .init(SyscallNumber.setregid, "setregid", [.integer, .integer], setregid),
    .init(SyscallNumber.setresuid, "setresuid", [.integer, .integer, .integer], setresuid),
    .init(SyscallNumber.setresgid, "setresgid", [.integer, .integer, .integer], setresgid),
    .init(SyscallNumber.setfsuid, "setfsuid", [.integer], setfsuid),
    .init(SyscallNumber.setfsgid, "setfsgid", [.integer], setfsgid),
    .init(SyscallNumber.getgroups, "getgroups", [.integer, .address], getgroups),
    .init(SyscallNumber.setgroups, "setgroups", [.integer, .address], setgroups),
  ]

  /// The argument that leaves a number as it is.
  private static let unchanged = UInt32.max

  private static func write(_ call: SyscallContext, _ numbers: [UInt32]) throws(Errno) {
    for (index, number) in numbers.enumerated() {
      try call.memory.writeInteger(number, to: call.address(index))
    }
  }

  // MARK: Users

  private static func setuid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let uid = call.uint32(0)
    guard uid != unchanged else { throw .invalidArgument }
    var user = call.task.credentials
    if user.has(.setUserID) {
      (user.uid, user.savedUID) = (uid, uid)
    } else if uid != user.uid && uid != user.savedUID {
      throw .notPermitted
    }
    return change(call, user, effectiveUID: uid)
  }

  private static func setreuid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (real, effective) = (call.uint32(0), call.uint32(1))
    let old = call.task.credentials
    var user = old
    if !old.has(.setUserID) {
      guard [unchanged, old.uid, old.effectiveUID].contains(real),
        [unchanged, old.uid, old.effectiveUID, old.savedUID].contains(effective)
      else { throw .notPermitted }
    }
    if real != unchanged { user.uid = real }
    let newEffective = effective == unchanged ? old.effectiveUID : effective
    if real != unchanged || (effective != unchanged && effective != old.uid) {
      user.savedUID = newEffective
    }
    return change(call, user, effectiveUID: newEffective)
  }

  private static func setresuid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let wanted = [call.uint32(0), call.uint32(1), call.uint32(2)]
    let old = call.task.credentials
    var user = old
    if !old.has(.setUserID) {
      let own = [unchanged, old.uid, old.effectiveUID, old.savedUID]
      guard wanted.allSatisfy(own.contains) else { throw .notPermitted }
    }
    if wanted[0] != unchanged { user.uid = wanted[0] }
    if wanted[2] != unchanged { user.savedUID = wanted[2] }
    return change(
      call, user, effectiveUID: wanted[1] == unchanged ? old.effectiveUID : wanted[1])
  }

  private static func setfsuid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let user = call.task.credentials
    let uid = call.uint32(0)
    if [user.uid, user.effectiveUID, user.savedUID, user.fileSystemUID].contains(uid)
      || (user.has(.setUserID) && uid != unchanged)
    {
      call.task.credentials.fileSystemUID = uid
    }
    // The only call that reports failure by reporting the old value.
    return .value(Int(user.fileSystemUID))
  }

  private static func change(_ call: SyscallContext, _ user: Credentials, effectiveUID: UInt32)
    -> SyscallOutcome
  {
    var new = user
    new.effectiveUID = effectiveUID
    new.fileSystemUID = effectiveUID
    new.adjustCapabilities(from: call.task.credentials)
    call.task.credentials = new
    call.task.process.lastUserID = new.uid
    return .value(0)
  }

  // MARK: Groups

  private static func setgid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let gid = call.uint32(0)
    guard gid != unchanged else { throw .invalidArgument }
    var user = call.task.credentials
    if user.has(.setGroupID) {
      (user.gid, user.savedGID) = (gid, gid)
    } else if gid != user.gid && gid != user.savedGID {
      throw .notPermitted
    }
    return change(call, user, effectiveGID: gid)
  }

  private static func setregid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (real, effective) = (call.uint32(0), call.uint32(1))
    let old = call.task.credentials
    var user = old
    if !old.has(.setGroupID) {
      guard [unchanged, old.gid, old.effectiveGID].contains(real),
        [unchanged, old.gid, old.effectiveGID, old.savedGID].contains(effective)
      else { throw .notPermitted }
    }
    if real != unchanged { user.gid = real }
    let newEffective = effective == unchanged ? old.effectiveGID : effective
    if real != unchanged || (effective != unchanged && effective != old.gid) {
      user.savedGID = newEffective
    }
    return change(call, user, effectiveGID: newEffective)
  }

  private static func setresgid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let wanted = [call.uint32(0), call.uint32(1), call.uint32(2)]
    let old = call.task.credentials
    var user = old
    if !old.has(.setGroupID) {
      let own = [unchanged, old.gid, old.effectiveGID, old.savedGID]
      guard wanted.allSatisfy(own.contains) else { throw .notPermitted }
    }
    if wanted[0] != unchanged { user.gid = wanted[0] }
    if wanted[2] != unchanged { user.savedGID = wanted[2] }
    return change(
      call, user, effectiveGID: wanted[1] == unchanged ? old.effectiveGID : wanted[1])
  }

  private static func setfsgid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let user = call.task.credentials
    let gid = call.uint32(0)
    if [user.gid, user.effectiveGID, user.savedGID, user.fileSystemGID].contains(gid)
      || (user.has(.setGroupID) && gid != unchanged)
    {
      call.task.credentials.fileSystemGID = gid
    }
    return .value(Int(user.fileSystemGID))
  }

  private static func change(_ call: SyscallContext, _ user: Credentials, effectiveGID: UInt32)
    -> SyscallOutcome
  {
    var new = user
    new.effectiveGID = effectiveGID
    new.fileSystemGID = effectiveGID
    call.task.credentials = new
    return .value(0)
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
    call.task.credentials.groups = (0..<count).map { _ in reader.read(UInt32.self) }.sorted()
    return .value(0)
  }
}
