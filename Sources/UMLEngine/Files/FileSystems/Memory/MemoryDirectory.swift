import LinuxABI

/// A directory of tmpfs.
///
/// Every entry gets a number when it is made, never used again: that is the position getdents and
/// lseek use, so entries that come and go meanwhile neither hide nor repeat others.
final class MemoryDirectory: MemoryInode {
  private struct Entry {
    let inode: MemoryInode
    let cookie: Int64
  }

  /// About what a name takes of the kernel's memory, in bytes.
  private static let nameCost: Int64 = 512

  /// For `..`; its own number at the root.
  var parentNumber: UInt64 = 0
  private var entries: [FileName: Entry] = [:]
  /// Names by cookie, ascending; removed ones stay until half of them are stale.
  private var order: [(cookie: Int64, name: FileName)] = []
  // Positions 1 and 2 are those after `.` and `..`.
  private var lastCookie: Int64 = 2

  /// Trees may be deeper than the stack: what nobody else holds goes level by level, not each
  /// within the other's end.
  deinit {
    var pending = takeAll()
    while var inode = pending.popLast() {
      guard isKnownUniquelyReferenced(&inode) else { continue }
      if let directory = inode as? MemoryDirectory { pending += directory.takeAll() }
    }
  }

  private func takeAll() -> [MemoryInode] {
    memory.charge(-Int64(entries.count) * Self.nameCost)
    defer { entries = [:] }
    return entries.values.map(\.inode)
  }

  var isEmpty: Bool { entries.isEmpty }

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    // As Linux counts: a directory's size on tmpfs is 20 bytes an entry.
    status.size = Int64(entries.count + 2) * 20
    return status
  }

  override func lookup(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? {
    entries[name]?.inode
  }

  override func create(_ name: FileName, _ file: NewFile) throws(Errno) -> Inode {
    let inode = try memory.makeInode(file)
    insert(name, inode)
    noteChange()
    return inode
  }

  override func createUnnamed(_ file: NewFile) throws(Errno) -> Inode {
    let inode = try memory.makeInode(file)
    inode.linkCount = 0
    inode.mayBeNamed = file.mayBeNamedLater
    return inode
  }

  override func link(_ inode: Inode, as name: FileName) throws(Errno) {
    let inode = try own(inode)
    // What has lost its last name never gets one again.
    guard inode.linkCount > 0 || inode.mayBeNamed else { throw .noSuchFileOrDirectory }
    guard memory.files.availableBytes >= Self.nameCost else { throw .noSpace }
    inode.mayBeNamed = false
    inode.addLink()
    insert(name, inode)
    noteChange()
  }

  override func unlink(_ name: FileName, _ inode: Inode) throws(Errno) {
    take(name)
    try own(inode).dropLink()
    noteChange()
  }

  override func removeDirectory(_ name: FileName, _ inode: Inode) throws(Errno) {
    guard let directory = inode as? MemoryDirectory, directory.isEmpty else {
      throw .directoryNotEmpty
    }
    take(name)
    directory.linkCount = 0
    noteChange()
  }

  override func rename(
    _ name: FileName, _ inode: Inode, to directory: Inode, as newName: FileName,
    replacing existing: Inode?, exchange: Bool
  ) throws(Errno) {
    guard let target = directory as? MemoryDirectory else { throw .improperLink }
    let moved = try own(inode)
    if let replaced = existing as? MemoryDirectory, !exchange, !replaced.isEmpty {
      throw .directoryNotEmpty
    }
    take(name)
    if let existing {
      target.take(newName)
      let replaced = try own(existing)
      if exchange {
        insert(name, replaced)
        replaced.changeTime = memory.now
      } else if replaced.type == .directory {
        replaced.linkCount = 0
      } else {
        replaced.dropLink()
      }
    }
    target.insert(newName, moved)
    moved.changeTime = memory.now
    noteChange()
    target.noteChange()
  }

  override func listDirectory(from position: Int64, into sink: inout DirectorySink) throws(Errno) {
    if position < 1, !sink.add([dot], inode: number, type: .directory, next: 1) { return }
    if position < 2, !sink.add([dot, dot], inode: parentNumber, type: .directory, next: 2) {
      return
    }
    for index in firstIndex(after: position)..<order.count {
      let (cookie, name) = order[index]
      guard let entry = entries[name], entry.cookie == cookie else { continue }
      let inode = entry.inode
      guard sink.add(name.bytes, inode: inode.number, type: inode.type, next: cookie) else {
        return
      }
    }
  }

  private func insert(_ name: FileName, _ inode: MemoryInode) {
    lastCookie += 1
    entries[name] = Entry(inode: inode, cookie: lastCookie)
    order.append((lastCookie, name))
    memory.charge(Self.nameCost)
    guard let directory = inode as? MemoryDirectory else { return }
    directory.parentNumber = number
    linkCount += 1
  }

  private func take(_ name: FileName) {
    guard let entry = entries.removeValue(forKey: name) else { return }
    memory.charge(-Self.nameCost)
    if entry.inode is MemoryDirectory { linkCount -= 1 }
    if order.count > 32, order.count > 2 * entries.count {
      order.removeAll { entries[$0.name]?.cookie != $0.cookie }
    }
  }

  private func firstIndex(after position: Int64) -> Int {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if order[middle].cookie > position { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func own(_ inode: Inode) throws(Errno) -> MemoryInode {
    guard let inode = inode as? MemoryInode, inode.memory === memory else { throw .improperLink }
    return inode
  }
}

private let dot = UInt8(ascii: ".")
