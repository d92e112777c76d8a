/// A place in the guest's tree: an entry, seen through a mount.
struct Location {
  let mount: Mount
  let entry: DirectoryEntry

  init(_ mount: Mount, _ entry: DirectoryEntry) {
    self.mount = mount
    self.entry = entry
  }

  /// The root directory of a mount.
  init(rootOf mount: Mount) { self.init(mount, mount.root) }

  var inode: Inode { entry.inode }

  static func == (a: Location, b: Location) -> Bool {
    a.entry === b.entry && a.mount === b.mount
  }

  /// The directory above, through mount points; `root` and the top of the tree are their own
  /// parents.
  func parent(below root: Location) -> Location {
    var place = self
    while true {
      if place == root { return place }
      if place.entry !== place.mount.root {
        guard let parent = place.entry.parent else { return place }
        return Location(place.mount, parent).crossingMounts()
      }
      guard let above = place.mount.parent, let point = place.mount.mountPoint else { return place }
      place = Location(above, point)
    }
  }

  /// What is mounted here, on top of it, and so on; itself where nothing is.
  func crossingMounts() -> Location {
    var place = self
    while place.entry.isMountPoint, let mount = place.mount.child(on: place.entry) {
      place = Location(rootOf: mount)
    }
    return place
  }

  /// The path as a process with this root sees it. See getcwd(2): what lies outside begins with
  /// `(unreachable)`, and what was removed ends in ` (deleted)`.
  func path(relativeTo root: Location) -> [UInt8] {
    let (names, isReachable) = components(relativeTo: root)
    var path: [UInt8] = isReachable ? [] : Array("(unreachable)".utf8)
    for name in names.reversed() {
      path.append(UInt8(ascii: "/"))
      path.append(contentsOf: name)
    }
    if names.isEmpty { path.append(UInt8(ascii: "/")) }
    if entry.isDeleted { path.append(contentsOf: " (deleted)".utf8) }
    return path
  }

  /// The path as links in /proc show it: objects without a place by their name, and what is outside
  /// the root from where it is mounted.
  func shownPath(relativeTo root: Location) -> [UInt8] {
    if entry.parent == nil, entry !== mount.root { return entry.name.bytes }
    var path: [UInt8] = []
    for name in components(relativeTo: root).names.reversed() {
      path.append(UInt8(ascii: "/"))
      path.append(contentsOf: name)
    }
    if path.isEmpty { path.append(UInt8(ascii: "/")) }
    if entry.isDeleted { path.append(contentsOf: " (deleted)".utf8) }
    return path
  }

  /// The path from the root of its file system.
  var innerPath: [UInt8] {
    var names: [[UInt8]] = []
    var place = entry
    while let parent = place.parent {
      names.append(place.name.bytes)
      place = parent
    }
    if names.isEmpty { return [UInt8(ascii: "/")] }
    return names.reversed().flatMap { [UInt8(ascii: "/")] + $0 }
  }

  func isReachable(from root: Location) -> Bool { components(relativeTo: root).isReachable }

  /// Names from the last to the first.
  private func components(relativeTo root: Location) -> (names: [[UInt8]], isReachable: Bool) {
    var names: [[UInt8]] = []
    var place = self
    while !(place == root) {
      if place.entry === place.mount.root {
        guard let above = place.mount.parent, let point = place.mount.mountPoint else {
          return (names, false)
        }
        place = Location(above, point)
      } else {
        guard let parent = place.entry.parent else {
          names.append(place.entry.name.bytes)
          return (names, false)
        }
        names.append(place.entry.name.bytes)
        place = Location(place.mount, parent)
      }
    }
    return (names, true)
  }
}
