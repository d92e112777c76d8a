import LinuxABI

/// /proc/PID and /proc/PID/task/TID.
final class ProcessDirectory: SyntheticDirectory, ProcessReference {
  let view: ProcessView
  private let system: ProcessFileSystem
  private let isThread: Bool
  private let id: Int32
  private var rows: [FileName: Inode] = [:]

  init(_ system: ProcessFileSystem, _ process: Process, thread: Task?) {
    self.system = system
    isThread = thread != nil
    id = thread?.tid ?? process.pid
    view = ProcessView(kernel: system.kernel, process: process, thread: thread)
    let owner = view.owner
    super.init(
      system, number: Self.number(id, isThread ? 0x800 : 0), userID: owner.user,
      groupID: owner.group)
  }

  var process: Process { view.process }

  /// Inode numbers: each process has a range of its own.
  static func number(_ id: Int32, _ index: Int) -> UInt64 {
    1 << 32 | UInt64(UInt32(bitPattern: id)) << 12 | UInt64(index)
  }

  func refreshOwner() {
    let owner = view.owner
    (userID, groupID) = (owner.user, owner.group)
  }

  override func dynamicChild(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? {
    guard view.isAlive else { return nil }
    if let known = rows[name] {
      known.userID = userID
      known.groupID = groupID
      return known
    }
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    guard !isThread || name != "task", let inode = make(index) else { return nil }
    (inode as? SyntheticDirectory)?.parentNumber = number
    rows[name] = inode
    return inode
  }

  private static let directories: [FileName] = ["task", "fd", "fdinfo", "net"]
  private static let links: [FileName] = ["cwd", "root", "exe"]
  private static let names: [FileName] =
    directories + links + ProcessFiles.rows.map { FileName($0.name) } + ["mem"]

  private func make(_ index: Int) -> Inode? {
    let number = Self.number(id, (isThread ? 0x801 : 1) + index)
    let view = view
    switch index {
    case 0: return TaskDirectory(system, view.process, number: number, owner: view.owner)
    case 1: return OpenFileDirectory(system, view, number: number, isInformation: false)
    case 2: return OpenFileDirectory(system, view, number: number, isInformation: true)
    case 3: return system.networkDirectory
    case 4: return ProcessPlaceLink(system, view, number) { $0.task?.fileSystem.workingDirectory }
    case 5: return ProcessPlaceLink(system, view, number) { $0.task?.fileSystem.root }
    case 6: return ProcessPlaceLink(system, view, number) { $0.process.executable }
    case Self.names.count - 1: return ProcessMemoryFile(system, view, number)
    default:
      let row = ProcessFiles.rows[index - Self.directories.count - Self.links.count]
      return file(row, number)
    }
  }

  private func file(_ row: ProcessFiles.Row, _ number: UInt64) -> SyntheticFile {
    let view = view
    var store: SyntheticFile.Store?
    if let write = row.write {
      store = { (bytes) throws(Errno) in
        try view.requireAlive()
        try write(view, bytes)
      }
    }
    return SyntheticFile(
      system, number: number, permissions: row.permissions, userID: userID, groupID: groupID,
      changes: row.name.hasPrefix("mount") ? system.files.mounts.changes : nil,
      mayOpen: { (context) throws(Errno) in
        if row.isPrivate { try view.requireAccess(context) }
      }, store: store
    ) { () throws(Errno) in
      try view.requireAlive()
      return try row.read(view)
    }
  }

  override func dynamicEntries() throws(Errno) -> [DirectorySink.Entry] {
    guard view.isAlive else { return [] }
    return Self.names.enumerated().compactMap { (index, name) in
      if isThread, name == "task" { return nil }
      let type: FileType =
        index < Self.directories.count
        ? .directory
        : index < Self.directories.count + Self.links.count ? .symbolicLink : .regular
      return DirectorySink.Entry(
        name: name.bytes, inode: Self.number(id, (isThread ? 0x801 : 1) + index), type: type,
        next: Self.dynamicBase + Int64(index) + 1)
    }
  }
}
