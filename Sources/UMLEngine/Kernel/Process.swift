import LinuxABI

/// A process of the guest: a thread group with one number, one parent, one set of limits.
///
/// It stays in the ``ProcessTable`` as a zombie after its last thread is gone, until it is waited
/// for.
final class Process {
  enum State: Equatable {
    case running
    /// Stopped by this signal.
    case stopped(Int32)
    /// Ended with this status, in the encoding of wait(2); not yet waited for.
    case zombie(Int32)
  }

  let pid: Int32
  /// nil for init only.
  unowned(unsafe) var parent: Process?
  var children: [Process] = []
  var threads: [Task] = []
  var group: ProcessGroup
  var session: Session { group.session }
  /// TIOCNOTTY by a process that leads no session: the terminal is not this one's any more, only
  /// the others'.
  var hasLeftTerminal = false
  var controllingTerminal: (any ControllingTerminal)? {
    hasLeftTerminal ? nil : session.controllingTerminal
  }
  var state = State.running {
    didSet { group.countStopped(from: oldValue, to: state) }
  }
  /// The next wait may report that it was continued, or (again) that it stopped.
  var hasUnreportedStop = false
  var hasUnreportedContinue = false
  /// Sent to the parent when this one ends; 0 sends none.
  var exitSignal = SignalNumber.child.rawValue
  var childAction = ChildSignalAction()
  /// Woken whenever something a wait may report happened to a child.
  let childQueue = WaitQueue()
  /// Woken when this process ends; pidfd and vfork-like waiters.
  let exitQueue = WaitQueue()

  /// Signals that wait for a reader of signalfd.
  var keptSignals = KeptSignals()

  var limits: ResourceLimits
  var usage = ProcessUsage()
  /// What its memory was when somebody looked.
  var memorySample: MemorySample?
  /// After an execve the process may no longer be moved between groups by its parent.
  var hasExecuted = false
  var isDumpable = true
  /// The signal that it died of although the host was told SIGKILL.
  var deathSignal: SignalNumber?
  /// Its end is reported with the bit that says so.
  var hasDumpedCore = false
  var isSubreaper = false
  var noNewPrivileges = false
  /// PR_SET_THP_DISABLE; kept for those who ask.
  var refusesHugePages = false
  /// While it runs nobody may write to it: ETXTBSY.
  var executable: Location? {
    didSet {
      oldValue?.inode.writerCount += 1
      executable?.inode.writerCount -= 1
    }
  }
  /// argv and envp as /proc shows them, where the program keeps them.
  var argumentRange: Range<UInt64> = 0..<0
  var environmentRange: Range<UInt64> = 0..<0
  let timers = ProcessTimers()
  /// System V shared memory it has attached.
  var attachments: [SharedSegment.Attachment] = []
  var semaphoreUndos: [SemaphoreSet.Undo] = []
  var niceness: Int32 = 0
  var outOfMemoryAdjustment: Int32 = 0
  var personality: UInt32 = 0
  let startTime: UInt64

  init(
    pid: Int32, parent: Process?, group: ProcessGroup, limits: ResourceLimits, startTime: UInt64
  ) {
    self.pid = pid
    self.parent = parent
    self.group = group
    self.limits = limits
    self.startTime = startTime
  }

  /// What ps shows after the last task is gone.
  var lastName: [UInt8] = []
  /// The user ps shows after the last task is gone.
  var lastUserID: UInt32 = 0

  /// What fork(2) passes on.
  func inherit(from parent: Process) {
    childAction = parent.childAction
    hasLeftTerminal = parent.hasLeftTerminal
    isDumpable = parent.isDumpable
    noNewPrivileges = parent.noNewPrivileges
    refusesHugePages = parent.refusesHugePages
    executable = parent.executable
    argumentRange = parent.argumentRange
    environmentRange = parent.environmentRange
    niceness = parent.niceness
    outOfMemoryAdjustment = parent.outOfMemoryAdjustment
    personality = parent.personality
    lastUserID = parent.lastUserID
    lastName = parent.lastName
  }

  /// The task that stands for the process: its leader, or any other once the leader ended.
  var mainTask: Task? {
    threads.first { $0.isLeader && !$0.isExiting } ?? threads.first { !$0.isExiting }
      ?? threads.first
  }
  var isStopped: Bool { if case .stopped = state { true } else { false } }
  var isZombie: Bool { if case .zombie = state { true } else { false } }
}

/// What rt_sigaction(SIGCHLD) says about children; the only disposition the kernel has to know
/// beforehand.
struct ChildSignalAction {
  var isIgnored = false
  /// SA_NOCLDWAIT, or SIGCHLD ignored: children leave no zombies.
  var reapsAutomatically = false
  /// SA_NOCLDSTOP.
  var ignoresStops = false
  var isCaught = false
}
