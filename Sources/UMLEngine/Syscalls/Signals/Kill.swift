import LinuxABI

/// Sending signals. See kill(2), tgkill(2), rt_sigqueueinfo(2).
enum KillSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.kill, "kill", [.pid, .signal], kill),
    .init(SyscallNumber.tkill, "tkill", [.pid, .signal]) { call throws(Errno) in
      try sendToThread(call, group: nil, tid: call.int32(0), number: call.int32(1))
    },
    .init(SyscallNumber.tgkill, "tgkill", [.pid, .pid, .signal]) { call throws(Errno) in
      guard call.int32(0) > 0 else { throw .invalidArgument }
      return try sendToThread(
        call, group: call.int32(0), tid: call.int32(1), number: call.int32(2))
    },
    .init(SyscallNumber.rtSigqueueinfo, "rt_sigqueueinfo", [.pid, .signal, .address], queue),
    .init(
      SyscallNumber.rtTgsigqueueinfo, "rt_tgsigqueueinfo", [.pid, .pid, .signal, .address],
      queueToThread),
  ]

  /// nil for 0, which only asks whether a signal could be sent.
  private static func signal(_ number: Int32) throws(Errno) -> SignalNumber? {
    guard number != 0 else { return nil }
    let signal = SignalNumber(rawValue: number)
    guard signal.isValid else { throw .invalidArgument }
    return signal
  }

  private static func kill(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    // ESRCH comes first, and so below.
    let processes = try targets(call.int32(0), call)
    let signal = try signal(call.int32(1))
    var isPermitted = false
    for process in processes {
      guard mayKill(call.task, process, signal) else { continue }
      isPermitted = true
      guard let signal else { continue }
      call.kernel.signals.send(
        .user(
          signal, processID: call.task.process.pid, userID: call.task.credentials.uid),
        to: process)
    }
    guard isPermitted else { throw .notPermitted }
    return .value(0)
  }

  private static func targets(_ pid: Int32, _ call: SyscallContext) throws(Errno) -> [Process] {
    let table = call.kernel.processes
    let found: [Process]
    switch pid {
    case 0: found = call.task.process.group.members
    case -1: found = table.all.filter { $0.pid != 1 && $0 !== call.task.process }
    case Int32.min: found = []
    case ..<0: found = table.group(-pid)?.members ?? []
    default: found = table.task(pid).map { [$0.process] } ?? table.process(pid).map { [$0] } ?? []
    }
    guard !found.isEmpty else { throw .noSuchProcess }
    return found
  }

  /// Real or effective user equal to the target's real or saved one; SIGCONT within a session.
  private static func mayKill(_ sender: Task, _ target: Process, _ signal: SignalNumber?) -> Bool {
    if sender.process === target || sender.credentials.has(.kill) { return true }
    if signal == .continue && sender.process.session === target.session { return true }
    guard let other = target.mainTask?.credentials else {
      return sender.credentials.uid == target.lastUserID
    }
    let user = sender.credentials
    return [user.uid, user.effectiveUID].contains { $0 == other.uid || $0 == other.savedUID }
  }

  private static func sendToThread(
    _ call: SyscallContext, group: Int32?, tid: Int32, number: Int32
  ) throws(Errno) -> SyscallOutcome {
    guard tid > 0 else { throw .invalidArgument }
    let (task, signal) = try thread(call, group: group, tid: tid, number)
    if let signal {
      let info = SignalInfo(
        signal: signal, code: .threadKill,
        details: .sender(
          processID: call.task.process.pid, userID: call.task.credentials.uid))
      call.kernel.signals.send(info, to: task)
    }
    return .value(0)
  }

  private static func thread(
    _ call: SyscallContext, group: Int32?, tid: Int32, _ number: Int32
  ) throws(Errno) -> (Task, SignalNumber?) {
    guard let task = call.kernel.processes.task(tid), group == nil || task.process.pid == group
    else { throw .noSuchProcess }
    let signal = try signal(number)
    guard mayKill(call.task, task.process, signal) else { throw .notPermitted }
    return (task, signal)
  }

  /// Sends a signal to a process that is known already: with the siginfo at argument `index`, or,
  /// for NULL there, as kill(2) does.
  static func send(
    _ number: Int32, information index: Int, to process: Process, _ call: SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let signal = try signal(number)
    var info = SignalInfo.user(
      SignalNumber(rawValue: number), processID: call.task.process.pid,
      userID: call.task.credentials.uid)
    if call.optionalAddress(index) != nil {
      let isSelf = process === call.task.process
      info = try information(call, index, number, isSelf: isSelf, mustAgree: true)
    }
    // One that was waited for is no process any more.
    guard call.kernel.processes.process(process.pid) === process else { throw .noSuchProcess }
    guard mayKill(call.task, process, signal) else { throw .notPermitted }
    if signal != nil {
      try requireRoom(call, process.mainTask, info)
      call.kernel.signals.send(info, to: process)
    }
    return .value(0)
  }

  // MARK: With information

  /// The caller's siginfo; only a process itself may claim that a signal came from kill or a
  /// kernel.
  private static func information(
    _ call: SyscallContext, _ index: Int, _ number: Int32, isSelf: Bool, mustAgree: Bool = false
  )
    throws(Errno) -> SignalInfo
  {
    var info = try call.memory.readLayout(call.address(index), as: SignalInfo.self)
    if mustAgree, info.signal.rawValue != number { throw .invalidArgument }
    guard isSelf || (info.code.rawValue < 0 && info.code != .threadKill) else {
      throw .notPermitted
    }
    info.signal = SignalNumber(rawValue: number)
    return info
  }

  private static func queue(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (pid, number) = (call.int32(0), call.int32(1))
    let info = try information(call, 2, number, isSelf: pid == call.task.process.pid)
    guard let process = call.kernel.processes.process(pid) else { throw .noSuchProcess }
    let signal = try signal(number)
    guard mayKill(call.task, process, signal) else { throw .notPermitted }
    if signal != nil {
      try requireRoom(call, process.mainTask, info)
      call.kernel.signals.send(info, to: process)
    }
    return .value(0)
  }

  /// RLIMIT_SIGPENDING, of the receiver: kill(2) is not subject to it. EAGAIN.
  private static func requireRoom(_ call: SyscallContext, _ task: Task?, _ info: SignalInfo)
    throws(Errno)
  {
    guard info.signal.isRealTime, info.code != .user, let task else { return }
    let queued =
      task.thread.signalState().queuedCount + UInt64(task.process.keptSignals.count)
    guard queued < task.process.limits[.pendingSignals].current else {
      throw .resourceTemporarilyUnavailable
    }
  }

  private static func queueToThread(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.int32(0) > 0, call.int32(1) > 0 else { throw .invalidArgument }
    // Even the thread's own process may not pretend where another thread is concerned.
    let isSelf = call.int32(1) == call.task.tid
    let info = try information(call, 3, call.int32(2), isSelf: isSelf)
    let (task, signal) = try thread(call, group: call.int32(0), tid: call.int32(1), call.int32(2))
    if signal != nil {
      try requireRoom(call, task, info)
      call.kernel.signals.send(info, to: task)
    }
    return .value(0)
  }
}
