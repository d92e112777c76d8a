import LinuxABI

/// unshare(2) and setns(2): what tasks share, and the namespaces that are not here.
enum UnshareSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.unshare, "unshare", [.flags], gap: "no namespaces", unshare),
    .init(
      SyscallNumber.setns, "setns", [.descriptor, .flags], gap: "no namespaces"
    ) {
      call throws(Errno) in
      _ = try call.task.files[call.int32(0)]
      throw .invalidArgument
    },
  ]

  private static func unshare(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = CloneFlags(rawValue: call.word(0))
    let own: CloneFlags = [
      .memory, .fileSystem, .files, .signalHandlers, .thread, .systemVSemaphores,
    ]
    guard flags.isSubset(of: own.union(.allNamespaces)) else { throw .invalidArgument }
    guard flags.isDisjoint(with: .allNamespaces) else {
      throw call.task.credentials.has(.administration) ? .invalidArgument : .notPermitted
    }
    // A thread cannot become a process of its own.
    if !flags.isDisjoint(with: [.memory, .signalHandlers, .thread]) {
      guard call.task.process.threads.count == 1 else { throw .invalidArgument }
    }
    let task = call.task
    if flags.contains(.files), task.files.users > 1 {
      let copy = task.files.copy()
      task.files.leave()
      task.files = copy
    }
    if flags.contains(.fileSystem) {
      let copy = task.fileSystem.copy()
      task.fileSystem.leave()
      task.fileSystem = copy
    }
    if flags.contains(.systemVSemaphores) { call.systemV.giveBack(of: task.process) }
    return .value(0)
  }
}
