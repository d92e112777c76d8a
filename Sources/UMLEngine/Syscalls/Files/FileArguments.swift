import LinuxABI

/// What the file calls decode besides plain numbers.
extension SyscallContext {
  var paths: PathContext { PathContext(task) }

  /// RLIMIT_NOFILE.
  var descriptorLimit: UInt64 { task.process.limits[.openFiles].current }

  /// Where a path starts whose directory is in argument `directory`; nil is the working directory.
  func start(_ directory: Int?, _ path: [UInt8]) throws(Errno) -> Location {
    guard let directory else { return task.fileSystem.workingDirectory }
    return try kernel.files.start(of: path, int32(directory), task)
  }

  /// The place that a directory descriptor and a path lead to.
  func location(
    directory: Int?, path index: Int, follow: Bool, allowsEmpty: Bool = false,
    credentials: Credentials? = nil
  ) throws(Errno) -> Location {
    let path = try path(index)
    if path.isEmpty, allowsEmpty, let directory { return try descriptorLocation(directory) }
    var walk = PathWalk(
      PathContext(task.fileSystem, credentials ?? task.credentials, task: task))
    return try walk.resolve(path, from: try start(directory, path), follow: follow)
  }

  /// The place behind a descriptor, O_PATH ones included; AT_FDCWD is the working directory.
  func descriptorLocation(_ index: Int) throws(Errno) -> Location {
    if int32(index) == AtFlags.workingDirectory { return task.fileSystem.workingDirectory }
    return try location(of: task.files[int32(index)])
  }

  /// A place for any open file; one without a name gets an anonymous one.
  func location(of file: OpenFile) throws(Errno) -> Location {
    file.location ?? kernel.files.anonymousLocation(file.object, name: FileName("anon_inode"))
  }

  /// The file offset an argument points to; nil for NULL.
  func offset(at index: Int) throws(Errno) -> Int64? {
    guard let address = optionalAddress(index) else { return nil }
    return try memory.readInteger(address)
  }

  /// The address and the length of what is read or written, as Linux looks at them: EFAULT for what
  /// cannot be a program's, and never more than a transfer's limit.
  func buffer(_ index: Int) throws(Errno) -> (address: GuestAddress, length: Int) {
    let length = word(index + 1)
    guard isUserRange(word(index), length) else { throw .badAddress }
    return (address(index), min(Int(length), transferLimit))
  }

  /// Whether a range ends below what the kernel has of the address space.
  private func isUserRange(_ address: UInt64, _ length: UInt64) -> Bool {
    length <= addressSpaceEnd && address <= addressSpaceEnd - length
  }

  /// The iovec array of readv and its kin. EINVAL for more than 1024 or a sum beyond the signed
  /// range.
  func segments(_ index: Int, count countIndex: Int) throws(Errno) -> [IOSegment] {
    let count = uint32(countIndex)
    guard count <= UInt32(IOVector.maximumCount) else { throw .invalidArgument }
    let bytes = try memory.read(address(index), count: Int(count) * IOVector.size)
    var total = 0
    var segments: [IOSegment] = []
    segments.reserveCapacity(Int(count))
    for vector in IOVector.array(from: bytes) {
      guard let length = Int(exactly: vector.length) else { throw .invalidArgument }
      guard isUserRange(vector.base, UInt64(length)) else { throw .badAddress }
      // Linux cuts the sum at its largest transfer.
      let part = min(length, transferLimit - total)
      total += part
      segments.append(IOSegment(address: GuestAddress(vector.base), length: part))
    }
    return segments
  }
}

/// TASK_SIZE_MAX on x86-64.
private let addressSpaceEnd: UInt64 = 0x7fff_ffff_f000

/// MAX_RW_COUNT.
let transferLimit = 0x7fff_f000
