import LinuxABI

/// Numbers of processes and threads.
enum ProcessSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.getpid, "getpid") { call throws(Errno) in .value(Int(call.task.process.pid))
    },
    .init(SyscallNumber.gettid, "gettid") { call throws(Errno) in .value(Int(call.task.tid)) },
    .init(SyscallNumber.getppid, "getppid") { call throws(Errno) in
      .value(Int(call.task.process.parent?.pid ?? 0))
    },
    .init(SyscallNumber.setTidAddress, "set_tid_address", [.address]) { call throws(Errno) in
      call.task.clearedAtExit = call.address(0)
      return .value(Int(call.task.tid))
    },
    .init(SyscallNumber.setRobustList, "set_robust_list", [.address, .length], setRobustList),
    .init(
      SyscallNumber.getRobustList, "get_robust_list", [.pid, .address, .address], getRobustList),
    .init(SyscallNumber.exit, "exit", [.integer], exit),
    .init(SyscallNumber.exitGroup, "exit_group", [.integer], exitGroup),
    .init(
      SyscallNumber.clone3, "clone3", [.address, .length], gap: "C libraries fall back to clone"
    ) {
      _ throws(Errno) in throw .noFunction
    },
  ]

  private static func setRobustList(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.word(1) == UInt64(RobustListLayout.size) else { throw .invalidArgument }
    call.task.robustList = call.address(0)
    return .value(0)
  }

  private static func getRobustList(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let tid = call.int32(0)
    guard let task = tid == 0 ? call.task : call.kernel.processes.task(tid) else {
      throw .noSuchProcess
    }
    guard task.process === call.task.process || call.task.credentials.has(.trace) else {
      throw .notPermitted
    }
    try call.memory.writeInteger(UInt64(RobustListLayout.size), to: call.address(2))
    try call.memory.writeInteger(task.robustList.value, to: call.address(1))
    return .value(0)
  }

  private static func exit(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let task = call.task
    var futexes = RobustList(task).release()
    // Who joins the thread waits there.
    let cleared = task.clearedAtExit
    task.clearedAtExit = GuestAddress(0)
    if cleared.value != 0, task.process.threads.count > 1,
      (try? call.memory.writeInteger(UInt32(0), to: cleared)) != nil
    {
      futexes.append(cleared)
    }
    return end(task, futexes) {
      task.isExiting = true
    }
  }

  private static func exitGroup(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    end(call.task, call.task.process.threads.flatMap { RobustList($0).release() }) {}
  }

  /// The call comes again when somebody has to be woken first.
  private static func end(_ task: Task, _ futexes: [GuestAddress], _ body: () -> Void)
    -> SyscallOutcome
  {
    guard futexes.isEmpty else {
      task.thread.repeatCall(afterWaking: futexes)
      return .noReply
    }
    body()
    return .native
  }
}
