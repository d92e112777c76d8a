import LinuxABI

/// /proc/PID/task.
final class TaskDirectory: SyntheticDirectory {
  private let system: ProcessFileSystem
  private let process: Process

  init(
    _ system: ProcessFileSystem, _ process: Process, number: UInt64,
    owner: (user: UInt32, group: UInt32)
  ) {
    self.system = system
    self.process = process
    super.init(system, number: number, userID: owner.user, groupID: owner.group)
  }

  override func dynamicChild(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? {
    guard let id = name.processNumber, let task = process.threads.first(where: { $0.tid == id })
    else { return nil }
    if let cached = cached as? ProcessDirectory, cached.view.thread === task {
      cached.refreshOwner()
      return cached
    }
    let directory = ProcessDirectory(system, process, thread: task)
    directory.parentNumber = number
    return directory
  }

  override func dynamicEntries() throws(Errno) -> [DirectorySink.Entry] {
    process.threads.map(\.tid).sorted().map { tid in
      DirectorySink.Entry(
        name: Array(String(tid).utf8), inode: ProcessDirectory.number(tid, 0x800),
        type: .directory, next: Self.dynamicBase + Int64(tid))
    }
  }

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    status.linkCount = 2 + UInt64(process.threads.count)
    return status
  }
}
