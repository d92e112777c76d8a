import LinuxABI

/// Processes that a terminal and kill(2) address together. Exists as long as a member does.
final class ProcessGroup {
  let id: Int32
  let session: Session
  private(set) var members: [Process] = []

  init(id: Int32, session: Session) {
    self.id = id
    self.session = session
    session.groups.append(self)
  }

  func add(_ process: Process) {
    members.append(process)
    if process.isStopped { stoppedCount += 1 }
  }

  func remove(_ process: Process) {
    guard let index = members.firstIndex(where: { $0 === process }) else { return }
    members.remove(at: index)
    if process.isStopped { stoppedCount -= 1 }
    if members.isEmpty { session.groups.removeAll { $0 === self } }
  }

  private var stoppedCount = 0
  /// Without looking at all of them: a group may be large, and every process that ends asks.
  var hasStoppedMember: Bool { stoppedCount > 0 }

  func countStopped(from old: Process.State, to new: Process.State) {
    if case .stopped = old { stoppedCount -= 1 }
    if case .stopped = new { stoppedCount += 1 }
  }

  /// No member has a parent in another group of the same session: nobody could continue it. See
  /// POSIX, "orphaned process group".
  var isOrphaned: Bool {
    !members.contains { member in
      guard !member.isZombie, let parent = member.parent else { return false }
      return parent.group !== self && parent.session === session
    }
  }
}

/// Process groups that share a controlling terminal.
final class Session {
  /// The leader's process id.
  let id: Int32
  var groups: [ProcessGroup] = []
  var controllingTerminal: (any ControllingTerminal)?
  /// The foreground group when the terminal hung up; it is told when the leader ends. 0 for none.
  var foregroundGroupAtHangUp: Int32 = 0

  init(id: Int32) { self.id = id }
}
