import LinuxABI

/// A directory whose names the kernel makes. Subclasses add names that come and go.
class SyntheticDirectory: SyntheticInode {
  /// For `..`; its own at the root of a file system.
  var parentNumber: UInt64
  /// In the order they were added, which is the order they are listed in.
  private var names: [FileName] = []
  private var children: [FileName: Inode] = [:]
  /// Positions of names that subclasses add begin here.
  static var dynamicBase: Int64 { 1 << 16 }

  init(
    _ system: FileSystem, number: UInt64, permissions: FileMode = 0o555, userID: UInt32 = 0,
    groupID: UInt32 = 0
  ) {
    parentNumber = number
    super.init(
      system, number: number, type: .directory, permissions: permissions, userID: userID,
      groupID: groupID)
  }

  func add(_ name: FileName, _ inode: Inode) {
    if children.updateValue(inode, forKey: name) == nil { names.append(name) }
    (inode as? SyntheticDirectory)?.parentNumber = number
  }

  func child(_ name: FileName) -> Inode? { children[name] }

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    status.linkCount = 2 + UInt64(children.values.count { $0.type == .directory })
    return status
  }

  override func lookup(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? {
    if let known = children[name] { return known }
    return try dynamicChild(name, cached: cached)
  }

  override func create(_ name: FileName, _ file: NewFile) throws(Errno) -> Inode {
    throw .noSuchFileOrDirectory
  }

  /// A name that is not among the fixed ones.
  func dynamicChild(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? { nil }

  /// Names beyond the fixed ones with positions from `dynamicBase` on, ascending.
  func dynamicEntries() throws(Errno) -> [DirectorySink.Entry] { [] }

  override func listDirectory(from position: Int64, into sink: inout DirectorySink) throws(Errno) {
    let dot = UInt8(ascii: ".")
    if position < 1, !sink.add([dot], inode: number, type: .directory, next: 1) { return }
    if position < 2, !sink.add([dot, dot], inode: parentNumber, type: .directory, next: 2) {
      return
    }
    var next = max(position, 2)
    while next - 2 < Int64(names.count) {
      let name = names[Int(next - 2)]
      guard let inode = children[name] else { break }
      next += 1
      guard sink.add(name.bytes, inode: inode.number, type: inode.type, next: next) else { return }
    }
    for entry in try dynamicEntries() where entry.next > position {
      guard sink.add(entry.name, inode: entry.inode, type: entry.type, next: entry.next) else {
        return
      }
    }
  }
}
