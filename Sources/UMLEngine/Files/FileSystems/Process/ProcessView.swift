import LinuxABI

/// Whose files are read: a process, or one thread of it.
struct ProcessView {
  let kernel: Kernel
  let process: Process
  /// nil for the directory of the whole process.
  let thread: Task?

  /// The thread that stands for what is shown; nil for a zombie.
  var task: Task? { thread ?? process.mainTask }
  var id: Int32 { thread?.tid ?? process.pid }

  /// Whether the number still means this process.
  var isAlive: Bool {
    guard kernel.processes.process(process.pid) === process else { return false }
    guard let thread else { return true }
    return kernel.processes.task(thread.tid) === thread
  }

  func requireAlive() throws(Errno) {
    guard isAlive else { throw .noSuchProcess }
  }

  /// What keeps secrets belongs to root.
  var owner: (user: UInt32, group: UInt32) {
    guard process.isDumpable, let credentials = task?.credentials else {
      return process.isZombie ? (process.lastUserID, 0) : (0, 0)
    }
    return (credentials.effectiveUID, credentials.effectiveGID)
  }

  /// EACCES unless the asker could trace the process. See ptrace(2), "Ptrace access mode checking".
  func requireAccess(_ context: PathContext) throws(Errno) {
    let asker = context.credentials
    if context.task?.process === process || asker.has(.trace) { return }
    guard let target = task?.credentials, process.isDumpable else { throw .permissionDenied }
    let user = asker.fileSystemUID
    let group = asker.fileSystemGID
    guard user == target.uid, user == target.effectiveUID, user == target.savedUID,
      group == target.gid, group == target.effectiveGID, group == target.savedGID
    else { throw .permissionDenied }
  }

  /// R, S, T or Z, as ps shows it.
  var state: Character {
    if process.isZombie { return "Z" }
    if process.isStopped { return "T" }
    guard let task else { return "Z" }
    if task === kernel.currentTask { return "R" }
    if task.blocked != nil { return "S" }
    return task.thread.facts().state
  }
}

/// cwd, root, exe and fd/N: links that lead to a place whatever its name says.
final class ProcessPlaceLink: SyntheticInode {
  private let view: ProcessView
  private let place: (ProcessView) -> Location?

  init(
    _ system: FileSystem, _ view: ProcessView, _ number: UInt64, permissions: FileMode = 0o777,
    _ place: @escaping (ProcessView) -> Location?
  ) {
    self.view = view
    self.place = place
    super.init(system, number: number, type: .symbolicLink, permissions: permissions)
    (userID, groupID) = view.owner
  }

  private func find(_ context: PathContext) throws(Errno) -> Location {
    try view.requireAlive()
    try view.requireAccess(context)
    guard let place = place(view) else { throw .noSuchFileOrDirectory }
    return place
  }

  override func linkTarget(_ context: PathContext) throws(Errno) -> LinkTarget {
    .location(try find(context))
  }

  override func readLink(_ context: PathContext) throws(Errno) -> [UInt8] {
    try find(context).shownPath(relativeTo: context.root)
  }

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    status.size = 64
    return status
  }
}
