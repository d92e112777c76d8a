import LinuxABI

/// fcntl.
enum ControlSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.fcntl, "fcntl", [.descriptor, .command, .integer],
      gap: "dnotify is refused", fcntl)
  ]

  static func fcntl(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let descriptor = call.int32(0)
    guard let slot = call.task.files.slot(descriptor) else { throw .badFileDescriptor }
    let file = slot.file
    guard let command = FcntlCommand(rawValue: call.int32(1)) else { throw .invalidArgument }
    switch command {
    case .duplicate: return try duplicate(&call, file, closesOnExecute: false)
    case .duplicateCloseOnExec: return try duplicate(&call, file, closesOnExecute: true)
    case .getDescriptorFlags:
      let flags: DescriptorFlags = slot.closesOnExecute ? .closeOnExec : []
      return .value(Int(flags.rawValue))
    case .setDescriptorFlags:
      let flags = DescriptorFlags(rawValue: call.int32(2))
      try call.task.files.setClosesOnExecute(descriptor, flags.contains(.closeOnExec))
      return .value(0)
    case .getStatusFlags:
      return .value(Int(file.flags.rawValue))
    default:
      // The others need more than a place in the tree.
      guard !file.isPathOnly else { throw .badFileDescriptor }
      return try fcntl(&call, file, command)
    }
  }

  private static func fcntl(
    _ call: inout SyscallContext, _ file: OpenFile, _ command: FcntlCommand
  ) throws(Errno) -> SyscallOutcome {
    switch command {
    case .setStatusFlags: return try setStatusFlags(&call, file)
    case .getLock: return try LockSyscalls.get(&call, file, byDescription: false)
    case .getOpenFileLock: return try LockSyscalls.get(&call, file, byDescription: true)
    case .setLock: return try LockSyscalls.set(&call, file, waits: false, byDescription: false)
    case .setLockWait: return try LockSyscalls.set(&call, file, waits: true, byDescription: false)
    case .setOpenFileLock:
      return try LockSyscalls.set(&call, file, waits: false, byDescription: true)
    case .setOpenFileLockWait:
      return try LockSyscalls.set(&call, file, waits: true, byDescription: true)
    case .setOwner:
      try FileOwnerCalls.set(call.int32(2), file, call)
      return .value(0)
    case .getOwner: return .value(Int(FileOwnerCalls.number(file, call)))
    case .setOwnerEx:
      try FileOwnerCalls.setExtended(call, file)
      return .value(0)
    case .getOwnerEx:
      try FileOwnerCalls.getExtended(call, file)
      return .value(0)
    case .setSignal:
      guard (0...64).contains(call.int64(2)) else { throw .invalidArgument }
      file.ownerSignal = call.int32(2)
      return .value(0)
    case .getSignal: return .value(Int(file.ownerSignal))
    case .getPipeSize: return .value(try file.object.pipeCapacity())
    case .setPipeSize:
      guard call.int32(2) >= 0 else { throw .invalidArgument }
      return .value(
        try file.object.setPipeCapacity(
          Int(call.uint32(2)), mayExceedLimit: call.task.credentials.has(.resources)))
    case .addSeals:
      let seals = FileSeals(rawValue: call.int32(2))
      guard seals.isSubset(of: .known) else { throw .invalidArgument }
      guard file.isWritable else { throw .notPermitted }
      try memoryFile(file).addSeals(seals)
      return .value(0)
    case .getSeals: return .value(Int(try memoryFile(file).seals.rawValue))
    case .getLease: return LeaseCalls.get(file)
    case .setLease: return try LeaseCalls.set(call, file)
    case .getReadWriteHint, .getFileReadWriteHint:
      let hint = file.location?.inode.writeHint ?? 0
      try call.memory.writeInteger(hint, to: call.address(2))
      return .value(0)
    case .setReadWriteHint, .setFileReadWriteHint:
      let hint = try call.memory.readInteger(call.address(2), as: UInt64.self)
      // RWH_WRITE_LIFE_EXTREME is the largest.
      guard hint <= 5 else { throw .invalidArgument }
      file.location?.inode.writeHint = hint
      return .value(0)
    default: throw .invalidArgument
    }
  }

  private static func duplicate(
    _ call: inout SyscallContext, _ file: OpenFile, closesOnExecute: Bool
  ) throws(Errno) -> SyscallOutcome {
    let minimum = call.int32(2)
    guard minimum >= 0, UInt64(minimum) < call.descriptorLimit else { throw .invalidArgument }
    return .value(
      Int(
        try call.task.files.insert(
          file, closesOnExecute: closesOnExecute, minimum: minimum, limit: call.descriptorLimit)))
  }

  private static func setStatusFlags(_ call: inout SyscallContext, _ file: OpenFile)
    throws(Errno) -> SyscallOutcome
  {
    let changeable: OpenFlags = [.append, .nonBlocking, .direct, .noAccessTime]
    let asked = OpenFlags(rawValue: call.int32(2))
    let flags = asked.intersection(changeable)
    if flags.contains(.noAccessTime), !file.flags.contains(.noAccessTime),
      let location = file.location
    {
      try AccessCheck(call.paths).requireOwner(of: location.inode)
    }
    file.setAsynchronous(asked.contains(.async), descriptor: call.int32(0), call)
    file.flags = file.flags.subtracting(changeable).union(flags)
    return .value(0)
  }

  private static func memoryFile(_ file: OpenFile) throws(Errno) -> MemoryFile {
    guard let inode = file.location?.inode as? MemoryFile else { throw .invalidArgument }
    return inode
  }
}
