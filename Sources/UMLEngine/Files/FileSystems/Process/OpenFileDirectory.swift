import LinuxABI

/// /proc/PID/fd and /proc/PID/fdinfo.
final class OpenFileDirectory: SyntheticDirectory {
  private let system: ProcessFileSystem
  private let view: ProcessView
  private let isInformation: Bool

  init(_ system: ProcessFileSystem, _ view: ProcessView, number: UInt64, isInformation: Bool) {
    self.system = system
    self.view = view
    self.isInformation = isInformation
    let owner = view.owner
    super.init(
      system, number: number, permissions: isInformation ? 0o555 : 0o500, userID: owner.user,
      groupID: owner.group)
  }

  override func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject {
    try view.requireAccess(context)
    return self
  }

  private func number(of descriptor: Int32) -> UInt64 {
    (isInformation ? 3 : 2) << 32 | UInt64(UInt32(bitPattern: view.id)) << 16
      | UInt64(UInt32(bitPattern: descriptor)) & 0xffff
  }

  override func dynamicChild(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? {
    guard let descriptor = name == "0" ? 0 : name.processNumber,
      let slot = view.task?.files.slot(descriptor)
    else { return nil }
    return isInformation
      ? information(descriptor) : link(descriptor, slot.file)
  }

  private func link(_ descriptor: Int32, _ file: OpenFile) -> Inode {
    var permissions: FileMode = 0o100
    if file.isReadable { permissions.insert(FileMode(rawValue: 0o400)) }
    if file.isWritable { permissions.insert(FileMode(rawValue: 0o200)) }
    return ProcessPlaceLink(
      system, view, number(of: descriptor),
      permissions: FileMode(rawValue: permissions.rawValue)
    ) { view in
      guard let file = view.task?.files.slot(descriptor)?.file else { return nil }
      return file.location
        ?? view.kernel.files.anonymousLocation(file.object, name: "anon_inode:[unknown]")
    }
  }

  private func information(_ descriptor: Int32) -> Inode {
    let view = view
    return SyntheticFile(
      system, number: number(of: descriptor), permissions: 0o400, userID: userID,
      groupID: groupID,
      mayOpen: { (context) throws(Errno) in try view.requireAccess(context) }
    ) { () throws(Errno) in
      try view.requireAlive()
      guard let slot = view.task?.files.slot(descriptor) else { throw .noSuchFileOrDirectory }
      var flags = slot.file.flags
      if slot.closesOnExecute { flags.insert(.closeOnExec) }
      let octal = String(UInt32(bitPattern: flags.rawValue), radix: 8)
      var text = "pos:\t\(slot.file.position)\nflags:\t0\(octal)\n"
      if let place = slot.file.location {
        text += "mnt_id:\t\(place.mount.id)\nino:\t\(place.inode.number)\n"
      }
      return Array(text.utf8)
    }
  }

  override func dynamicEntries() throws(Errno) -> [DirectorySink.Entry] {
    guard view.isAlive, let files = view.task?.files else { return [] }
    return files.descriptors.map { descriptor in
      DirectorySink.Entry(
        name: Array(String(descriptor).utf8), inode: number(of: descriptor),
        type: isInformation ? .regular : .symbolicLink,
        next: Self.dynamicBase + Int64(descriptor) + 1)
    }
  }
}
