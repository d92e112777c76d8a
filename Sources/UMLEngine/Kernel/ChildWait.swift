import LinuxABI

/// One wait: what it looks for among the caller's children, and what it does to what it found.
struct ChildWait {
  struct States: OptionSet {
    let rawValue: UInt8

    static let exited = States(rawValue: 1)
    static let stopped = States(rawValue: 2)
    static let continued = States(rawValue: 4)
  }

  /// What a wait reports.
  struct Event {
    let child: Process
    let status: WaitStatus
    /// Of the child and of those it has waited for.
    var usage: HostUsage {
      var usage =
        switch status {
        case .exited, .signaled: child.usage.own
        case .stopped, .continued: child.mainTask?.thread.usage() ?? HostUsage()
        }
      usage.add(child.usage.children)
      return usage
    }

    var information: SignalInfo {
      let (code, value): (SignalCode, Int32) =
        switch status {
        case .exited(let status): (.childExited, Int32(status))
        case .signaled(let signal, let coreDumped):
          (coreDumped ? .childDumped : .childKilled, signal.rawValue)
        case .stopped(let signal): (.childStopped, signal.rawValue)
        case .continued: (.childContinued, SignalNumber.continue.rawValue)
        }
      return SignalInfo(
        signal: .child, code: code,
        details: .child(
          processID: child.pid, userID: child.lastUserID, status: value, userTime: 0,
          systemTime: 0))
    }
  }

  let selection: ChildSelection
  let states: States
  let options: WaitOptions

  /// The first event that matches, nil when there is none yet. ECHILD when there never will be.
  func next(_ task: Task) throws(Errno) -> Event? {
    var hasCandidate = false
    for child in task.process.children where selection.contains(child) && matchesKind(child) {
      hasCandidate = true
      if let event = event(of: child) { return event }
    }
    guard hasCandidate else { throw .noChildProcess }
    return nil
  }

  func outcomeWithoutEvent(_ task: Task) -> SyscallOutcome {
    options.contains(.noHang) ? .value(0) : .block(on: task.process.childQueue)
  }

  /// The event has been reported; it is not reported again, and a zombie is forgotten.
  func take(_ event: Event, _ kernel: Kernel) {
    guard !options.contains(.noWait) else { return }
    switch event.status {
    case .exited, .signaled: kernel.reap(event.child)
    case .stopped: event.child.hasUnreportedStop = false
    case .continued: event.child.hasUnreportedContinue = false
    }
  }

  /// __WCLONE asks for children that do not send SIGCHLD, __WALL for both.
  private func matchesKind(_ child: Process) -> Bool {
    if options.contains(.all) { return true }
    let isClone = child.exitSignal != SignalNumber.child.rawValue
    return isClone == options.contains(.clone)
  }

  private func event(of child: Process) -> Event? {
    switch child.state {
    case .zombie(let status) where states.contains(.exited):
      return Event(child: child, status: WaitStatus(rawValue: status))
    case .stopped(let signal) where states.contains(.stopped) && child.hasUnreportedStop:
      return Event(child: child, status: .stopped(SignalNumber(rawValue: signal)))
    case .running where states.contains(.continued) && child.hasUnreportedContinue:
      return Event(child: child, status: .continued)
    default: return nil
    }
  }
}
