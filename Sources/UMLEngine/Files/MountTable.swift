import LinuxABI

/// The tree of mounts. All processes share one: there are no mount namespaces.
final class MountTable {
  /// The most there can be, /proc/sys/fs/mount-max.
  static let limit = 5000

  private(set) var top: Mount?
  private var nextID = 1
  private var count = 0
  /// Woken when the table changes: poll(2) on /proc/mounts.
  let changes = WaitQueue()
  private(set) var generation = 0

  /// Every mount, parents before children, siblings in the order they were made.
  var all: [Mount] { top?.tree ?? [] }

  /// ENOSPC when there are too many.
  func requireRoom(for count: Int = 1) throws(Errno) {
    guard self.count + count <= Self.limit else { throw .noSpace }
  }

  /// A mount that is nowhere yet.
  func make(
    _ fileSystem: FileSystem, root: DirectoryEntry, source: [UInt8], options: MountOptions
  ) -> Mount {
    defer { nextID += 1 }
    count += 1
    return Mount(
      id: nextID, fileSystem: fileSystem, root: root, source: source, options: options)
  }

  /// Makes a mount the top of the tree; what was there before is dropped.
  func setTop(_ mount: Mount) {
    top?.isTop = false
    mount.isTop = true
    top = mount
    noteChange()
  }

  func attach(_ mount: Mount, to location: Location) {
    mount.attach(to: location)
    noteChange()
  }

  /// Takes a mount and all below it out of the tree.
  func detach(_ mount: Mount) {
    for member in mount.tree.reversed() {
      member.detach()
      release(member)
    }
    noteChange()
  }

  /// The machine has ended: lets every file system go.
  func dismantle() {
    guard let top else { return }
    detach(top)
    self.top = nil
  }

  func move(_ mount: Mount, to location: Location) {
    mount.detach()
    mount.attach(to: location)
    noteChange()
  }

  /// pivot_root(2): `newTop`, a mount in the tree, becomes its top; the old top goes to
  /// `oldTopPlace`.
  func pivot(to newTop: Mount, oldTopAt oldTopPlace: Location) {
    guard let oldTop = top else { return }
    newTop.detach()
    oldTop.isTop = false
    newTop.isTop = true
    top = newTop
    oldTop.attach(to: oldTopPlace)
    noteChange()
  }

  /// A mount was changed in place.
  func noteChange() {
    generation += 1
    changes.wakeAll()
  }

  private func release(_ mount: Mount) {
    count -= 1
    mount.fileSystem.mountCount -= 1
    guard mount.fileSystem.mountCount == 0 else { return }
    mount.fileSystem.files.reports.unmounted(mount.fileSystem)
    mount.fileSystem.unmounted()
  }
}
