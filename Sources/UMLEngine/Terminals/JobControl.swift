import LinuxABI

// Who may use the terminal, and whom it tells. See credentials(7), setpgid(2), tcsetpgrp(3).
extension Terminal {
  /// Whether it is the controlling terminal of a task.
  func controls(_ task: Task) -> Bool { task.process.controllingTerminal === self }

  /// Stops a background process that wants to read, to write with TOSTOP, or to change something.
  ///
  /// - Throws: `.restartSystemCall` when the caller's group got the signal and the call is to be
  ///   made again; `.ioError` when nobody could ever continue it.
  func check(_ task: Task?, _ signal: SignalNumber) throws(Errno) {
    guard let task, controls(task), foregroundGroup != 0 else { return }
    let group = task.process.group
    guard group.id != foregroundGroup else { return }
    let state = task.thread.signalState()
    let blocked = task.temporaryMask ?? state.blocked
    if blocked.contains(signal) || state.ignored.contains(signal) {
      if signal == .terminalInput { throw .ioError }
      return
    }
    guard !group.isOrphaned else { throw .ioError }
    kernel.signals.send(.kernel(signal), toGroup: group)
    throw .restartSystemCall
  }

  /// A session leader without a terminal gets one by opening it.
  func becomeControlling(byOpeningOf task: Task) {
    let process = task.process
    guard process.session.id == process.pid, process.session.controllingTerminal == nil,
      session == nil
    else { return }
    bind(to: process)
  }

  /// TIOCSCTTY. `steals` takes it from another session.
  func becomeControlling(for task: Task, steals: Bool, isReadable: Bool) throws(Errno) {
    let process = task.process
    let isLeader = process.session.id == process.pid
    if isLeader, session === process.session { return }
    guard isLeader, process.session.controllingTerminal == nil else { throw .notPermitted }
    let isPrivileged = task.credentials.has(.administration)
    if session != nil {
      guard steals, isPrivileged else { throw .notPermitted }
      forgetSession()
    }
    guard isReadable || isPrivileged else { throw .notPermitted }
    bind(to: process)
  }

  private func bind(to leader: Process) {
    session = leader.session
    foregroundGroup = leader.group.id
    leader.session.controllingTerminal = self
  }

  /// TIOCNOTTY. The terminal belongs to the session: only its leader takes it from everybody.
  func giveUp(by task: Task) throws(Errno) {
    guard controls(task) else { throw .inappropriateIOCTLForDevice }
    guard task.process.session.id == task.process.pid else {
      task.process.hasLeftTerminal = true
      return
    }
    sendToForeground(.hangUp)
    sendToForeground(.continue)
    forgetSession()
  }

  /// TIOCSPGRP.
  func setForegroundGroup(_ id: Int32, by task: Task) throws(Errno) {
    guard id >= 0 else { throw .invalidArgument }
    guard controls(task), session === task.process.session else {
      throw .inappropriateIOCTLForDevice
    }
    guard let group = kernel.processes.group(id) else { throw .noSuchProcess }
    guard group.session === task.process.session else { throw .notPermitted }
    foregroundGroup = id
  }

  func leaderExited(_ leader: Process) {
    if kind == .pseudo {
      sendToForeground(.hangUp)
      forgetSession()
    } else {
      // The next one to log in must not share the line with what is left of this session.
      hangUp(becauseLeaderExited: true)
    }
  }
}
