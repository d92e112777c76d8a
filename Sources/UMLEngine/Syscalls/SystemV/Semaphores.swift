import LinuxABI

/// semget(2), semop(2), semtimedop(2) and semctl(2).
enum SemaphoreSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.semget, "semget", [.integer, .integer, .flags], semget),
    .init(SyscallNumber.semop, "semop", [.integer, .address, .length]) { call throws(Errno) in
      try operate(&call, isTimed: false)
    },
    .init(SyscallNumber.semtimedop, "semtimedop", [.integer, .address, .length, .address]) {
      call throws(Errno) in try operate(&call, isTimed: true)
    },
    .init(SyscallNumber.semctl, "semctl", [.integer, .integer, .command, .address], semctl),
  ]

  private static func semget(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let systemV = call.systemV
    let (key, count) = (call.int32(0), Int(call.int32(1)))
    guard count >= 0, UInt64(count) <= systemV.semaphoresPerSet else { throw .invalidArgument }
    let flags = SystemVFlags(rawValue: call.int32(2))
    let (credentials, buffers) = (call.task.credentials, call.kernel.files.buffers)
    let id = try systemV.semaphores.get(
      key: key, flags, limit: Int(clamping: systemV.semaphoreSets), credentials
    ) { (set) throws(Errno) in
      guard count <= set.values.count else { throw .invalidArgument }
    } make: { () throws(Errno) in
      guard count > 0 else { throw .invalidArgument }
      let used = systemV.semaphores.all.reduce(0) { $0 + $1.values.count }
      guard UInt64(used + count) <= systemV.semaphoreTotal else { throw .noSpace }
      return try SemaphoreSet(
        key: key, mode: UInt32(flags.rawValue & 0o777), count: count, credentials, buffers,
        now: systemV.now)
    }
    return .value(Int(id))
  }

  private static func operate(_ call: inout SyscallContext, isTimed: Bool) throws(Errno)
    -> SyscallOutcome
  {
    if let waiter = call.operation as? SemaphoreSet.Waiter {
      waiter.set.remove(waiter)
      return try perform(
        &call, waiter.set, waiter.operations, WaitTimeout(deadline: waiter.deadline))
    }
    let count = call.word(2)
    guard count >= 1, call.int32(0) >= 0 else { throw .invalidArgument }
    guard count <= call.systemV.operationsPerCall else { throw .argListTooLong }
    let operations = SemaphoreOperationLayout.array(
      from: try call.memory.read(
        call.address(1), count: Int(count) * SemaphoreOperationLayout.size))
    let timeout = isTimed ? try call.timeout(3) : .none
    let set = try call.systemV.semaphores[call.int32(0)]
    guard operations.allSatisfy({ $0.index < set.values.count }) else { throw .fileTooLarge }
    let alters = operations.contains { $0.change != 0 }
    try set.require(alters ? 0o222 : 0o444, call.task.credentials)
    return try perform(&call, set, operations, timeout)
  }

  private static func perform(
    _ call: inout SyscallContext, _ set: SemaphoreSet, _ operations: [SemaphoreOperationLayout],
    _ timeout: WaitTimeout
  ) throws(Errno) -> SyscallOutcome {
    guard !set.isRemoved else { throw .identifierRemoved }
    let process = call.task.process
    var undo = process.undo(of: set)
    let blocking = try set.perform(
      operations, adjusting: &undo, by: process.pid, now: call.systemV.now)
    guard let blocking else {
      process.keep(undo)
      return .value(0)
    }
    guard !SystemVFlags(rawValue: Int32(blocking.flags)).contains(.noWait),
      !timeout.hasPassed(at: call.kernel.clock.monotonic)
    else { throw .resourceTemporarilyUnavailable }
    let waiter = SemaphoreSet.Waiter(
      set, operations, deadline: timeout.deadline, blocking: blocking)
    set.add(waiter)
    call.operation = waiter
    return .block(on: set.queue, until: timeout.deadline, restart: .never)
  }

  // Commands of its own.
  private enum Command: Int32 {
    case getProcess = 11
    case getValue, getAll, getGrowthWaiters, getZeroWaiters, setValue, setAll
    case statusAt, information, statusAtUnchecked
  }

  private static func semctl(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.int32(0) >= 0 else { throw .invalidArgument }
    let sets = call.systemV.semaphores
    if let command = SystemVCommand(rawValue: call.int32(2)) {
      switch command {
      case .remove:
        sets.remove(try call.ownObject(sets))
      case .set:
        let new = try call.memory.readLayout(call.address(3), as: SystemVPermissionLayout.self)
        try call.ownObject(sets).set(new, now: call.systemV.now)
      case .status:
        let set = try call.object(sets, atPlace: false)
        try call.memory.write(set.layout.bytes, to: call.address(3))
      case .limits: return try writeLimits(call, inUse: false)
      }
      return .value(0)
    }
    switch Command(rawValue: call.int32(2)) {
    case nil: throw .invalidArgument
    case .information: return try writeLimits(call, inUse: true)
    case .statusAt: return try writeStatus(call, checked: true)
    case .statusAtUnchecked: return try writeStatus(call, checked: false)
    case .getAll:
      let set = try call.object(sets, atPlace: false)
      var writer = ByteWriter(capacity: set.values.count * 2)
      for value in set.values { writer.write(UInt16(value)) }
      try call.memory.write(writer.bytes, to: call.address(3))
      return .value(0)
    case .setAll:
      let set = try writableSet(call)
      var reader = ByteReader(
        try call.memory.read(call.address(3), count: set.values.count * 2))
      try store(call, set, set.values.map { _ in Int32(reader.read(UInt16.self)) }, from: 0)
      return .value(0)
    case .setValue:
      guard (0...SemaphoreSet.maximum).contains(call.int32(3)) else { throw .outOfRange }
      let set = try call.systemV.semaphores[call.int32(0)]
      let index = try index(call, in: set)
      try set.require(0o222, call.task.credentials)
      try store(call, set, [call.int32(3)], from: index)
      return .value(0)
    case .some(let command):
      let set = try call.object(sets, atPlace: false)
      let index = try index(call, in: set)
      switch command {
      case .getProcess: return .value(Int(set.processIDs[index]))
      case .getGrowthWaiters: return .value(set.waiterCount(index, forZero: false))
      case .getZeroWaiters: return .value(set.waiterCount(index, forZero: true))
      default: return .value(Int(set.values[index]))
      }
    }
  }

  private static func index(_ call: SyscallContext, in set: SemaphoreSet) throws(Errno) -> Int {
    guard set.values.indices.contains(Int(call.int32(1))) else { throw .invalidArgument }
    return Int(call.int32(1))
  }

  private static func writableSet(_ call: SyscallContext) throws(Errno) -> SemaphoreSet {
    let set = try call.systemV.semaphores[call.int32(0)]
    try set.require(0o222, call.task.credentials)
    return set
  }

  /// What anybody would have given back later is forgotten.
  private static func store(
    _ call: SyscallContext, _ set: SemaphoreSet, _ values: [Int32], from index: Int
  ) throws(Errno) {
    guard values.allSatisfy({ $0 <= SemaphoreSet.maximum }) else { throw .outOfRange }
    set.set(values, from: index, by: call.task.process.pid, now: call.systemV.now)
    for process in call.kernel.processes.all {
      process.forgetUndo(of: set, index..<index + values.count)
    }
  }

  private static func writeStatus(_ call: SyscallContext, checked: Bool) throws(Errno)
    -> SyscallOutcome
  {
    let set = try call.object(call.systemV.semaphores, atPlace: true, checked: checked)
    try call.memory.write(set.layout.bytes, to: call.address(3))
    return .value(Int(set.id))
  }

  /// `struct seminfo`. SEM_INFO has what is in use where IPC_INFO has two more limits.
  private static func writeLimits(_ call: SyscallContext, inUse: Bool) throws(Errno)
    -> SyscallOutcome
  {
    let systemV = call.systemV
    let sets = systemV.semaphores.all
    let undoSize: UInt64 = 20
    let total = systemV.semaphoreTotal
    let limits = [
      total, systemV.semaphoreSets, total, total, systemV.semaphoresPerSet,
      systemV.operationsPerCall, systemV.operationsPerCall,
      inUse ? UInt64(sets.count) : undoSize, UInt64(SemaphoreSet.maximum),
      inUse ? UInt64(sets.reduce(0) { $0 + $1.values.count }) : UInt64(SemaphoreSet.maximum),
    ]
    var writer = ByteWriter(capacity: 40)
    for limit in limits { writer.write(Int32(clamping: limit)) }
    try call.memory.write(writer.bytes, to: call.address(3))
    return .value(systemV.semaphores.highestPlace)
  }
}

extension Process {
  /// What is given back to a set when the process ends.
  fileprivate func undo(of set: SemaphoreSet) -> SemaphoreSet.Undo {
    semaphoreUndos.first { $0.set === set }
      ?? SemaphoreSet.Undo(set: set, adjustments: set.values.map { _ in 0 })
  }

  fileprivate func keep(_ undo: SemaphoreSet.Undo) {
    semaphoreUndos.removeAll { $0.set === undo.set || $0.set.isRemoved }
    if undo.adjustments.contains(where: { $0 != 0 }) { semaphoreUndos.append(undo) }
  }

  fileprivate func forgetUndo(of set: SemaphoreSet, _ range: Range<Int>) {
    guard let index = semaphoreUndos.firstIndex(where: { $0.set === set }) else { return }
    for place in range { semaphoreUndos[index].adjustments[place] = 0 }
  }
}
