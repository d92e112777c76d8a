import LinuxABI

/// Everything the kernel knows of files: the types of file systems, the mounts, the drivers of
/// device nodes. One per kernel.
///
/// ```
///   Syscalls/Files ──► FileSystems: path walk, permission, read-only and mount checks
///                          │
///                       Inode of tmpfs, hostfs, overlay, proc, …: does it
/// ```
final class FileSystems {
  let mounts = MountTable()
  let types = FileSystemRegistry()
  let devices = DeviceRegistry()
  /// The one devtmpfs, once somebody mounts it.
  var deviceFileSystem: DeviceFileSystem?
  let cache = EntryCache()
  let lockWaits = LockWaits()
  let reports = FileReports()
  /// Pipes behind FIFO nodes.
  var makeNamedPipe: (() -> any NamedPipe)?
  /// What of the host may be mounted; nil: nothing.
  var hostGrant: HostGrant?
  /// What tmpfs files hold, in all mounts.
  let held = HeldMemory()
  /// What is in pipes, sockets and message queues.
  let buffers: BufferAccount
  /// Open files, sockets, and what waits for them.
  let objects: BufferAccount
  /// fs.file-max: open files the kernel has room for.
  var openFileLimit: Int { objects.limit / FileTable.fileCost }
  /// Looks again at what programs have, and for files that only seem to be in use, when memory is
  /// short.
  var reclaim: (() -> Void)?
  /// Bytes that programs had when they were last looked at.
  var programBytes: UInt64 = 0
  /// Bytes they may still take, whatever the limit of a mount: the kernel does not give more than
  /// the machine has, and programs are left some to grow into.
  var availableBytes: Int64 {
    Int64(clamping: memorySize - memorySize / 64) - held.bytes - Int64(clamping: programBytes)
  }
  /// Bytes of the machine, `mem=`; tmpfs takes half of it at most unless told otherwise.
  var memorySize: UInt64
  /// Where file contents rest on their way between a host file and a guest.
  let transferBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 4096)
  private let realtime: () -> TimeSpec
  private var nextMinor: UInt32 = 1
  private var lastInode: UInt64 = 0
  private var cachedAnonymousMount: Mount?
  /// The tmpfs of files that are in no tree; made when the first is.
  var kernelMemoryMount: Mount?
  /// POSIX message queues; made when the first is, or when they are mounted.
  var messageQueueMount: Mount?

  /// `memorySize` is the machine's memory in bytes; `realtime` tells the present time, for time
  /// stamps.
  init(memorySize: UInt64 = 64 << 20, realtime: @escaping () -> TimeSpec) {
    self.memorySize = memorySize
    buffers = BufferAccount(limit: memorySize / 4)
    objects = BufferAccount(limit: memorySize / 8)
    self.realtime = realtime
    for type in FileSystemType.builtIn { types.register(type) }
    NullDevices.register(with: devices)
    cache.roots = { [unowned self] in
      // A file system may be mounted in several places.
      var seen: Set<ObjectIdentifier> = []
      return mounts.all.compactMap { mount in
        guard seen.insert(ObjectIdentifier(mount.fileSystem)).inserted else { return nil }
        return mount.fileSystem.existingRoot
      }
    }
  }

  deinit { transferBuffer.deallocate() }

  func now() -> TimeSpec { realtime() }

  /// A device number for a file system that has no device.
  func allocateDevice() -> DeviceNumber {
    defer { nextMinor += 1 }
    return DeviceNumber(major: 0, minor: nextMinor)
  }

  /// Inode numbers of pipes, sockets and other objects without a file system: unique since boot.
  func allocateAnonymousInode() -> UInt64 {
    lastInode += 1
    return lastInode
  }

  /// The root directory of the tree. A context for the first process and for the kernel itself.
  func initialContext() throws(Errno) -> FileSystemContext {
    guard let top = mounts.top else { throw .operationNotSupportedByDevice }
    let root = Location(rootOf: top).crossingMounts()
    return FileSystemContext(root: root, workingDirectory: root)
  }

  /// The top of the tree, whatever a process has as its root.
  var topLocation: Location {
    guard let top = mounts.top else { return Location(rootOf: anonymousMount) }
    return Location(rootOf: top).crossingMounts()
  }

  // What other parts of the kernel use.

  /// The place a guest's path leads to. `directory` is a descriptor or AT_FDCWD.
  func resolve(
    _ path: [UInt8], from task: Task, directory: Int32 = AtFlags.workingDirectory,
    followLast: Bool = true
  ) throws(Errno) -> Location {
    var walk = PathWalk(PathContext(task))
    return try walk.resolve(
      path, from: try start(of: path, directory, task), follow: followLast)
  }

  /// The place a path leads to.
  func resolve(_ path: [UInt8], _ context: PathContext, followLast: Bool = true)
    throws(Errno) -> Location
  {
    var walk = PathWalk(context)
    return try walk.resolve(path, from: context.workingDirectory, follow: followLast)
  }

  /// Where a relative path starts. EBADF, ENOTDIR; not looked at for absolute paths.
  func start(of path: [UInt8], _ directory: Int32, _ task: Task) throws(Errno) -> Location {
    if directory == AtFlags.workingDirectory || path.first == UInt8(ascii: "/") {
      return task.fileSystem.workingDirectory
    }
    guard let location = try task.files[directory].location else { throw .notDirectory }
    guard path.isEmpty || location.inode.type == .directory else { throw .notDirectory }
    return location
  }

  /// A place for an object without a name, so that /proc/PID/fd can lead to it.
  func anonymousLocation(_ object: any FileObject, name: FileName) -> Location {
    let inode = AnonymousInode(anonymousMount.fileSystem, object)
    return Location(anonymousMount, DirectoryEntry(unattached: inode, name: name))
  }

  private var anonymousMount: Mount {
    if let cachedAnonymousMount { return cachedAnonymousMount }
    let system = FileSystem("anon_inodefs", self)
    let root = DirectoryEntry(
      root: Inode(system, number: 0, type: .directory, permissions: 0o555))
    let mount = Mount(id: 0, fileSystem: system, root: root, source: [], options: [])
    cachedAnonymousMount = mount
    return mount
  }
}
