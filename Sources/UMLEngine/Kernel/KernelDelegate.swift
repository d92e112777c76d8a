import LinuxABI

/// What the platform tells the kernel, turned over to those who know.
extension Kernel: PlatformDelegate {
  func call(_ thread: any GuestThread, number: Int, arguments: InlineArray<6, UInt64>) {
    guard let task = thread.task else { return thread.finish(-Int(Errno.noFunction.rawValue)) }
    guard let handler = calls[number] else {
      return thread.finish(-Int(answerUnknown(number, task).rawValue))
    }
    task.callCount &+= 1
    var context = SyscallContext(
      kernel: self, task: task, number: number, arguments: arguments, operation: nil)
    if let restarting = task.restarting {
      // The host restarts an interrupted call as if it were new; it goes on where it was.
      task.restarting = nil
      if restarting.number == number { context.operation = restarting.operation }
    }
    watchMemory()
    dispatch(&context, handler)
  }

  func clone(_ thread: any GuestThread, request: CloneRequest) throws(Errno) {
    guard let task = thread.task else { throw .noSuchProcess }
    try checkClone(task, request)
  }

  func cloned(_ thread: any GuestThread, child: any GuestThread, request: CloneRequest) -> Int32 {
    guard let parent = thread.task else { return 0 }
    return makeChild(of: parent, child, request)
  }

  func execute(_ thread: any GuestThread, request: ExecuteRequest) throws(Errno) -> ProgramImage {
    guard let task = thread.task else { throw .noSuchProcess }
    let image = try ProgramLoader(kernel: self, task: task).load(request)
    // Their memory goes with the old program. Those who wait already learn of it when they look
    // again.
    for other in task.process.threads { _ = RobustList(other).release() }
    return image
  }

  func executed(_ thread: any GuestThread, image: ProgramImage) {
    guard let task = thread.task else { return }
    becomeProgram(task, image)
  }

  func arriving(_ signal: SignalInfo, at thread: any GuestThread) -> SignalInfo {
    guard case .timer(let id, _, let value) = signal.details,
      let timer = thread.task?.process.timers[id]
    else { return signal }
    var signal = signal
    signal.details = .timer(id: id, overrun: timer.overrun, value: value)
    return signal
  }

  func awaitsSignals(_ thread: any GuestThread) {
    if let process = thread.task?.process { signals.releaseKept(of: process) }
  }

  func deliver(_ signal: SignalInfo, to thread: any GuestThread) -> SignalDecision {
    guard let task = thread.task else { return .deliver }
    return signals.arrived(signal, at: task)
  }

  func exited(_ thread: any GuestThread, status: HostExitStatus, usage: HostUsage) {
    guard let task = thread.task else { return }
    finish(task, status: status, usage: usage)
  }
}
