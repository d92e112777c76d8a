import LinuxABI

/// Decides who gets which signal. Masks, dispositions, frames and handlers are the host's.
///
/// A signal is queued in the host, which delivers it when the thread runs; one that waits for the
/// kernel is made to give up its call first. Stopping and continuing never reach the host: the
/// kernel keeps the threads from running.
final class Signals {
  private unowned let kernel: Kernel

  /// Open signalfds of all processes; see ``KeptSignals``.
  var readers: [SignalFile] = []

  init(_ kernel: Kernel) { self.kernel = kernel }

  /// The thread whose call is being answered.
  var currentTask: Task? { kernel.currentTask }
  var processesWithKept: [Process] {
    kernel.processes.processes.values.filter { !$0.keptSignals.isEmpty }
  }

  /// Sends to a process; any of its threads may take it. Zombies take nothing.
  func send(_ info: SignalInfo, to process: Process) {
    guard !process.isZombie, let main = process.mainTask, info.signal.isValid else { return }
    switch info.signal {
    case .kill: kill(process)
    case .stop: stop(process, by: info.signal)
    case .continue:
      resume(process)
      queue(info, to: process, main)
    case .terminalStop, .terminalInput, .terminalOutput: sendStop(info, to: process, main)
    default: queue(info, to: process, main)
    }
  }

  /// Sends to one thread: tgkill(2).
  func send(_ info: SignalInfo, to task: Task) {
    switch info.signal {
    case .kill, .stop, .continue, .terminalStop, .terminalInput, .terminalOutput:
      // These act on the whole process whoever they were sent to.
      send(info, to: task.process)
    default:
      guard !isProtected(task.process, from: info.signal) else { return }
      guard !keep(info, for: task.process, task) else { return }
      queue(info, to: task, toProcess: false)
    }
  }

  /// A task wrote where nobody reads. It looks as if it had sent the signal itself.
  func sendBrokenPipe(to task: Task) {
    send(
      .user(.brokenPipe, processID: task.process.pid, userID: task.credentials.uid), to: task)
  }

  func send(_ info: SignalInfo, toGroup group: ProcessGroup) {
    for process in group.members { send(info, to: process) }
  }

  /// Ends a process at once. Init can be ended by nobody inside the machine.
  private func kill(_ process: Process) {
    guard process.pid != 1, let main = process.mainTask else { return }
    let futexes = process.threads.flatMap { RobustList($0).release() }
    guard !futexes.isEmpty else { return main.thread.kill() }
    // Its last act. A thread that the host does not let go in time takes the waiters' news with it.
    main.blocked?.leave()
    main.blocked = nil
    main.thread.kill(afterWaking: futexes)
    kernel.timers.schedule(at: kernel.clock.monotonic + Self.patience) { [thread = main.thread] in
      if thread.task != nil { thread.kill() }
    }
  }

  /// How long a killed process may take to wake those who wait for its mutexes.
  private static let patience: UInt64 = 100_000_000

  // MARK: Through the host

  private func queue(_ info: SignalInfo, to process: Process, _ main: Task) {
    guard !isProtected(process, from: info.signal) else { return }
    guard !keep(info, for: process, nil) else { return }
    guard process.threads.count > 1 else { return queue(info, to: main, toProcess: true) }
    // A thread that does not block it takes it; otherwise it stays pending for all of them.
    let candidates = [main] + process.threads.filter { $0 !== main && !$0.isExiting }
    if let task = candidates.first(where: { !mask(of: $0).contains(info.signal) }) {
      queue(info, to: task, toProcess: false)
    } else {
      queue(info, to: main, toProcess: true)
      for task in process.threads { task.signalsInFlight.insert(info.signal) }
    }
  }

  private func queue(_ info: SignalInfo, to task: Task, toProcess: Bool) {
    guard !endsAtOnce(info.signal, task) else {
      task.process.deathSignal = info.signal
      return kill(task.process)
    }
    // A thread that is gone is reported as such; there is nobody to tell.
    guard (try? task.thread.send(info, toProcess: toProcess)) != nil else { return }
    task.signalsInFlight.insert(info.signal)
    interruptIfNeeded(task)
  }

  /// In a vfork(2) the host looks at no signals of a process that is traced, but SIGKILL. Linux
  /// does, at deadly ones.
  private func endsAtOnce(_ signal: SignalNumber, _ task: Task) -> Bool {
    guard let child = task.borrower else { return false }
    guard !child.isZombie, !child.hasExecuted else {
      task.borrower = nil
      return false
    }
    guard signal.defaultAction == .terminate else { return false }
    let state = task.thread.signalState()
    return !state.caught.contains(signal) && !state.ignored.contains(signal)
      && !state.blocked.contains(signal)
  }

  func mask(of task: Task) -> SignalSet {
    task.temporaryMask ?? task.thread.signalState().blocked
  }

  /// Init is not harmed by what it does not handle. See kill(2).
  private func isProtected(_ process: Process, from signal: SignalNumber) -> Bool {
    guard process.pid == 1, signal.defaultAction != .ignore,
      let state = process.mainTask?.thread.signalState()
    else { return false }
    return !state.caught.contains(signal) && !state.blocked.contains(signal)
  }

  /// Gives up the call a task waits in when a signal that does something is pending for it.
  func interruptIfNeeded(_ task: Task) {
    guard task.blocked != nil, !task.process.isStopped, !task.signalsInFlight.isEmpty else {
      return
    }
    // What it waits for may have come together with the signal, and counts more: a wait for the
    // child whose end sent SIGCHLD returns that child. When it waits on, the signal is looked at
    // then.
    guard let call = task.blocked, !call.isScheduled || call.isSentBack else { return }
    let state = task.thread.signalState()
    let pending = state.pendingThread.union(state.pendingProcess)
    task.signalsInFlight = pending
    let deliverable = pending.subtracting(task.temporaryMask ?? state.blocked)
    guard deliverable.signals.contains(where: { Self.interrupts($0, state) }) else { return }
    task.interrupt()
  }

  private static func interrupts(_ signal: SignalNumber, _ state: HostSignalState) -> Bool {
    if state.caught.contains(signal) { return true }
    if state.ignored.contains(signal) { return false }
    switch signal.defaultAction {
    case .ignore, .continue: return false
    case .terminate, .core, .stop: return true
    }
  }

  // MARK: Stop and continue

  private func sendStop(_ info: SignalInfo, to process: Process, _ main: Task) {
    let state = main.thread.signalState()
    if state.caught.contains(info.signal) || mask(of: main).contains(info.signal) {
      return queue(info, to: process, main)
    }
    guard !state.ignored.contains(info.signal) else { return }
    // Nobody could continue a member of an orphaned group.
    guard process.pid != 1, !process.group.isOrphaned else { return }
    stop(process, by: info.signal)
  }

  func stop(_ process: Process, by signal: SignalNumber) {
    guard process.state == .running, process.pid != 1 else { return }
    process.state = .stopped(signal.rawValue)
    process.hasUnreportedStop = true
    process.hasUnreportedContinue = false
    // One that waits in the kernel stays there; see Kernel.runRetries.
    for task in process.threads where task.blocked == nil { task.thread.hold() }
    kernel.reportToParent(of: process, .stopped, status: signal.rawValue)
  }

  func resume(_ process: Process) {
    guard process.isStopped else { return }
    process.state = .running
    process.hasUnreportedStop = false
    process.hasUnreportedContinue = true
    for task in process.threads {
      task.thread.release()
      task.blocked?.wake()
    }
    kernel.reportToParent(of: process, .continued, status: SignalNumber.continue.rawValue)
    for task in process.threads { interruptIfNeeded(task) }
  }

  // MARK: Arrival

  /// The host knows the soft limit only, and reminds of it every second; whoever reaches the hard
  /// one ends.
  private func isOutOfTime(_ task: Task) -> Bool {
    (task.thread.processorTime(ofProcess: true) + Self.measuringError) / 1_000_000_000
      >= task.process.limits[.cpuTime].maximum
  }

  /// The host enforces limits by its ticks, which may be ahead of its clocks.
  private static let measuringError: UInt64 = 100_000_000

  /// A signal reached the thread it was meant for.
  func arrived(_ info: SignalInfo, at task: Task) -> SignalDecision {
    task.signalsInFlight.remove(info.signal)
    if info.signal == .cpuLimit, isOutOfTime(task) {
      kill(task.process)
      return .discard
    }
    let dumps =
      info.signal.defaultAction == .core && task.process.limits[.core].current > 0
    guard info.signal.defaultAction == .stop || dumps || task.restarting != nil else {
      return .deliver
    }
    let state = task.thread.signalState()
    if state.caught.contains(info.signal) {
      task.restarting = nil
      return .deliver
    }
    if dumps, !state.ignored.contains(info.signal) { kernel.dumpCore(task, info) }
    guard info.signal.defaultAction == .stop else { return .deliver }
    if state.ignored.contains(info.signal) || task.process.group.isOrphaned { return .discard }
    stop(task.process, by: info.signal)
    return task.process.isStopped ? .hold : .discard
  }
}
