import LinuxABI

/// memfd_create: files that live as long as somebody has them open.
enum MemoryFileSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.memfdCreate, "memfd_create", [.string, .flags],
      gap: "MFD_HUGETLB is refused", memfdCreate)
  ]

  /// Names are longer than this never: NAME_MAX without `memfd:`.
  private static let nameLimit = 249

  static func memfdCreate(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let known: MemoryFileFlags = [.closeOnExec, .allowSealing]
    let flags = try call.flags(1, known: known)
    guard
      let name = try call.memory.readString(at: call.address(0), limit: nameLimit + 1)
    else { throw .invalidArgument }
    let file = try call.kernel.files.makeMemoryFile(
      FileName(Array("memfd:".utf8) + name), call.task.credentials)
    if flags.contains(.allowSealing) { (file.location?.inode as? MemoryFile)?.allowSeals() }
    return .value(
      Int(try call.install(file, closesOnExecute: flags.contains(.closeOnExec))))
  }
}

extension FileSystems {
  /// A file of the kernel's own tmpfs, open for reading and writing.
  func makeMemoryFile(_ name: FileName, _ credentials: Credentials) throws(Errno) -> OpenFile {
    let mount = try memoryMount()
    guard let directory = mount.root.inode as? MemoryDirectory else { throw .noMemory }
    let inode = try directory.createUnnamed(
      NewFile(
        type: .regular, permissions: 0o777, userID: credentials.fileSystemUID,
        groupID: credentials.fileSystemGID))
    let entry = DirectoryEntry(unattached: inode, name: name, parent: mount.root)
    inode.writerCount += 1
    let file = OpenFile(
      inode, location: Location(mount, entry), flags: [.readWrite, .largeFile])
    file.whenClosed { inode.writerCount -= 1 }
    return file
  }

  /// A tmpfs that is in no tree, for memfds and System V shared memory.
  private func memoryMount() throws(Errno) -> Mount {
    if let kernelMemoryMount { return kernelMemoryMount }
    let system = try MemoryFileSystem(
      "tmpfs", MountRequest(source: [], options: [], files: self, context: nil))
    let mount = Mount(
      id: 0, fileSystem: system, root: try system.root(), source: [], options: [])
    kernelMemoryMount = mount
    return mount
  }
}
