import LinuxABI

/// A thread of the guest: what Linux calls a task. Owned by its ``Process``.
final class Task {
  /// Changes only when an execve makes another thread than the leader the last one.
  var tid: Int32
  unowned var process: Process
  let thread: any GuestThread
  var files: FileTable
  /// Root, working directory and umask; shared between tasks made with CLONE_FS.
  var fileSystem: FileSystemContext
  var credentials: Credentials
  /// The name ps shows, at most 15 bytes: PR_SET_NAME.
  var name: [UInt8]
  /// The call that is waiting, nil while the task runs.
  var blocked: BlockedCall?
  /// What an interrupted call remembers until the host restarts it. A handler ends that: then the
  /// host makes the call anew, or not at all.
  var restarting: (number: Int, operation: any BlockedOperation)?
  /// Calls it has made.
  var callCount: UInt64 = 0
  /// Signals queued in the host and not seen arriving yet.
  var signalsInFlight = SignalSet()
  /// The mask ppoll and pselect put in place of the thread's own while they wait.
  var temporaryMask: SignalSet?
  /// set_robust_list(2).
  var robustList = GuestAddress(0)
  /// The child of a vfork(2), which has the memory until it executes a program or ends.
  var borrower: Process?
  /// set_tid_address(2): cleared when the task ends and others go on.
  var clearedAtExit = GuestAddress(0)
  /// It has called exit(2) and runs no more. The host keeps an ended leader until the other threads
  /// have ended.
  var isExiting = false
  /// Signal for the death of the parent, PR_SET_PDEATHSIG.
  var parentDeathSignal: Int32 = 0
  var scheduling = TaskScheduling()
  /// ioprio_set(2): a class and a level, kept for those who ask.
  var ioPriority: Int32 = 0
  /// PR_SET_TIMERSLACK in nanoseconds; kept for those who ask.
  var timerSlack = Task.defaultTimerSlack
  static let defaultTimerSlack: UInt32 = 50_000
  let startTime: UInt64

  init(
    tid: Int32, process: Process, thread: any GuestThread, files: FileTable,
    fileSystem: FileSystemContext, credentials: Credentials, name: [UInt8], startTime: UInt64
  ) {
    self.tid = tid
    self.process = process
    self.thread = thread
    self.files = files
    self.fileSystem = fileSystem
    self.credentials = credentials
    self.name = name
    self.startTime = startTime
    thread.task = self
  }

  /// Gives up the call the task waits in, because a signal is on its way to it.
  func interrupt() {
    guard let call = blocked else { return }
    blocked = nil
    call.leave()
    if let partial = (call.context.operation as? any PartialResult)?.partialResult {
      temporaryMask = nil
      return thread.finish(partial)
    }
    if let operation = call.context.operation {
      operation.interrupted(call.context)
      restarting = (call.context.number, operation)
    }
    thread.finishInterrupted(call.blocking.restart, under: temporaryMask)
    temporaryMask = nil
  }

  var memory: GuestMemory { GuestMemory(thread: thread) }
  var isLeader: Bool { tid == process.pid }
}

/// How a task asked to be scheduled. The host schedules all guests' threads alike. See sched(7).
struct TaskScheduling {
  var policy = SchedulingPolicy.normal
  /// 1 to 99 for the real-time policies, 0 for all others.
  var priority: Int32 = 0
  /// SCHED_RESET_ON_FORK: children begin with the ordinary policy.
  var resetsOnFork = false

  /// What a child begins with.
  var inherited: TaskScheduling { resetsOnFork ? TaskScheduling() : self }
  var isRealTime: Bool { policy == .firstInFirstOut || policy == .roundRobin }
}
