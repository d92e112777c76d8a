import LinuxABI
import UMLHost

/// What ptrace tells of the threads: who it is about, and who goes on.
extension NotifyPlatform {
  /// Processes that fork without end make events without end. After so many in a row each thread is
  /// asked for one, as the host names the eldest's first, and then the loop has its turn.
  private static let eventsAtOnce = 64

  func handleEvents() {
    guard moreEvents == nil else { return }
    for _ in 0..<Self.eventsAtOnce {
      guard let report = TraceReport.next() else { return }
      handle(report)
    }
    for thread in Array(threads.keys) {
      if let report = TraceReport.next(of: thread) { handle(report) }
    }
    moreEvents = loop.schedule(at: 0) { [unowned self] in
      moreEvents = nil
      handleEvents()
    }
  }

  /// Waits for the next event; false when there is nobody left to wait for.
  func waitForEvent() -> Bool {
    guard let report = TraceReport.waitForNext() else { return false }
    handle(report)
    return true
  }

  func handle(_ report: TraceReport) {
    guard let thread = threads[report.thread] else { return handleUnknown(report) }
    switch report.event {
    case .call: handleTracedCall(thread)
    case .cloned(let child): handleCloned(thread, child: child)
    case .executed(let former): handleExecuted(former: former, leader: thread)
    case .callExit: if !thread.advanceErrand() { handleReturn(thread) }
    case .signal(let number): handleSignal(thread, number)
    case .interrupted: handleStop(thread)
    case .exited(let status): handleExit(thread, .exited(status), HostUsage(report))
    case .killed(let signal): handleExit(thread, .signaled(signal), HostUsage(report))
    }
  }

  private func handleUnknown(_ report: TraceReport) {
    switch report.event {
    case .executed(let former):
      // A leader that ended long ago has been replaced by the thread that executes.
      handleExecuted(former: former, leader: nil)
    case .exited, .killed: earlyStops.remove(report.thread)
    default: earlyStops.insert(report.thread)
    }
  }

  private func handleStop(_ thread: NotifyThread) {
    guard thread.hasStarted else {
      thread.hasStarted = true
      return startNew(thread)
    }
    if thread.errand != nil { return thread.startErrand() }
    thread.applyMask()
    settle(thread)
  }

  /// Lets a stopped thread go on, unless it is held.
  func settle(_ thread: NotifyThread) {
    if thread.isHeld {
      thread.traceState = .stopped
    } else {
      thread.traceState = .running
      Tracee.resume(thread.hostThread)
    }
  }

  func handleExit(
    _ thread: NotifyThread, _ status: HostExitStatus, _ usage: HostUsage = HostUsage()
  ) {
    threads[thread.hostThread] = nil
    thread.call = nil
    delegate?.exited(thread, status: status, usage: usage)
    thread.task = nil
  }

  /// The host made a child of `parent`: registers it and lets it start when its first stop was
  /// seen.
  func register(child: Int32, of parent: NotifyThread, request: CloneRequest) -> NotifyThread {
    let thread = NotifyThread(
      platform: self, hostThread: child,
      hostProcess: request.makesThread ? parent.hostProcess : child)
    threads[child] = thread
    if earlyStops.remove(child) != nil { thread.hasStarted = true }
    return thread
  }

  /// An execve left one thread, which has its leader's number now. The others are gone or going.
  private func handleExecuted(former: Int32, leader: NotifyThread?) {
    guard let thread = threads[former] ?? leader else { return }
    threads[former] = nil
    thread.hostThread = thread.hostProcess
    threads[thread.hostProcess] = thread
    thread.image = thread.candidate
    thread.candidate = nil
    thread.callArguments = nil
    thread.goal = .none
    settle(thread)
  }
}

extension HostUsage {
  fileprivate init(_ report: TraceReport) {
    self.init(
      userTime: report.userTimeNanoseconds, systemTime: report.systemTimeNanoseconds,
      minorFaults: report.minorFaults, majorFaults: report.majorFaults,
      maximumResidentBytes: report.maximumResidentBytes)
  }
}
