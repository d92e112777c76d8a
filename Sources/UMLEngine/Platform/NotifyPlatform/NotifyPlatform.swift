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
  var threads: [Int32: NotifyThread] = [:]
  /// Threads whose first stop came before their creator's event.
  var earlyStops: Set<Int32> = []
  private var listenerToken: EventToken?
  private var childEvents: ChildEvents?
  /// Set while events are left for the loop's next turn.
  var moreEvents: TimerToken?

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
}
