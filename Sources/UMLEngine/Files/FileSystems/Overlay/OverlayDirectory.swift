import LinuxABI

/// A directory of an overlay: the names above, and those below that are neither hidden nor covered.
final class OverlayDirectory: OverlayInode {
  /// Positions of names from below, behind all of those above.
  private static let lowerBase: Int64 = 1 << 48

  /// Everything that is above, under its name here.
  private var changed: [FileName: OverlayInode] = [:]
  /// Names below that were removed or replaced.
  private var hidden: Set<FileName> = []
  /// What is below, in an order that stays: it is read once, and does not change.
  private var cachedLowerEntries: [DirectorySink.Entry]?

  /// Nobody will come here any more: lets go of what is below, which keeps its parent.
  func forgetChanges() {
    var pending = [self]
    while let directory = pending.popLast() {
      pending += directory.changed.values.compactMap { $0 as? OverlayDirectory }
      directory.changed = [:]
    }
  }

  private var upperDirectory: Inode {
    get throws(Errno) { try copyUp() }
  }

  /// A file of this directory has been copied up.
  func adopt(_ inode: OverlayInode, as name: FileName) { changed[name] = inode }

  // MARK: Names

  override func lookup(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? {
    if let inode = changed[name] { return inode }
    guard let below = try lowerInode(name) else { return nil }
    if let cached = cached as? OverlayInode, cached.lower === below { return cached }
    return overlay.makeInode(upper: nil, lower: below, parent: self, name: name)
  }

  private func lowerInode(_ name: FileName) throws(Errno) -> Inode? {
    guard let lower, !hidden.contains(name) else { return nil }
    return try lower.lookup(name, cached: nil)
  }

  override func create(_ name: FileName, _ file: NewFile) throws(Errno) -> Inode {
    let made = try upperDirectory.create(name, file)
    // A new directory shows nothing of an old one of the same name.
    try hideLower(name)
    return keep(made, as: name)
  }

  override func createUnnamed(_ file: NewFile) throws(Errno) -> Inode {
    let made = try upperDirectory.createUnnamed(file)
    return overlay.makeInode(upper: made, lower: nil, parent: self, name: "")
  }

  override func link(_ inode: Inode, as name: FileName) throws(Errno) {
    guard let inode = inode as? OverlayInode else { throw .improperLink }
    try upperDirectory.link(try inode.copyUp(), as: name)
    try hideLower(name)
    changed[name] = inode
  }

  override func unlink(_ name: FileName, _ inode: Inode) throws(Errno) {
    try remove(name, inode) { (directory, upper) throws(Errno) in
      try directory.unlink(name, upper)
    }
  }

  override func removeDirectory(_ name: FileName, _ inode: Inode) throws(Errno) {
    guard let directory = inode as? OverlayDirectory, try directory.isEmpty() else {
      throw .directoryNotEmpty
    }
    try remove(name, inode) { (directory, upper) throws(Errno) in
      try directory.removeDirectory(name, upper)
    }
  }

  private func remove(
    _ name: FileName, _ inode: Inode, _ removeUpper: (Inode, Inode) throws(Errno) -> Void
  ) throws(Errno) {
    let directory = try upperDirectory
    if let upper = changed[name]?.upper { try removeUpper(directory, upper) }
    try hideLower(name)
    changed[name] = nil
  }

  override func rename(
    _ name: FileName, _ inode: Inode, to directory: Inode, as newName: FileName,
    replacing existing: Inode?, exchange: Bool
  ) throws(Errno) {
    guard let target = directory as? OverlayDirectory, let moved = inode as? OverlayInode else {
      throw .improperLink
    }
    let replaced = existing as? OverlayInode
    try moved.requireMovable()
    if exchange { try replaced?.requireMovable() }
    if let replaced = replaced as? OverlayDirectory, !exchange, try !replaced.isEmpty() {
      throw .directoryNotEmpty
    }
    let upper = try moved.copyUp()
    if exchange { try replaced?.copyUp() }
    try upperDirectory.rename(
      name, upper, to: try target.upperDirectory, as: newName, replacing: replaced?.upper,
      exchange: exchange)
    try hideLower(name)
    try target.hideLower(newName)
    changed[name] = nil
    if exchange, let replaced {
      changed[name] = replaced
      replaced.moved(to: self, as: name)
    }
    target.changed[newName] = moved
    moved.moved(to: target, as: newName)
  }

  private func keep(_ upper: Inode, as name: FileName) -> OverlayInode {
    let inode = overlay.makeInode(upper: upper, lower: nil, parent: self, name: name)
    changed[name] = inode
    return inode
  }

  private func hideLower(_ name: FileName) throws(Errno) {
    if try lowerInode(name) != nil { hidden.insert(name) }
  }

  // MARK: Listing

  override func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject {
    self
  }

  override func listDirectory(from position: Int64, into sink: inout DirectorySink) throws(Errno) {
    if position < Self.lowerBase, try !listUpper(from: position, into: &sink) { return }
    let entries = try lowerEntries()
    let start = Int(min(Int64(entries.count), max(0, position - Self.lowerBase)))
    for index in start..<entries.count {
      let entry = entries[index]
      let name = FileName(entry.name)
      guard changed[name] == nil, !hidden.contains(name) else { continue }
      let next = Self.lowerBase + Int64(index) + 1
      guard sink.add(entry.name, inode: entry.inode, type: entry.type, next: next) else { return }
    }
  }

  /// `.`, `..` and what is above. False when the sink is full.
  private func listUpper(from position: Int64, into sink: inout DirectorySink) throws(Errno) -> Bool
  {
    let dot = UInt8(ascii: ".")
    if position < 1, !sink.add([dot], inode: number, type: .directory, next: 1) { return false }
    let above = parent?.number ?? number
    if position < 2, !sink.add([dot, dot], inode: above, type: .directory, next: 2) {
      return false
    }
    guard let upper else { return true }
    var list = DirectorySink(from: max(position, 2))
    try upper.listDirectory(from: max(position, 2), into: &list)
    for entry in list.entries {
      guard let inode = changed[FileName(entry.name)] else { continue }
      guard sink.add(entry.name, inode: inode.number, type: inode.type, next: entry.next) else {
        return false
      }
    }
    return true
  }

  private func lowerEntries() throws(Errno) -> [DirectorySink.Entry] {
    if let cachedLowerEntries { return cachedLowerEntries }
    guard let lower else { return [] }
    var list = DirectorySink()
    try lower.listDirectory(from: 0, into: &list)
    let dots: Set<[UInt8]> = [Array(".".utf8), Array("..".utf8)]
    let entries = list.entries.filter { !dots.contains($0.name) }
    cachedLowerEntries = entries
    return entries
  }

  private func isEmpty() throws(Errno) -> Bool {
    guard changed.isEmpty else { return false }
    return try lowerEntries().allSatisfy { hidden.contains(FileName($0.name)) }
  }
}

extension OverlayInode {
  /// A directory with something below cannot be moved without copying all of it: EXDEV, and mv(1)
  /// copies.
  fileprivate func requireMovable() throws(Errno) {
    guard type != .directory || lower == nil else { throw .improperLink }
  }
}
