import LinuxABI
import UMLHost

/// Runs guest programs as host processes under a seccomp filter: calls arrive as user
/// notifications, process creation and execve as ptrace stops. See Documentation/Architecture.md.
///
/// ```
///   guest thread ─ system call ─► filter ─┬─ allowed: the host performs it
///                                         ├─ notify ──► listener ──► delegate.call … finish
///                                         └─ trace ───► SIGCHLD ──► wait4 ──► clone, execve, signals
/// ```
/// All of it happens on the thread that started the first process, because ptrace belongs to a
/// thread.
final class NotifyPlatform: Platform {
  /// Host limits for guest processes, from `mem=`.
  struct Limits {
    var memoryBytes: UInt64
    static let stackBytes: UInt64 = 8 << 20
  }

  /// Given up when the platform is shut down.
  var delegate: (any PlatformDelegate)?
  let loop: EventLoop
  let limits: Limits
  let layout: AddressLayout
  var signalBook = SignalBook()
  /// See ``settle(_:of:)``.
  var hostLosesAnswers = !HostSystem.isLinux(6, 17)

  private let stub: HostDescriptor
  private var openListener: CallListener?
  private(set) var threads: [Int32: NotifyThread] = [:]
  /// Threads whose first stop came before their creator's event.
  private var earlyStops: Set<Int32> = []
  private var listenerToken: EventToken?
  private var childEvents: ChildEvents?
  /// Set while events are left for the loop's next turn.
  private var moreEvents: TimerToken?

  /// - Throws: what the host lacks, in words.
  init(
    loop: EventLoop, limits: Limits, host: HostAddressSpace = .current()
  ) throws(PlatformError) {
    self.loop = loop
    self.limits = limits
    layout = try AddressLayout(host)
    do throws(Errno) { stub = try GuestStarter.makeStub(at: layout.stubAddress) } catch {
      throw PlatformError(
        description: "cannot make an executable memory file (memfd_create: \(error)); "
          + "Linux 3.17 or later is needed, with vm.memfd_noexec below 2")
    }
  }

  var listener: CallListener {
    guard let openListener else { preconditionFailure("the platform has not been started") }
    return openListener
  }

  func start(path: [UInt8], arguments: [[UInt8]], environment: [[UInt8]]) throws(PlatformError)
    -> any GuestThread
  {
    try HostRequirements.check()
    do throws(Errno) {
      childEvents = try ChildEvents(on: loop) { [unowned self] in handleEvents() }
    } catch {
      throw PlatformError(description: "cannot watch for child processes: \(error)")
    }
    let starter = GuestStarter(
      path: path, arguments: arguments, environment: environment,
      identity: HostIdentity.unprivileged, anonymousLimit: limits.memoryBytes,
      dataLimit: limits.memoryBytes, stackLimit: Limits.stackBytes)
    let process: Int32
    do throws(GuestStarter.StartError) {
      let started = try starter.start(stub: stub)
      process = started.process
      openListener = started.listener
    } catch {
      throw HostRequirements.explain(error)
    }
    do throws(Errno) {
      listenerToken = try loop.add(
        listener.rawValue, receive: { [unowned self] in handleCall() },
        handler: { [unowned self] events in
          // The listener hangs up when the last process under the filter is gone.
          if events.contains(.readable) { _ = handleCall() } else { closeListener() }
        })
    } catch {
      throw PlatformError(description: "cannot wait for system calls: \(error)")
    }
    let thread = NotifyThread(platform: self, hostThread: process, hostProcess: process)
    thread.hasStarted = true
    threads[process] = thread
    return thread
  }

  func begin(_ thread: any GuestThread) {
    guard let thread = thread as? NotifyThread else { return }
    handleTracedCall(thread)
  }

  func shutDown() {
    for thread in threads.values { thread.kill() }
    while !threads.isEmpty, waitForEvent() {}
    closeListener()
    childEvents?.cancel()
    if let moreEvents { loop.cancel(moreEvents) }
    moreEvents = nil
    delegate = nil
  }

  private func closeListener() {
    guard let token = listenerToken else { return }
    loop.remove(token)
    listenerToken = nil
  }

  // MARK: Calls

  /// Waits for a call and handles it; false if something else happened meanwhile.
  private func handleCall() -> Bool {
    switch listener.receive() {
    case .call(let call): handle(call)
    case .withdrawn: break
    case .interrupted: return false
    }
    return true
  }

  private func handle(_ call: InterceptedCall) {
    if let thread = threads[call.thread] { return take(call, thread) }
    // Its creator's event is still on the way; that comes first.
    while threads[call.thread] == nil, let report = TraceReport.next() { handle(report) }
    guard let thread = threads[call.thread] else {
      return listener.answer(call.id, -Int(Errno.noFunction.rawValue))
    }
    take(call, thread)
  }

  private func take(_ call: InterceptedCall, _ thread: NotifyThread) {
    settle(call.id, of: thread)
    if call.number == StubLayout.loadPlanCall {
      return answerStub(call.id, thread, planAddress: call.arguments[0])
    }
    thread.enter(call.id)
    if thread.takeErrandCall() { return }
    delegate?.call(thread, number: call.number, arguments: call.arguments)
  }

  // MARK: ptrace events

  /// Processes that fork without end make events without end; others are to have their turn, too.
  private static let eventsAtOnce = 64

  private func handleEvents() {
    guard moreEvents == nil else { return }
    for _ in 0..<Self.eventsAtOnce {
      guard let report = TraceReport.next() else { return }
      handle(report)
    }
    moreEvents = loop.schedule(at: 0) { [unowned self] in
      moreEvents = nil
      handleEvents()
    }
  }

  /// Waits for the next event; false when there is nobody left to wait for.
  private func waitForEvent() -> Bool {
    guard let report = TraceReport.waitForNext() else { return false }
    handle(report)
    return true
  }

  private func handle(_ report: TraceReport) {
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

  private func handleSignal(_ thread: NotifyThread, _ number: Int32) {
    if thread.finishEntry(number) { return settle(thread) }
    thread.restartUnreceivedCall(at: number)
    guard let bytes = Tracee.signalInformation(thread.hostThread) else { return }
    let translated = signalBook.take(bytes).map { delegate?.arriving($0, at: thread) ?? $0 }
    let info = translated ?? SignalInfo(bytes: bytes)
    thread.traceState = .stopped
    switch delegate?.deliver(info, to: thread) ?? .deliver {
    case .deliver:
      if let translated {
        Tracee.setSignalInformation(thread.hostThread, translated.bytes)
      }
      thread.traceState = .running
      Tracee.resume(thread.hostThread, to: thread.goalOfDelivery(), signal: number)
    case .discard:
      thread.restoreMask()
      settle(thread)
    case .hold:
      thread.restoreMask()
      thread.isHeld = true
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

  // MARK: New threads

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
