import LinuxABI

/// The end of threads and processes. See _exit(2).
extension Kernel {
  /// A thread is gone from the host; with its last thread the process ends.
  func finish(_ task: Task, status: HostExitStatus, usage: HostUsage) {
    let process = task.process
    retire(task)
    guard process.threads.isEmpty, !process.isZombie else { return }
    process.usage.own = usage
    var status = status
    if let signal = process.deathSignal, status == .signaled(SignalNumber.kill.rawValue) {
      status = .signaled(signal.rawValue)
    }
    end(process, status: status.waitStatus | (process.hasDumpedCore ? WaitStatus.coreBit : 0))
  }

  /// Takes a task out of all tables.
  func retire(_ task: Task) {
    task.blocked?.leave()
    task.blocked = nil
    // One that an execve retired is still to be reported by the host; that is no news then.
    task.thread.task = nil
    processes.remove(task)
    task.process.threads.removeAll { $0 === task }
    task.files.leave()
    task.fileSystem.leave()
    // Those who wait for what it held find out.
    priorityFutexes.queue.wakeAll()
  }

  private func end(_ process: Process, status: Int32) {
    let wasOrphanedBefore = orphanableGroups(of: process)
    process.state = .zombie(status)
    processes.zombieCount += 1
    process.timers.cancelAll()
    systemV.ended(process)
    process.executable = nil
    releaseTerminal(of: process)
    abandonChildren(of: process)
    process.exitQueue.wakeAll()
    if process.pid == 1 {
      let code = String(UInt32(bitPattern: status), radix: 16)
      let padded = String(repeating: "0", count: max(0, 8 - code.count)) + code
      return panic("Attempted to kill init! exitcode=0x\(padded)")
    }
    for group in wasOrphanedBefore where group.isOrphaned && group.hasStoppedMember {
      signals.send(.kernel(.hangUp), toGroup: group)
      signals.send(.kernel(.continue), toGroup: group)
    }
    reportEnd(of: process, status: status)
  }

  /// A session leader takes its terminal away from everybody.
  private func releaseTerminal(of process: Process) {
    guard process.session.id == process.pid else { return }
    process.session.controllingTerminal?.leaderExited(process)
    process.session.controllingTerminal = nil
    // Group 0 is init's: here it stands for a terminal that never hung up.
    let groupAtHangUp = process.session.foregroundGroupAtHangUp
    if groupAtHangUp != 0, let group = processes.group(groupAtHangUp) {
      signals.send(.kernel(.hangUp), toGroup: group)
      signals.send(.kernel(.continue), toGroup: group)
    }
  }

  /// Groups with stopped members that may become orphaned when this process ends: its own and its
  /// children's.
  private func orphanableGroups(of process: Process) -> [ProcessGroup] {
    var groups: [ProcessGroup] = []
    for group in [process.group] + process.children.map(\.group)
    where group.hasStoppedMember && !group.isOrphaned && !groups.contains(where: { $0 === group }) {
      groups.append(group)
    }
    return groups
  }

  private func abandonChildren(of process: Process) {
    guard let adopter = adopter(for: process), adopter !== process else { return }
    let orphans = process.children
    for child in orphans {
      child.parent = adopter
      child.exitSignal = SignalNumber.child.rawValue
      adopter.children.append(child)
      if let signal = child.mainTask?.parentDeathSignal, signal != 0 {
        signals.send(.kernel(SignalNumber(rawValue: signal)), to: child)
      }
    }
    process.children = []
    // The adopter has heard nothing of those that ended before.
    for orphan in orphans {
      if case .zombie(let status) = orphan.state { reportEnd(of: orphan, status: status) }
    }
  }

  /// The nearest ancestor that asked for orphans (PR_SET_CHILD_SUBREAPER), or init.
  private func adopter(for process: Process) -> Process? {
    var ancestor = process.parent
    while let candidate = ancestor {
      if candidate.isSubreaper && !candidate.isZombie { return candidate }
      ancestor = candidate.parent
    }
    return processes.initialProcess
  }

  /// Tells the parent, which may have said that it does not care.
  private func reportEnd(of process: Process, status: Int32) {
    guard let parent = process.parent else { return }
    let ignores =
      parent.childAction.reapsAutomatically && process.exitSignal == SignalNumber.child.rawValue
    if ignores { reap(process) }
    // Before the signal, so that a wait returns the child instead of being interrupted.
    parent.childQueue.wakeAll()
    if process.exitSignal != 0, !parent.childAction.isIgnored {
      let how: ChildEvent =
        status & 0x7f == 0 ? .exited : status & WaitStatus.coreBit == 0 ? .killed : .dumped
      send(
        how, status: status & 0x7f == 0 ? status >> 8 & 0xff : status & 0x7f, of: process,
        to: parent)
    }
  }

  /// Forgets a zombie.
  func reap(_ process: Process) {
    guard let parent = process.parent else { return }
    parent.usage.children.add(process.usage.own)
    parent.usage.children.add(process.usage.children)
    parent.children.removeAll { $0 === process }
    process.parent = nil
    processes.remove(process)
  }

  // MARK: Reports

  /// What SIGCHLD tells about a child.
  enum ChildEvent {
    case exited, killed, dumped, stopped, continued

    var code: SignalCode {
      switch self {
      case .exited: .childExited
      case .killed: .childKilled
      case .dumped: .childDumped
      case .stopped: .childStopped
      case .continued: .childContinued
      }
    }
  }

  /// A child stopped or was continued.
  func reportToParent(of process: Process, _ event: ChildEvent, status: Int32) {
    guard let parent = process.parent else { return }
    parent.childQueue.wakeAll()
    if !parent.childAction.ignoresStops && !parent.childAction.isIgnored {
      send(event, status: status, of: process, to: parent)
    }
  }

  private func send(_ event: ChildEvent, status: Int32, of process: Process, to parent: Process) {
    let number =
      event == .stopped || event == .continued
      ? SignalNumber.child.rawValue : process.exitSignal
    let usage = process.usage.own
    signals.send(
      SignalInfo(
        signal: SignalNumber(rawValue: number), code: event.code,
        details: .child(
          processID: process.pid, userID: process.lastUserID, status: status,
          userTime: Int64(usage.userTime / 10_000_000),
          systemTime: Int64(usage.systemTime / 10_000_000))),
      to: parent)
  }
}
