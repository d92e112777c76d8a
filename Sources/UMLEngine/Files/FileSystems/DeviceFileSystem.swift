import LinuxABI

/// devtmpfs: a tmpfs in which a node appears for every registered device, and goes with it.
///
/// There is one, whatever number of mounts show it; programs may add to it as to any directory.
final class DeviceFileSystem {
  private let memory: MemoryFileSystem
  private unowned let files: FileSystems

  static var type: FileSystemType {
    FileSystemType("devtmpfs") { (request) throws(Errno) in
      if let existing = request.files.deviceFileSystem { return existing.memory }
      let system = try DeviceFileSystem(request)
      request.files.deviceFileSystem = system
      return system.memory
    }
  }

  private init(_ request: MountRequest) throws(Errno) {
    var request = request
    request.options = Array("mode=755".utf8)
    memory = try MemoryFileSystem("devtmpfs", request)
    files = request.files
    for entry in files.devices.all { try add(entry) }
    for link in files.devices.links { try add(link: link.name, target: link.target) }
    files.devices.onChange.append { [weak self] change in self?.follow(change) }
  }

  private func follow(_ change: DeviceRegistry.Change) {
    // A node that cannot be made is missing, as on a devtmpfs that is full.
    switch change {
    case .added(let entry): try? add(entry)
    case .removed(let entry): try? remove(entry.name)
    case .linked(let name, let target): try? add(link: name, target: target)
    }
  }

  private func add(_ entry: DeviceRegistry.Entry) throws(Errno) {
    guard !entry.name.isEmpty else { return }
    var file = NewFile(type: entry.kind.fileType, permissions: entry.permissions)
    file.groupID = entry.groupID
    file.deviceNumber = entry.number
    try make(entry.name, file)
  }

  private func add(link name: String, target: String) throws(Errno) {
    var file = NewFile(type: .symbolicLink, permissions: 0o777)
    file.target = Array(target.utf8)
    try make(name, file)
  }

  /// Makes a node, and the directories on the way to it, unless something has its name already.
  private func make(_ path: String, _ file: NewFile) throws(Errno) {
    let names = path.split(separator: "/").map { FileName(Array($0.utf8)) }
    guard let last = names.last else { return }
    var place = try memory.root()
    for name in names.dropLast() {
      if let next = try place.child(name) {
        place = next
      } else {
        let directory = NewFile(type: .directory, permissions: 0o755)
        place = place.insert(name, try place.inode.create(name, directory))
      }
    }
    guard try place.child(last) == nil else { return }
    place.insert(last, try place.inode.create(last, file))
  }

  private func remove(_ path: String) throws(Errno) {
    var place = try memory.root()
    for name in path.split(separator: "/").map({ FileName(Array($0.utf8)) }) {
      guard let next = try place.child(name) else { return }
      place = next
    }
    guard let parent = place.parent else { return }
    try parent.inode.unlink(place.name, place.inode)
    parent.remove(place)
  }
}
