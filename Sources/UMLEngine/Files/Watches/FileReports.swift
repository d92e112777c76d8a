import LinuxABI

/// Tells inotify watches what happens to files and in directories. Costs nothing while nobody
/// watches.
final class FileReports {
  private var watches: [ObjectIdentifier: [FileWatch]] = [:]
  private var files: [ObjectIdentifier: InotifyFile] = [:]
  private var lastCookie: UInt32 = 0
  /// Whether a file that was removed is still open somewhere: its watches stay that long.
  var isOpen: (Inode) -> Bool = { _ in false }

  var isActive: Bool { !watches.isEmpty }

  // MARK: Who watches

  func add(_ file: InotifyFile) { files[ObjectIdentifier(file)] = file }
  func remove(_ file: InotifyFile) { files[ObjectIdentifier(file)] = nil }

  /// Instances and watches a user has, which both have limits.
  func instances(of user: UInt32) -> Int { files.values.count { $0.owner == user } }
  func watches(of user: UInt32) -> Int {
    files.values.reduce(0) { $0 + ($1.owner == user ? $1.watchCount : 0) }
  }

  func add(_ watch: FileWatch) {
    watches[ObjectIdentifier(watch.place.inode), default: []].append(watch)
  }

  func remove(_ watch: FileWatch) {
    let key = ObjectIdentifier(watch.place.inode)
    watches[key]?.removeAll { $0 === watch }
    if watches[key]?.isEmpty == true { watches[key] = nil }
  }

  private func watches(on inode: Inode) -> [FileWatch] { watches[ObjectIdentifier(inode)] ?? [] }

  // MARK: What happens

  /// Something was done with a file: told to those who watch it, and to those who watch its
  /// directory.
  func report(_ event: InotifyEvents, _ entry: DirectoryEntry) {
    guard isActive else { return }
    let event = event.of(entry.inode)
    if let directory = entry.parent?.inode {
      for watch in watches(on: directory) {
        if entry.isDeleted, watch.mask.contains(.excludeUnlinked) { continue }
        watch.report(event, name: entry.name.bytes)
      }
    }
    for watch in watches(on: entry.inode) { watch.report(event) }
  }

  func report(_ event: InotifyEvents, _ file: OpenFile) {
    guard isActive, let entry = file.location?.entry, !file.isPathOnly else { return }
    report(event, entry)
  }

  /// A name appeared.
  func created(_ name: FileName, _ inode: Inode, in directory: Inode) {
    guard isActive else { return }
    for watch in watches(on: directory) {
      watch.report(.create.of(inode), name: name.bytes)
    }
  }

  /// A file has one more name.
  func linked(_ inode: Inode) {
    guard isActive else { return }
    for watch in watches(on: inode) { watch.report(.attributes) }
  }

  /// A name is gone.
  func removed(_ name: FileName, _ inode: Inode, from directory: Inode) {
    guard isActive else { return }
    unlinked(inode)
    for watch in watches(on: directory) {
      watch.report(.delete.of(inode), name: name.bytes)
    }
  }

  /// A file lost a name, by unlink, rmdir or a rename over it.
  func unlinked(_ inode: Inode) {
    guard isActive else { return }
    if inode.type != .directory { linked(inode) }
    endIfGone(inode)
  }

  func moved(
    _ inode: Inode, from directory: Inode, _ name: FileName, to newDirectory: Inode,
    _ newName: FileName
  ) {
    guard isActive else { return }
    lastCookie &+= 1
    for watch in watches(on: directory) {
      watch.report(.movedFrom.of(inode), cookie: lastCookie, name: name.bytes)
    }
    for watch in watches(on: newDirectory) {
      watch.report(.movedTo.of(inode), cookie: lastCookie, name: newName.bytes)
    }
    for watch in watches(on: inode) { watch.report(.moveSelf) }
  }

  /// The last descriptor of an open file description was closed.
  func closed(_ file: OpenFile) {
    guard isActive else { return }
    report(file.isWritable ? .closeWritten : .closeUnwritten, file)
    if let inode = file.location?.inode { endIfGone(inode) }
  }

  func unmounted(_ system: FileSystem) {
    for watch in watches.values.flatMap({ $0 }) where watch.place.inode.fileSystem === system {
      watch.file.report(.unmounted, of: watch, cookie: 0, name: [])
      watch.file.drop(watch)
    }
  }

  /// Ends the watches on a file that has neither a name nor a user.
  private func endIfGone(_ inode: Inode) {
    let all = watches(on: inode)
    guard !all.isEmpty else { return }
    if inode.type != .directory, let count = try? inode.status().linkCount, count > 0 { return }
    guard inode.type != .directory || all[0].place.entry.isDeleted else { return }
    guard !isOpen(inode) else { return }
    for watch in all {
      watch.report(.deleteSelf)
      watch.file.drop(watch)
    }
  }
}

extension InotifyEvents {
  /// The event, marked when it is about a directory.
  fileprivate func of(_ inode: Inode) -> InotifyEvents {
    inode.type == .directory ? union(.isDirectory) : self
  }
}
