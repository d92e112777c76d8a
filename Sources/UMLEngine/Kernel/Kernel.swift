import LinuxABI
import UMLHost

/// One machine: owns every table of the guest. Lives on one thread and never leaves it.
///
/// ```
///   platform ─ call ─► dispatch ─► Syscalls/… ─► an object (file, process, terminal, …)
///      ▲                  │ .value                    │ .wouldBlock: BlockedCall on a WaitQueue
///      └──── finish ◄─────┴───── runRetries ◄── wakeAll
/// ```
/// Nothing reachable from here is Sendable, and that is the design: host events, timers and
/// messages all arrive through ``loop``.
final class Kernel {
  let configuration: KernelConfiguration
  let loop: EventLoop
  let clock = KernelClock()
  let log: KernelLog
  let platform: any Platform
  let timers = TimerQueue()
  private var wakeUp: TimerToken?
  let processes = ProcessTable()
  let calls = SyscallTable()
  /// Mounts, types of file systems, drivers of device nodes.
  let files: FileSystems
  let localSockets: LocalSocketTable
  let memory: MemoryAccount
  let mappedFiles = MappedFiles()
  let priorityFutexes = PriorityFutexes()
  /// Processors a guest sees: the host's.
  let processorCount = max(1, (try? HostProcessors.allowed().count) ?? 1)
  var hostname: [UInt8]
  var domainName = Array("(none)".utf8)
  private(set) lazy var signals = Signals(self)
  private(set) lazy var terminals = Terminals(self)
  private(set) lazy var systemV = SystemV(self)
  /// /proc; other parts of the kernel add their files to it.
  private(set) lazy var processFiles = ProcessFileSystem(self)
  /// nil before the boot has come that far, and in tests.
  var managementConsole: ManagementConsole?
  var requests: MachineRequests?
  var notifier: ManagementNotifier?
  var watchdog: Watchdog?
  /// The first program an initrd brings along; nil runs that of the root file system.
  var initialPath: [UInt8]?
  /// Whether Ctrl-Alt-Del restarts the machine at once; init changes that with reboot(2).
  var controlAltDeleteRestarts = true
  /// /proc/exitcode: the exit status of umltop when the guest halts.
  var exitCode: Int32 = 0

  /// Calls to run again, in the order they were woken.
  private var retries: [BlockedCall] = []
  /// Empty between turns: the memory of the last turn's retries, for the next one's.
  private var due: [BlockedCall] = []
  /// System calls nobody implements, each named once in the log.
  private var reportedGaps: Set<Int> = []
  /// The thread whose call is being answered.
  private(set) var currentTask: Task?
  /// How the machine ended; nil while it runs.
  private(set) var ending: MachineEnding?

  init(configuration: KernelConfiguration, platform: any Platform, loop: EventLoop, log: KernelLog)
  {
    self.configuration = configuration
    self.platform = platform
    self.loop = loop
    self.log = log
    hostname = configuration.hostname
    let clock = clock
    files = FileSystems(memorySize: configuration.memoryBytes) {
      TimeSpec(totalNanoseconds: clock.realtime)
    }
    files.makeNamedPipe = { [buffers = files.buffers] in FIFO(buffers) }
    localSockets = LocalSocketTable(files)
    memory = MemoryAccount(total: configuration.memoryBytes)
    files.reclaim = { [unowned self] in
      refreshMemoryUseIfOld()
      reclaimMappedFiles()
    }
    localSockets.processExists = { [unowned self] in processes.process($0) != nil }
    localSockets.tellUrgent = { [unowned self] in $0.tellOwner(.kernel(.urgent), self) }
    files.reports.isOpen = { [unowned self] inode in isOpen(inode) }
    platform.delegate = self
    timers.onEarliest = { [unowned self] in wake(at: $0) }
    ProcessFileSystem.register(for: self)
    SystemFileSystem.register(for: self)
  }

  // MARK: The loop

  /// Serves the machine until it ends. Blocks.
  func run() -> MachineEnding {
    while ending == nil { turn() }
    platform.shutDown()
    return ending ?? .halted
  }

  /// Waits for something to happen and handles it.
  func turn() {
    if retries.isEmpty { loop.runOnce() } else { loop.pollNow() }
    runRetries()
    files.cache.sweepIfNeeded()
  }

  /// One timer of the loop stands for all of the kernel's.
  private func wake(at deadline: UInt64) {
    if let wakeUp { loop.cancel(wakeUp) }
    wakeUp = loop.schedule(at: Int64(clamping: deadline)) { [unowned self] in
      wakeUp = nil
      timers.fire(now: clock.monotonic)
    }
  }

  /// The machine ends after this turn.
  func end(_ ending: MachineEnding) {
    if self.ending == nil { self.ending = ending }
  }

  // MARK: System calls

  /// Runs a call's handler and does what it says.
  func dispatch(_ context: inout SyscallContext, _ handler: Syscall.Handler) {
    let task = context.task
    currentTask = task
    defer { currentTask = nil }
    // The mask is the host's: only now can the kernel know that it let something through.
    if !task.process.keptSignals.isEmpty { signals.releaseKept(of: task.process) }
    do throws(Errno) {
      switch try handler(&context) {
      case .value(let value): task.thread.finish(value)
      case .native: task.thread.finishNatively()
      case .noReply: break
      case .block(let blocking): park(context, blocking)
      }
    } catch {
      // A signal on its way to the caller decides: it stops, or runs a handler, or dies of it. No
      // queue is waited on, so nothing but that makes the call again.
      if error == .restartSystemCall { return park(context, Blocking(on: [])) }
      task.thread.finish(-Int(error.rawValue))
    }
  }

  private func park(_ context: SyscallContext, _ blocking: Blocking) {
    let task = context.task
    task.blocked = BlockedCall(context, blocking)
    // A signal may have come between the call and now.
    if !task.signalsInFlight.isEmpty { signals.interruptIfNeeded(task) }
  }

  func scheduleRetry(of call: BlockedCall) { retries.append(call) }

  private func runRetries() {
    guard !retries.isEmpty else { return }
    swap(&due, &retries)
    defer { due.removeAll(keepingCapacity: true) }
    for call in due {
      let task = call.context.task
      // Interrupted, or gone, since it was woken.
      guard task.blocked === call else { continue }
      // A stopped process achieves nothing; Signals.resume wakes it again.
      guard !task.process.isStopped else {
        call.postpone()
        continue
      }
      guard let handler = calls[call.context.number] else { continue }
      task.blocked = nil
      call.leave()
      var context = call.context
      dispatch(&context, handler)
    }
  }

  /// The answer to a call without a row.
  func answerUnknown(_ number: Int, _ task: Task) -> Errno {
    if reportedGaps.insert(number).inserted {
      let name = SyscallNumber.name(of: number)
      log.info(
        "\(String(decoding: task.name, as: UTF8.self))[\(task.tid)]: system call \(name) is not implemented"
      )
    }
    return .noFunction
  }
}
