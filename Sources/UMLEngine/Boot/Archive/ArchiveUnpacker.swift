import LinuxABI

/// Makes the files of an archive in the guest's root.
final class ArchiveUnpacker {
  private let files: FileSystems
  private let context: PathContext
  private var linked: [UInt64: Location] = [:]

  init(_ files: FileSystems) throws(Errno) {
    self.files = files
    let system = try files.initialContext()
    // Modes are the archive's.
    system.umask = []
    context = PathContext(system)
  }

  func unpack(_ entry: ArchiveEntry) throws(BootError) {
    do throws(Errno) {
      try make(entry)
    } catch {
      throw BootError("\(String(decoding: entry.path, as: UTF8.self)): \(error)")
    }
  }

  private func make(_ entry: ArchiveEntry) throws(Errno) {
    guard let type = entry.mode.type, !entry.path.isEmpty else { return }
    let path = [UInt8(ascii: "/")] + entry.path
    let start = context.root
    if type == .directory, let place = try existing(path), place.inode.type == .directory {
      return try adopt(entry, place)
    }
    if try existing(path) != nil {
      try files.remove(path, from: start, isDirectory: false, context)
    }
    if entry.linkIdentity != 0, let first = linked[entry.linkIdentity] {
      try files.link(first, to: path, from: start, context)
      // The contents come with the last name.
      if !entry.contents.isEmpty { try files.write(Array(entry.contents), over: first, context) }
      return
    }
    var file = NewFile(type: type, permissions: entry.mode.permissions)
    file.deviceNumber = entry.device
    if type == .symbolicLink { file.target = Array(entry.contents) }
    let place = try files.make(path, from: start, file, context)
    if entry.linkIdentity != 0, type != .directory { linked[entry.linkIdentity] = place }
    if type == .regular { try files.write(Array(entry.contents), over: place, context) }
    try adopt(entry, place)
  }

  /// Owner first: changing it takes set-user-ID bits away.
  private func adopt(_ entry: ArchiveEntry, _ place: Location) throws(Errno) {
    try files.setOwner(place, user: entry.userID, group: entry.groupID, context)
    guard place.inode.type != .symbolicLink else { return }
    try files.setPermissions(place, entry.mode.permissions, context)
    let time = AttributeChange.Time.at(
      TimeSpec(seconds: Int64(entry.modificationSeconds), nanoseconds: 0))
    try files.setTimes(place, access: time, modification: time, context)
  }

  private func existing(_ path: [UInt8]) throws(Errno) -> Location? {
    do throws(Errno) {
      return try files.resolve(path, context, followLast: false)
    } catch {
      guard error == .noSuchFileOrDirectory else { throw error }
      return nil
    }
  }
}
