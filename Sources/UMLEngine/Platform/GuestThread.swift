import LinuxABI

/// A running thread of the guest as the platform knows it.
protocol GuestThread: AnyObject {
  /// The kernel's own record of this thread; set by the kernel, never looked at by the platform.
  var task: Task? { get set }

  // Memory. Bytes done before the first fault; 0 or less when nothing was.
  func readMemory(_ address: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int
  func writeMemory(_ address: UInt64, from buffer: UnsafeRawBufferPointer) -> Int

  // Answers to the call in progress. A thread that died meanwhile takes no notice.

  /// The call returns `value`: a result, or a negated errno.
  func finish(_ value: Int)
  /// The host performs the call with the arguments as they were.
  func finishNatively()
  /// The call is given up because of a signal or a stop that is already on its way to the thread.
  /// Under `mask`, when there is one: the mask of ppoll(2) or epoll_pwait(2), which lets the signal
  /// in and is gone when its handler runs.
  func finishInterrupted(_ rule: RestartRule, under mask: SignalSet?)
  /// The call is made again once one waiter of each futex has been woken: what a thread that ends
  /// owes to those who wait for its robust mutexes, and what only the host can do where they wait.
  /// Such a thread takes no more signals.
  func repeatCall(afterWaking futexes: [GuestAddress])
  /// The call is made again once the host has performed another one, whatever comes of that.
  func repeatCall(afterPerforming call: HostCall)
  /// The host performs another call in place of this one. The answer is what `answer` makes of its
  /// result, a value or a negated errno; it is called once, unless the thread ends before. No
  /// signal comes in between.
  func finish(performing call: HostCall, _ answer: @escaping (Int) -> Int)
  /// Gives the thread a host descriptor at its own number `descriptor`, for a native call that
  /// follows.
  func install(hostDescriptor: Int32, at descriptor: Int32) throws(Errno)

  // Signals. Masks and dispositions live in the host; these are what it says.

  /// Queues a signal: for this thread, or for any thread of its process.
  func send(_ signal: SignalInfo, toProcess: Bool) throws(Errno)
  /// What is blocked, ignored, caught and pending right now.
  func signalState() -> HostSignalState
  /// What rt_sigtimedwait(2) waits for at the moment.
  var awaitedSignals: SignalSet { get }
  /// Ends the whole process.
  func kill()
  /// Ends the whole process once one waiter of each futex has been woken. The thread gives up what
  /// call it is in. It may take its time, in a vfork for example: who must be sure calls ``kill()``
  /// a moment later.
  func kill(afterWaking futexes: [GuestAddress])

  /// Keeps the thread from running until ``release()``. One that waits for an answer is left
  /// waiting.
  func hold()
  func release()

  // What the host knows.

  /// CPU time, memory and faults of the whole process so far.
  func usage() -> HostUsage
  /// `struct user_regs_struct` of a thread that a signal has stopped.
  func registerBytes() -> [UInt8]
  /// CPU time of the whole process, or of this thread alone, in nanoseconds.
  func processorTime(ofProcess: Bool) -> UInt64
  /// What memory the process has.
  func memoryUsage() -> HostMemoryUse
  /// Its anonymous pages, each counted in part where others have it too, as after a fork. Slow. nil
  /// when nobody knows.
  func anonymousShare() -> UInt64?
  /// The process's mappings, the platform's own left out.
  func mappings() -> [HostMappingEntry]
  /// The same, each with the lines smaps has below it.
  func detailedMappings() -> [(HostMappingEntry, String)]
  /// The files that its descriptors in the host stand for.
  func lentFiles() -> [HostFileKey]
  /// What its scheduler is doing with the thread, and landmarks of its memory.
  func facts() -> HostThreadFacts
  /// Arguments and environment as the program has them now, each string ended by a NUL.
  func commandLine() -> [UInt8]
  func environment() -> [UInt8]
  /// Lets the host enforce a limit for the process, as far as its own limits allow.
  func setLimit(_ kind: ResourceKind, soft: UInt64)
  /// The processors the thread may run on, by the numbers getcpu(2) gives.
  func processors() throws(Errno) -> [Int]
  /// Confines the thread, and those it will make. EINVAL when the host has none of these.
  func setProcessors(_ numbers: [Int]) throws(Errno)
}

extension GuestThread {
  var awaitedSignals: SignalSet { SignalSet() }
  func processorTime(ofProcess: Bool) -> UInt64 { 0 }
  func anonymousShare() -> UInt64? { nil }
  func lentFiles() -> [HostFileKey] { [] }
  func registerBytes() -> [UInt8] { [] }
  func detailedMappings() -> [(HostMappingEntry, String)] { mappings().map { ($0, "") } }
  func facts() -> HostThreadFacts { HostThreadFacts() }
  func commandLine() -> [UInt8] { [] }
  func environment() -> [UInt8] { [] }
}
