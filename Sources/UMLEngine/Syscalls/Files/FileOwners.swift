import LinuxABI

/// F_SETOWN, F_SETSIG and what else decides about SIGIO, for fcntl(2) and ioctl(2).
enum FileOwnerCalls {
  /// F_SETOWN's number: a process, or a group when negative. ESRCH when there is none.
  static func set(_ number: Int32, _ file: OpenFile, _ call: SyscallContext) throws(Errno) {
    guard number != .min else { throw .invalidArgument }
    try set(number < 0 ? .group : .process, abs(number), file, call)
  }

  private static func set(
    _ kind: FileOwner.Kind, _ id: Int32, _ file: OpenFile, _ call: SyscallContext
  ) throws(Errno) {
    guard id != 0 else {
      file.owner = nil
      return
    }
    let table = call.kernel.processes
    let exists =
      switch kind {
      case .thread: table.task(id) != nil
      case .process: table.task(id) != nil || table.process(id) != nil
      case .group: table.group(id) != nil
      }
    guard exists else { throw .noSuchProcess }
    file.owner = FileOwner(kind: kind, id: id, user: call.task.credentials)
    (file.object as? LocalSocket)?.ownedFile = file
  }

  /// What F_GETOWN shows; nothing of an owner that is gone.
  static func number(_ file: OpenFile, _ call: SyscallContext) -> Int32 {
    guard let owner = file.owner else { return 0 }
    let table = call.kernel.processes
    switch owner.kind {
    case .group: return table.group(owner.id) == nil ? 0 : -owner.id
    case .process: return table.process(owner.id) == nil ? 0 : owner.id
    case .thread: return table.task(owner.id) == nil ? 0 : owner.id
    }
  }

  /// `struct f_owner_ex`: a thread, a process or a group.
  static func setExtended(_ call: SyscallContext, _ file: OpenFile) throws(Errno) {
    var reader = ByteReader(try call.memory.read(call.address(2), count: 8))
    guard let kind = FileOwner.Kind(rawValue: reader.read()) else { throw .invalidArgument }
    try set(kind, reader.read(), file, call)
  }

  static func getExtended(_ call: SyscallContext, _ file: OpenFile) throws(Errno) {
    var writer = ByteWriter(capacity: 8)
    writer.write((file.owner?.kind ?? .process).rawValue)
    writer.write(Int32(abs(number(file, call))))
    try call.memory.write(writer.bytes, to: call.address(2))
  }
}
