import LinuxABI

/// A name in the tree: the cached answer of a directory's lookup, what Linux calls a dentry.
///
/// Parents own their cached children and children keep their parents, so an entry leads to its
/// path as long as anybody holds it. ``EntryCache`` drops those that nobody holds.
final class DirectoryEntry: Ancestral {
  private(set) var name: FileName
  /// nil for the root of a file system.
  private(set) var parent: DirectoryEntry?
  let inode: Inode
  private(set) var children: [FileName: DirectoryEntry] = [:]
  /// Mounts that cover this entry, in any place of the tree.
  var mountCount = 0
  /// The name was removed; whoever holds the entry holds a file without this name.
  private(set) var isDeleted = false
  /// Looked up since the cache was last swept.
  private var wasUsed = true

  init(root inode: Inode) {
    name = FileName([])
    self.inode = inode
  }

  /// An entry that no lookup finds, shown under a name of its own: `pipe:[7]`, or what O_TMPFILE
  /// made.
  init(unattached inode: Inode, name: FileName, parent: DirectoryEntry? = nil) {
    self.name = name
    self.inode = inode
    self.parent = parent
    isDeleted = parent != nil
  }

  private init(_ name: FileName, _ inode: Inode, parent: DirectoryEntry) {
    self.name = name
    self.inode = inode
    self.parent = parent
  }

  deinit { releaseAncestors() }

  func takeParent() -> DirectoryEntry? { parent.take() }

  var isMountPoint: Bool { mountCount > 0 }

  /// The entry of a name, asking the file system when the cache does not know. nil: there is none.
  func child(_ name: FileName) throws(Errno) -> DirectoryEntry? {
    let cached = children[name]
    if let cached, cached.isMountPoint || inode.fileSystem.keepsEntries {
      cached.wasUsed = true
      return cached
    }
    let found = try inode.lookup(name, cached: cached?.inode)
    if let cached {
      if found === cached.inode {
        cached.wasUsed = true
        return cached
      }
      remove(cached)
    }
    guard let found else { return nil }
    return insert(name, found)
  }

  /// Records that a name now stands for an inode.
  @discardableResult
  func insert(_ name: FileName, _ inode: Inode) -> DirectoryEntry {
    let entry = DirectoryEntry(name, inode, parent: self)
    children[name] = entry
    inode.fileSystem.files.cache.noteInsertion()
    return entry
  }

  /// Records that a name is gone.
  func remove(_ entry: DirectoryEntry) {
    entry.isDeleted = true
    inode.fileSystem.files.cache.noteRemoval()
    if children[entry.name] === entry { children[entry.name] = nil }
    // What is below is only reached from it; parents and children would keep each other for ever.
    entry.dropChildren()
  }

  /// Records a rename; what the new name stood for is gone.
  func move(_ entry: DirectoryEntry, to directory: DirectoryEntry, as newName: FileName) {
    if let replaced = directory.children[newName], replaced !== entry { directory.remove(replaced) }
    children[entry.name] = nil
    entry.name = newName
    entry.parent = directory
    directory.children[newName] = entry
  }

  static func exchange(_ a: DirectoryEntry, _ b: DirectoryEntry) {
    guard let parentA = a.parent, let parentB = b.parent else { return }
    (a.name, b.name) = (b.name, a.name)
    (a.parent, b.parent) = (parentB, parentA)
    parentB.children[a.name] = a
    parentA.children[b.name] = b
  }

  /// Whether `other` is this entry or above it.
  func isInside(_ other: DirectoryEntry) -> Bool {
    var entry: DirectoryEntry? = self
    while let current = entry {
      if current === other { return true }
      entry = current.parent
    }
    return false
  }

  func dropChildren() {
    var pending = [self]
    while let entry = pending.popLast() {
      pending.append(contentsOf: entry.children.values)
      entry.children = [:]
    }
  }

  /// Drops cached entries below that nobody holds and nobody asked for since the last sweep.
  /// Returns how many.
  func sweep() -> Int {
    // Parents before children; references would be taken for somebody who holds them.
    var all = [Unmanaged.passUnretained(self)]
    var index = 0
    while index < all.count {
      let entry = all[index].takeUnretainedValue()
      all.append(contentsOf: entry.children.values.map(Unmanaged.passUnretained))
      index += 1
    }
    return all.reversed().reduce(0) { $0 + $1.takeUnretainedValue().sweepChildren() }
  }

  private func sweepChildren() -> Int {
    var unused: [FileName] = []
    var index = children.values.startIndex
    while index != children.values.endIndex {
      if children.values[index].wasUsed {
        children.values[index].wasUsed = false
      } else if !children.values[index].isMountPoint,
        isKnownUniquelyReferenced(&children.values[index])
      {
        unused.append(children.keys[index])
      }
      children.values.formIndex(after: &index)
    }
    for name in unused { children[name] = nil }
    return unused.count
  }
}
