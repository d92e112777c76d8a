import LinuxABI

/// flock, and the locks of fcntl.
enum LockSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.flock, "flock", [.descriptor, .command], flock)
  ]

  static func flock(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let operation = LockOperation(rawValue: call.int32(1))
    // Mandatory locks are gone from Linux; who asks for one is told that all is well.
    guard !operation.contains(.mandatory) else { return .value(0) }
    let file = try call.file(0)
    let locks = try locks(of: file, call)
    let key = ObjectIdentifier(file)
    switch operation.subtracting(.nonBlocking) {
    case .unlock:
      locks.unlockWhole(key)
    case .shared, .exclusive:
      guard locks.lockWhole(key, exclusive: operation.contains(.exclusive)) else {
        guard !operation.contains(.nonBlocking) else { throw .wouldBlock }
        return .block(on: locks.queue)
      }
      if !file.hasLocks {
        file.hasLocks = true
        file.whenClosed { locks.unlockWhole(key) }
      }
    default: throw .invalidArgument
    }
    return .value(0)
  }

  private static func locks(of file: OpenFile, _ call: SyscallContext) throws(Errno) -> FileLocks {
    let inode = try call.location(of: file).inode
    if let locks = inode.locks { return locks }
    let locks = FileLocks(call.kernel.files.objects)
    inode.locks = locks
    return locks
  }

  // fcntl.

  /// A waiting F_SETLKW; takes its owner off the list of waiters when it ends, however it ends.
  private final class Waiting: BlockedOperation {
    let waits: LockWaits
    let owner: FileLocks.Owner

    init(_ waits: LockWaits, _ owner: FileLocks.Owner) {
      self.waits = waits
      self.owner = owner
    }

    deinit { waits.end(owner) }
  }

  static func set(
    _ call: inout SyscallContext, _ file: OpenFile, waits: Bool, byDescription: Bool
  ) throws(Errno) -> SyscallOutcome {
    let lock = try call.memory.readLayout(call.address(2), as: FileLockLayout.self)
    let range = try range(lock, file)
    guard let type = RecordLockType(rawValue: lock.type) else { throw .invalidArgument }
    let owner = try owner(file, lock, call, byDescription)
    let locks = try locks(of: file, call)
    if type == .unlock {
      locks.unlock(range, ownedBy: owner)
      return .value(0)
    }
    guard type == .read ? file.isReadable : file.isWritable else { throw .badFileDescriptor }
    let record = FileLocks.Record(
      owner: owner, processID: byDescription ? -1 : call.task.process.pid,
      isExclusive: type == .write, range: range)
    if let holder = locks.conflict(record) {
      guard waits else { throw .wouldBlock }
      try call.kernel.files.lockWaits.begin(owner, for: holder.owner)
      if !(call.operation is Waiting) {
        call.operation = Waiting(call.kernel.files.lockWaits, owner)
      }
      return .block(on: locks.queue)
    }
    try locks.set(record)
    if byDescription {
      file.forgetWhenClosed(for: locks)
      file.whenClosed(for: locks) { locks.release(ownedBy: owner) }
    }
    return .value(0)
  }

  /// F_GETLK: what would be in the way, or F_UNLCK.
  static func get(
    _ call: inout SyscallContext, _ file: OpenFile, byDescription: Bool
  ) throws(Errno) -> SyscallOutcome {
    var lock = try call.memory.readLayout(call.address(2), as: FileLockLayout.self)
    guard let type = RecordLockType(rawValue: lock.type), type != .unlock else {
      throw .invalidArgument
    }
    let range = try range(lock, file)
    let record = FileLocks.Record(
      owner: try owner(file, lock, call, byDescription), processID: 0,
      isExclusive: type == .write, range: range)
    if let holder = try locks(of: file, call).conflict(record) {
      lock.type = holder.isExclusive ? RecordLockType.write.rawValue : RecordLockType.read.rawValue
      lock.origin = Int16(SeekOrigin.start.rawValue)
      lock.start = holder.range.lowerBound
      lock.length =
        holder.range.upperBound == .max ? 0 : holder.range.upperBound - holder.range.lowerBound
      lock.processID = holder.processID
    } else {
      lock.type = RecordLockType.unlock.rawValue
    }
    try call.memory.write(lock.bytes, to: call.address(2))
    return .value(0)
  }

  private static func owner(
    _ file: OpenFile, _ lock: FileLockLayout, _ call: SyscallContext, _ byDescription: Bool
  ) throws(Errno) -> FileLocks.Owner {
    guard byDescription else { return .process(ObjectIdentifier(call.task.files)) }
    guard lock.processID == 0 else { throw .invalidArgument }
    return .description(ObjectIdentifier(file))
  }

  /// Start and length relative to their origin; a negative length means the bytes before.
  private static func range(_ lock: FileLockLayout, _ file: OpenFile) throws(Errno) -> Range<Int64>
  {
    let base: Int64
    switch lock.origin {
    case 0: base = 0
    case 1: base = file.position
    case 2: base = try file.object.status().size
    default: throw .invalidArgument
    }
    let (start, overflow) = base.addingReportingOverflow(lock.start)
    guard !overflow else { throw .overflow }
    guard start >= 0 else { throw .invalidArgument }
    if lock.length == 0 { return start..<Int64.max }
    let (end, endOverflow) = start.addingReportingOverflow(lock.length)
    guard !endOverflow else { throw .overflow }
    guard end >= 0 else { throw .invalidArgument }
    return lock.length > 0 ? start..<end : end..<start
  }
}
