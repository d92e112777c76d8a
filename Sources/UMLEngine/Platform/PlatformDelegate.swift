import LinuxABI

/// What the platform asks and tells the kernel. All on the kernel's thread.
protocol PlatformDelegate: AnyObject {
  /// A thread made a system call. The answer is one of the thread's `finish` methods, now or later.
  func call(_ thread: any GuestThread, number: Int, arguments: InlineArray<6, UInt64>)

  /// A thread asks for a new process or thread; throwing refuses.
  func clone(_ thread: any GuestThread, request: CloneRequest) throws(Errno)

  /// The host made what ``clone(_:request:)`` agreed to. Returns the child's number in the guest;
  /// the child has not run yet.
  func cloned(_ thread: any GuestThread, child: any GuestThread, request: CloneRequest) -> Int32

  /// A thread wants to execute a program: which one, and with what on its stack?
  func execute(_ thread: any GuestThread, request: ExecuteRequest) throws(Errno) -> ProgramImage

  /// The old program is gone: the other threads are dead and `thread` is the process's only one.
  func executed(_ thread: any GuestThread, image: ProgramImage)

  /// What a signal's siginfo is to say now that it arrives; a timer's may have changed on the way.
  func arriving(_ signal: SignalInfo, at thread: any GuestThread) -> SignalInfo

  /// A thread is about to wait in rt_sigtimedwait(2): what is pending for it has to be in the host.
  func awaitsSignals(_ thread: any GuestThread)

  /// A signal is about to be delivered to a thread.
  func deliver(_ signal: SignalInfo, to thread: any GuestThread) -> SignalDecision

  /// A thread ended and is gone from the host. For the last thread of a process `status` is the
  /// process's. `usage` is what the host accounted to it.
  func exited(_ thread: any GuestThread, status: HostExitStatus, usage: HostUsage)
}

extension PlatformDelegate {
  func awaitsSignals(_ thread: any GuestThread) {}
  func arriving(_ signal: SignalInfo, at thread: any GuestThread) -> SignalInfo { signal }
}

/// What is to become of a signal that reached its thread.
enum SignalDecision {
  /// The host runs the handler, or the default action.
  case deliver
  case discard
  /// The thread stays where it is until ``GuestThread/release()``.
  case hold
}
