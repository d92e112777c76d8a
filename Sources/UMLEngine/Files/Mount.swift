import LinuxABI

/// One mount: a directory of a file system, shown in a place of the tree.
final class Mount {
  let id: Int
  let fileSystem: FileSystem
  /// The directory it shows; not the file system's root for a bind mount.
  let root: DirectoryEntry
  /// What /proc/mounts names: a device, or any word.
  let source: [UInt8]
  var options: MountOptions
  /// nil at the top of the tree, and once it is unmounted.
  private(set) var parent: Mount?
  private(set) var mountPoint: DirectoryEntry?
  private(set) var children: [Mount] = []
  /// The one above all others.
  var isTop = false

  init(
    id: Int, fileSystem: FileSystem, root: DirectoryEntry, source: [UInt8], options: MountOptions
  ) {
    self.id = id
    self.fileSystem = fileSystem
    self.root = root
    self.source = source
    self.options = options
    fileSystem.mountCount += 1
  }

  /// Nothing is changed through it, not even an access time.
  var isReadOnly: Bool { options.contains(.readOnly) || fileSystem.isReadOnly }

  /// The mount that covers an entry of this one; the latest when there are several.
  func child(on entry: DirectoryEntry) -> Mount? {
    children.last { $0.mountPoint === entry }
  }

  func attach(to location: Location) {
    parent = location.mount
    mountPoint = location.entry
    location.entry.mountCount += 1
    location.mount.children.append(self)
  }

  func detach() {
    mountPoint?.mountCount -= 1
    parent?.children.removeAll { $0 === self }
    parent = nil
    mountPoint = nil
  }

  /// This one and all below it, parents first.
  var tree: [Mount] {
    var members: [Mount] = []
    add(to: &members)
    return members
  }

  private func add(to members: inout [Mount]) {
    members.append(self)
    for child in children { child.add(to: &members) }
  }
}

/// What a mount permits; the flags of mount(2) that belong to a mount and not to a file system.
struct MountOptions: OptionSet {
  let rawValue: UInt32

  static let readOnly = MountOptions(rawValue: 1)
  /// Set-user-ID bits mean nothing.
  static let noSetID = MountOptions(rawValue: 2)
  /// Device nodes cannot be opened.
  static let noDevices = MountOptions(rawValue: 4)
  static let noExecute = MountOptions(rawValue: 8)
  static let noAccessTime = MountOptions(rawValue: 16)
  static let noDirectoryAccessTime = MountOptions(rawValue: 32)
  /// Access times are moved only when they are older than the last change, or than a day.
  static let relativeAccessTime = MountOptions(rawValue: 64)
  static let noSymbolicLinks = MountOptions(rawValue: 128)

  /// As /proc/mounts shows them, beginning with rw or ro.
  var text: String {
    var words = [contains(.readOnly) ? "ro" : "rw"]
    let names: [(MountOptions, String)] = [
      (.noSetID, "nosuid"), (.noDevices, "nodev"), (.noExecute, "noexec"),
      (.noAccessTime, "noatime"), (.noDirectoryAccessTime, "nodiratime"),
      (.relativeAccessTime, "relatime"), (.noSymbolicLinks, "nosymfollow"),
    ]
    words += names.filter { contains($0.0) }.map(\.1)
    return words.joined(separator: ",")
  }
}
