import LinuxABI

/// Every process and thread of the guest by number.
final class ProcessTable {
  /// As Linux on a small machine: pid_max.
  static let maximumPID: Int32 = 32768

  private(set) var processes: [Int32: Process] = [:]
  private var tasks: [Int32: Task] = [:]
  private var groups: [Int32: ProcessGroup] = [:]
  private var lastPID: Int32 = 0
  private var hasWrapped = false
  /// Processes that have ended and were not waited for.
  var zombieCount = 0
  /// Every fork since boot.
  private(set) var forkCount: UInt64 = 0

  var initialProcess: Process? { processes[1] }
  var taskCount: Int { tasks.count }
  /// In ascending order of their numbers.
  var all: [Process] { processes.values.sorted { $0.pid < $1.pid } }

  /// Whether there may be one more task. Zombies count: they have numbers, too.
  func hasRoom(limit: Int) -> Bool { tasks.count + zombieCount < limit }

  /// Whether a user has `limit` tasks or more.
  func has(_ limit: UInt64, tasksOfUser uid: UInt32) -> Bool {
    guard UInt64(tasks.count + zombieCount) >= limit else { return false }
    let living = tasks.values.count { $0.credentials.uid == uid }
    let zombies = processes.values.count { $0.isZombie && $0.lastUserID == uid }
    return UInt64(living + zombies) >= limit
  }

  func process(_ pid: Int32) -> Process? { processes[pid] }
  func task(_ tid: Int32) -> Task? { tasks[tid] }
  func group(_ id: Int32) -> ProcessGroup? {
    guard let group = groups[id], !group.members.isEmpty else { return nil }
    return group
  }
  var lastAllocatedPID: Int32 { lastPID }

  /// A number that no task, process, group or session has. EAGAIN when all are taken.
  func allocatePID() throws(Errno) -> Int32 {
    for _ in 0..<Self.maximumPID {
      lastPID += 1
      if lastPID > Self.maximumPID {
        lastPID = 300
        hasWrapped = true
      }
      // Before the first round is over no number can have been used.
      if !hasWrapped || isFree(lastPID) {
        forkCount += 1
        return lastPID
      }
    }
    throw .resourceTemporarilyUnavailable
  }

  func insert(_ process: Process) {
    processes[process.pid] = process
    process.group.add(process)
    groups[process.group.id] = process.group
  }

  func insert(_ task: Task) { tasks[task.tid] = task }
  func remove(_ task: Task) { tasks[task.tid] = nil }

  func remove(_ process: Process) {
    guard processes.removeValue(forKey: process.pid) != nil else { return }
    if process.isZombie { zombieCount -= 1 }
    leaveGroup(process)
  }

  /// Moves a process into the group `id` of a session, making the group when it is not there.
  func move(_ process: Process, toGroup id: Int32, of session: Session) {
    let existing = group(id).flatMap { $0.session === session ? $0 : nil }
    let target = existing ?? ProcessGroup(id: id, session: session)
    guard target !== process.group else { return }
    leaveGroup(process)
    process.group = target
    target.add(process)
    groups[id] = target
  }

  private func leaveGroup(_ process: Process) {
    process.group.remove(process)
    if process.group.members.isEmpty, groups[process.group.id] === process.group {
      groups[process.group.id] = nil
    }
  }

  private func isFree(_ pid: Int32) -> Bool {
    processes[pid] == nil && tasks[pid] == nil && group(pid) == nil
      && !processes.values.contains { $0.session.id == pid }
  }
}
