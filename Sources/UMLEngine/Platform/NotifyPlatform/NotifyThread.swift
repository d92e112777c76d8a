import LinuxABI
import UMLHost

/// A host thread that runs guest code.
final class NotifyThread: GuestThread {
  /// What the thread waits for, as far as ptrace is concerned.
  enum TraceState {
    case running
    /// In a stop that ``release()`` ends.
    case stopped
  }

  unowned let platform: NotifyPlatform
  /// Not weak, which would slow down every use of a task for ever; given up when the thread ends.
  var task: Task?
  /// Host thread and process numbers. An execve by another thread than the leader changes the
  /// first.
  var hostThread: Int32
  let hostProcess: Int32
  /// The call that waits for an answer.
  var call: UInt64?
  var traceState = TraceState.running
  var isHeld = false
  /// The stop this thread was made for has been seen.
  var hasStarted = false
  var goal = ReturnGoal.none
  var temporaryMask = TemporaryMask.none
  /// The kernel gave up the call the thread was in, so that its result is the kernel's word.
  var wasInterrupted = false
  /// A signal that was queued while a call waited for its answer: the thread takes it on its way
  /// out of that call.
  private var signalWithAnswer: Int32?
  /// A signal or a stop was sent to this thread while it was not known to be in a call.
  var mayBeDisturbed = false
  /// What this thread is cloning, between its call and the host's report.
  var cloneRequest: CloneRequest?
  /// The argument registers of the fork, clone or execve that is under way, before it was
  /// rewritten.
  var callArguments: InlineArray<6, UInt64>?
  /// What it does for the kernel before it ends.
  var errand: Errand?
  /// What the thread is about to execute; whether it gets there is the host's decision.
  var candidate: ProgramImage?
  /// The program that has taken the place of the old one, until the stub asks for it.
  var image: ProgramImage?

  /// What is to be done when the call the thread is in returns.
  enum ReturnGoal {
    case none
    /// The call was made another one, to clone or to execute the stub; when it returns like any
    /// other it has failed.
    case rewritten(callNumber: Int)
    /// The host's child number becomes the guest's.
    case cloned(guestTID: Int32)
    /// rt_sigtimedwait: the siginfo the host gave is translated.
    case signalWait(information: UInt64, set: SignalSet)
  }

  init(platform: NotifyPlatform, hostThread: Int32, hostProcess: Int32) {
    self.platform = platform
    self.hostThread = hostThread
    self.hostProcess = hostProcess
  }

  func readMemory(_ address: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    RemoteMemory.read(hostThread, address, into: buffer)
  }

  func writeMemory(_ address: UInt64, from buffer: UnsafeRawBufferPointer) -> Int {
    RemoteMemory.write(hostThread, address, from: buffer)
  }

  /// A call was received; it waits for its answer.
  func enter(_ call: UInt64) {
    self.call = call
    wasInterrupted = false
    signalWithAnswer = nil
  }

  func finish(_ value: Int) {
    guard let call else { return }
    self.call = nil
    platform.listener.answer(call, value)
  }

  func finishNatively() {
    guard let call else { return }
    self.call = nil
    platform.listener.answerNatively(call)
  }

  func finishInterrupted(_ rule: RestartRule, under mask: SignalSet?) {
    if let mask, call != nil {
      // Only a stopped thread's mask can be changed. It stops on its way out of the call, before
      // the host looks for signals.
      temporaryMask = .wanted(mask)
      Tracee.interrupt(hostThread)
    }
    wasInterrupted = true
    // The host turns the first two into a restart or EINTR, knowing whether a handler ran.
    switch rule {
    case .restart: finish(-Int(Errno.restartSystemCall.rawValue))
    case .always: finish(-Int(Errno.restartNoInterrupt.rawValue))
    case .unlessHandled: finish(-Int(Errno.restartNoHandler.rawValue))
    case .never: finish(-Int(Errno.interrupted.rawValue))
    }
  }

  /// At the stop for a signal. One that came before the kernel had received the thread's call made
  /// the host give the call up by itself; no program expects that of, say, getpid(2). So it is made
  /// again whatever handler runs.
  func restartUnreceivedCall(at signal: Int32) {
    defer {
      wasInterrupted = false
      signalWithAnswer = nil
    }
    guard !wasInterrupted, signal != signalWithAnswer, var registers = Tracee.registers(hostThread),
      registers.callNumber >= 0,
      // The one call the host performs that gives this result by itself: a signal does end its
      // wait.
      registers.callNumber != SyscallNumber.futex,
      registers.result == -Int(Errno.restartSystemCall.rawValue)
    else { return }
    registers.result = -Int(Errno.restartNoInterrupt.rawValue)
    Tracee.setRegisters(hostThread, registers)
  }

  func install(hostDescriptor: Int32, at descriptor: Int32) throws(Errno) {
    // A file there would be taken for the stub or its program.
    guard !StubLayout.descriptors.contains(descriptor) else {
      throw .operationNotSupportedByDevice
    }
    try put(hostDescriptor, at: descriptor)
  }

  func put(_ hostDescriptor: Int32, at descriptor: Int32) throws(Errno) {
    guard let call else { throw .noSuchProcess }
    try platform.listener.install(hostDescriptor, at: descriptor, for: call)
  }

  func send(_ signal: SignalInfo, toProcess: Bool) throws(Errno) {
    if call != nil { signalWithAnswer = signal.signal.rawValue }
    platform.willDisturb(self, wholeProcess: toProcess)
    let bytes = platform.signalBook.enter(signal)
    try GuestControl.queue(
      signal.signal.rawValue, to: hostProcess, thread: toProcess ? nil : hostThread, bytes)
  }

  func signalState() -> HostSignalState {
    guard let status = ProcessStatus(thread: hostThread) else { return HostSignalState() }
    var state = HostSignalState(
      blocked: SignalSet(rawValue: status.blocked), ignored: SignalSet(rawValue: status.ignored),
      caught: SignalSet(rawValue: status.caught),
      pendingThread: SignalSet(rawValue: status.pendingThread),
      pendingProcess: SignalSet(rawValue: status.pendingProcess), queuedCount: status.queuedCount)
    // The host unblocks what a thread waits for while it waits; to everybody else it is blocked.
    state.blocked = state.blocked.union(awaitedSignals)
    return state
  }

  var awaitedSignals: SignalSet {
    if case .signalWait(_, let set) = goal { set } else { SignalSet() }
  }

  func kill() {
    // The host process may be gone already; its end is reported either way.
    GuestControl.kill(hostProcess)
  }

  func hold() {
    guard !isHeld else { return }
    isHeld = true
    guard traceState == .running else { return }
    platform.willDisturb(self, wholeProcess: false)
    Tracee.interrupt(hostThread)
  }

  func release() {
    guard isHeld else { return }
    isHeld = false
    guard traceState == .stopped else { return }
    traceState = .running
    Tracee.resume(hostThread)
  }
}
