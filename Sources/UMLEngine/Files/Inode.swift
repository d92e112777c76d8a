import LinuxABI

/// A file of a file system, whatever its names: owner of attributes and contents.
///
/// File systems subclass it and override what their files can do; everything else answers with the
/// errno Linux gives. An inode is its own open file unless ``open(_:_:)`` says otherwise.
/// Permission, read-only and mount checks are made above, in ``FileSystems``.
class Inode: FileObject {
  let fileSystem: FileSystem
  let number: UInt64
  let type: FileType
  /// The twelve bits below the type.
  var permissions: FileMode
  var userID: UInt32
  var groupID: UInt32
  var deviceNumber = DeviceNumber.none
  /// What the kernel keeps with the file while somebody uses it: a FIFO's pipe, a bound socket.
  var attachment: AnyObject?
  /// Advisory locks; made when the first one is asked for.
  var locks: FileLocks?
  /// Made when the first one is taken.
  var leases: FileLeases?
  /// F_SET_RW_HINT: how long what is written will live; kept for those who ask.
  var writeHint: UInt64 = 0
  /// Descriptions open for writing, less one for each running program: ETXTBSY either way.
  var writerCount = 0

  init(
    _ fileSystem: FileSystem, number: UInt64, type: FileType, permissions: FileMode,
    userID: UInt32 = 0, groupID: UInt32 = 0
  ) {
    self.fileSystem = fileSystem
    self.number = number
    self.type = type
    self.permissions = permissions
    self.userID = userID
    self.groupID = groupID
  }

  var mode: FileMode { FileMode(type, permissions) }

  // Any inode.

  /// The attributes as the inode has them; subclasses add size, times and link count.
  func status() throws(Errno) -> FileStatus {
    var status = FileStatus(mode: mode)
    status.device = fileSystem.device.rawValue
    status.inode = number
    status.userID = userID
    status.groupID = groupID
    status.deviceNumber = deviceNumber
    return status
  }

  /// The status when a lookup in this very call found the inode: may be what the lookup saw.
  func statusAfterLookup() throws(Errno) -> FileStatus { try status() }

  func apply(_ change: AttributeChange) throws(Errno) { throw .notPermitted }

  /// The object behind a new open file description. Regular files and directories only.
  func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject { self }

  /// A new O_PATH description stands for the inode until it is closed, whatever becomes of its
  /// names.
  func hold(for file: OpenFile) throws(Errno) {}

  func extendedAttribute(_ name: [UInt8]) throws(Errno) -> [UInt8] { throw .notSupported }
  func setExtendedAttribute(
    _ name: [UInt8], _ value: [UInt8]?, _ flags: ExtendedAttributeFlags
  ) throws(Errno) { throw .notSupported }
  func extendedAttributeNames() throws(Errno) -> [[UInt8]] { [] }

  /// FS_IOC_GETFLAGS and other requests on the file itself.
  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  ) throws(Errno) -> SyscallOutcome { throw .inappropriateIOCTLForDevice }

  // Symbolic links.

  func linkTarget(_ context: PathContext) throws(Errno) -> LinkTarget {
    .path(try readLink(context))
  }

  /// What readlink(2) shows.
  func readLink(_ context: PathContext) throws(Errno) -> [UInt8] { throw .invalidArgument }

  // Directories. Names are never `.` or `..`; what is removed or replaced has been looked up
  // before.

  /// The inode of a name, nil when there is none. `cached` is what an earlier lookup found; it is
  /// to be returned again when it still is what the name stands for.
  func lookup(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? { throw .notDirectory }

  func create(_ name: FileName, _ file: NewFile) throws(Errno) -> Inode { throw .notPermitted }
  /// A regular file without a name, for O_TMPFILE.
  func createUnnamed(_ file: NewFile) throws(Errno) -> Inode { throw .notSupported }
  func link(_ inode: Inode, as name: FileName) throws(Errno) { throw .notPermitted }
  func unlink(_ name: FileName, _ inode: Inode) throws(Errno) { throw .notPermitted }
  /// ENOTEMPTY when it is not.
  func removeDirectory(_ name: FileName, _ inode: Inode) throws(Errno) { throw .notPermitted }
  /// Moves `inode` to another name, here or in `directory`, replacing `existing`, or exchanging
  /// both. Types and permissions are checked already; an existing directory may still hold files.
  func rename(
    _ name: FileName, _ inode: Inode, to directory: Inode, as newName: FileName,
    replacing existing: Inode?, exchange: Bool
  ) throws(Errno) { throw .notPermitted }

  func listDirectory(from position: Int64, into sink: inout DirectorySink) throws(Errno) {
    throw .notDirectory
  }

  // Contents.

  var isSeekable: Bool { type == .regular || type == .directory }

  func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  { throw type == .directory ? .isDirectory : .invalidArgument }

  func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  { throw .invalidArgument }

  func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64) throws(Errno) -> Int64 {
    guard type == .directory else {
      return try seekWithoutHoles(offset, origin, from: position, size: try status().size)
    }
    // Positions in a directory mean what the file system likes: there is no end to count from.
    guard origin == .start || origin == .current else { throw .invalidArgument }
    return try seekWithoutHoles(offset, origin, from: position, size: 0)
  }

  func readiness() -> PollEvents { [.input, .output, .normalInput, .normalOutput] }
  func waitQueue(for events: PollEvents) -> WaitQueue? { nil }
  func truncate(to size: Int64) throws(Errno) { throw .invalidArgument }
  func synchronize(dataOnly: Bool) throws(Errno) {}
  func allocate(_ mode: FallocateMode, offset: Int64, length: Int64) throws(Errno) {
    throw type == .directory ? .isDirectory : .notSupported
  }
  func hostDescriptor(writable: Bool) throws(Errno) -> Int32 {
    throw .operationNotSupportedByDevice
  }
  func flushed(by table: ObjectIdentifier) {}
  func closed(_ file: OpenFile) {}
}

/// lseek(2) on an object that is all data up to its end.
func seekWithoutHoles(
  _ offset: Int64, _ origin: SeekOrigin, from position: Int64, size: Int64
) throws(Errno) -> Int64 {
  let base: Int64
  switch origin {
  case .start: base = 0
  case .current: base = position
  case .end: base = size
  case .data, .hole:
    guard offset >= 0, offset < size else { throw .noSuchAddressOrDevice }
    return origin == .data ? offset : size
  }
  let (target, overflow) = base.addingReportingOverflow(offset)
  guard !overflow, target >= 0 else { throw .invalidArgument }
  return target
}
