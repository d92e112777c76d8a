import LinuxABI

/// What happens to a task when its new program is in place: the point of no return of execve(2).
extension Kernel {
  func becomeProgram(_ task: Task, _ image: ProgramImage) {
    guard let context = image.context as? ProgramLoader.Context else { return }
    let process = task.process
    for other in process.threads where other !== task { retire(other) }
    if !task.isLeader { takeLeadership(task) }
    unshareFiles(task)
    for file in task.files.removeClosingOnExecute() { file.release() }
    task.credentials = context.credentials
    task.credentials.secureBits.remove(.keepCapabilities)
    task.name = context.name
    task.robustList = GuestAddress(0)
    task.clearedAtExit = GuestAddress(0)
    task.restarting = nil
    if image.identity.isSecure { task.parentDeathSignal = 0 }
    process.executable = context.location
    process.hasExecuted = true
    process.isDumpable = !image.identity.isSecure
    process.lastUserID = context.credentials.uid
    process.lastName = context.name
    process.timers.cancelPosixTimers()
    systemV.detachAll(process)
    // Handlers are gone, and with them SIGCHLD's; being ignored stays.
    process.childAction = ChildSignalAction(
      isIgnored: process.childAction.isIgnored, reapsAutomatically: process.childAction.isIgnored)
    process.exitSignal = SignalNumber.child.rawValue
  }

  /// The only thread left becomes the leader and has its number.
  private func takeLeadership(_ task: Task) {
    processes.remove(task)
    task.tid = task.process.pid
    processes.insert(task)
  }

  /// Descriptors shared with other processes (CLONE_FILES) are shared no longer.
  private func unshareFiles(_ task: Task) {
    guard task.files.users > 1 else { return }
    let own = task.files.copy()
    task.files.leave()
    task.files = own
  }
}
