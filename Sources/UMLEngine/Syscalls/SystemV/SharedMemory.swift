import LinuxABI

/// shmget(2), shmat(2), shmdt(2) and shmctl(2).
enum SharedMemorySyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.shmget, "shmget", [.integer, .length, .flags], gap: "SHM_HUGETLB is refused",
      shmget),
    .init(SyscallNumber.shmat, "shmat", [.integer, .address, .flags], shmat),
    .init(SyscallNumber.shmdt, "shmdt", [.address], shmdt),
    .init(SyscallNumber.shmctl, "shmctl", [.integer, .command, .address], shmctl),
  ]

  private static func shmget(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = SystemVFlags(rawValue: call.int32(2))
    let (key, length) = (call.int32(0), call.word(1))
    let context = call
    let systemV = call.systemV
    let id = try systemV.segments.get(
      key: key, flags, limit: Int(clamping: systemV.limit("shmmni")), call.task.credentials
    ) { (segment) throws(Errno) in
      guard length <= segment.length else { throw .invalidArgument }
    } make: { () throws(Errno) in
      guard length >= 1, length <= systemV.limit("shmmax") else { throw .invalidArgument }
      guard !flags.contains(.hugePages) else { throw .noMemory }
      return try makeSegment(
        context, key: key, length: length, mode: UInt32(flags.rawValue & 0o777))
    }
    return .value(Int(id))
  }

  /// Together they may be as large as the machine's memory: nothing else bounds what is written
  /// there.
  private static func makeSegment(
    _ call: SyscallContext, key: Int32, length: UInt64, mode: UInt32
  ) throws(Errno) -> SharedSegment {
    let total = call.kernel.memory.total
    let used = call.systemV.segments.all.reduce(UInt64(0)) { $0 + $1.mappedLength }
    guard length <= total, used + length <= total else { throw .noMemory }
    let name = "SYSV\(hexadecimal(UInt64(UInt32(bitPattern: key)), 8))"
    let file = try call.kernel.files.makeMemoryFile(
      FileName(Array(name.utf8)), call.task.credentials)
    let segment = SharedSegment(
      key: key, mode: mode, length: length, file: file, creator: call.task.process.pid,
      call.task.credentials, now: call.systemV.now)
    do throws(Errno) { try file.object.truncate(to: Int64(segment.mappedLength)) } catch {
      segment.release()
      throw error
    }
    return segment
  }

  private static func shmat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = AttachFlags(rawValue: call.int32(2))
    let offset = call.word(1) & 4095
    guard call.int32(0) >= 0, offset == 0 || flags.contains(.round) else { throw .invalidArgument }
    let address = call.word(1) - offset
    guard address != 0 || !flags.contains(.remap) else { throw .invalidArgument }
    let segment = try call.systemV.segments[call.int32(0)]
    var wanted: UInt32 = flags.contains(.readOnly) ? 0o444 : 0o666
    if flags.contains(.execute) { wanted |= 0o111 }
    try segment.require(wanted, call.task.credentials)

    var protection: MemoryProtection = flags.contains(.readOnly) ? .read : [.read, .write]
    if flags.contains(.execute) { protection.insert(.execute) }
    var mapFlags = MapFlags(rawValue: MapFlags.Kind.shared.rawValue)
    if call.word(1) != 0 { mapFlags.insert(flags.contains(.remap) ? .fixed : .fixedNoReplace) }
    let descriptor = try segment.file.object.hostDescriptor(
      writable: !flags.contains(.readOnly))
    call.kernel.mappedFiles.note(segment.file.location, mapping: descriptor)
    // It counts from now on, so that nobody removes it before the host has mapped it.
    segment.attachCount += 1
    let (systemV, process) = (call.systemV, call.task.process)
    call.task.thread.finish(
      performing: .map(
        at: address, length: segment.mappedLength, protection, mapFlags, descriptor: descriptor)
    ) { result in
      attached(segment, to: process, at: result, systemV)
    }
    return .noReply
  }

  private static func attached(
    _ segment: SharedSegment, to process: Process, at result: Int, _ systemV: SystemV
  ) -> Int {
    guard result >= 0 || result < -4095 else {
      segment.attachCount -= 1
      systemV.destroyIfUnused(segment)
      return result == -Int(Errno.fileExists.rawValue)
        ? -Int(Errno.invalidArgument.rawValue) : result
    }
    segment.attachTime = systemV.now
    segment.lastUser = process.pid
    process.attachments.append(
      SharedSegment.Attachment(
        segment: segment, address: UInt64(bitPattern: Int64(result)),
        length: segment.mappedLength))
    return result
  }

  private static func shmdt(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let process = call.task.process
    let address = call.word(0)
    guard let index = process.attachments.lastIndex(where: { $0.address == address }) else {
      throw .invalidArgument
    }
    let attachment = process.attachments.remove(at: index)
    let systemV = call.systemV
    call.task.thread.finish(performing: .unmap(address, length: attachment.length)) { result in
      systemV.detach(attachment, process)
      return result
    }
    return .noReply
  }

  // Commands of its own.
  private static let lock: Int32 = 11
  private static let unlock: Int32 = 12
  private static let statusAt: Int32 = 13
  private static let information: Int32 = 14
  private static let statusAtUnchecked: Int32 = 15

  private static func shmctl(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.int32(0) >= 0 else { throw .invalidArgument }
    let segments = call.systemV.segments
    switch call.int32(1) {
    case SystemVCommand.limits.rawValue: try writeLimits(call)
    case information: try writeInformation(call)
    case SystemVCommand.status.rawValue:
      let segment = try call.object(segments, atPlace: false)
      try call.memory.write(segment.layout.bytes, to: call.address(2))
      return .value(0)
    case statusAt, statusAtUnchecked:
      let segment = try call.object(segments, atPlace: true, checked: call.int32(1) == statusAt)
      try call.memory.write(segment.layout.bytes, to: call.address(2))
      return .value(Int(segment.id))
    case SystemVCommand.set.rawValue:
      let new = try call.memory.readLayout(call.address(2), as: SystemVPermissionLayout.self)
      let segment = try call.ownObject(segments)
      try segment.set(new, now: call.systemV.now)
      return .value(0)
    case SystemVCommand.remove.rawValue:
      let segment = try call.ownObject(segments)
      segment.doom()
      call.systemV.destroyIfUnused(segment)
      return .value(0)
    case lock, unlock:
      let segment = try segments[call.int32(0)]
      let user = call.task.credentials
      if !user.has(.lockMemory) {
        try segment.requireOwner(user)
        let limit = call.task.process.limits[.lockedMemory].current
        guard limit > 0 || call.int32(1) == unlock else { throw .notPermitted }
      }
      segment.isLocked = call.int32(1) == lock
      return .value(0)
    default: throw .invalidArgument
    }
    return .value(segments.highestPlace)
  }

  /// `struct shminfo64`.
  private static func writeLimits(_ call: SyscallContext) throws(Errno) {
    let systemV = call.systemV
    var writer = ByteWriter(capacity: 72)
    writer.write(systemV.limit("shmmax"))
    writer.write(UInt64(1))
    writer.write(systemV.limit("shmmni"))
    writer.write(systemV.limit("shmmni"))
    writer.write(systemV.limit("shmall"))
    writer.pad(32)
    try call.memory.write(writer.bytes, to: call.address(2))
  }

  /// `struct shm_info`: segments, and pages they have.
  private static func writeInformation(_ call: SyscallContext) throws(Errno) {
    let segments = call.systemV.segments.all
    var writer = ByteWriter(capacity: 48)
    writer.write(Int32(segments.count))
    writer.pad(4)
    writer.write(segments.reduce(UInt64(0)) { $0 + $1.mappedLength / 4096 })
    writer.write(segments.reduce(UInt64(0)) { $0 + $1.residentBytes / 4096 })
    writer.pad(24)
    try call.memory.write(writer.bytes, to: call.address(2))
  }
}
