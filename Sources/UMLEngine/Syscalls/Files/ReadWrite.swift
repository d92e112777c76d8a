import LinuxABI

/// read, write and their relatives with positions and vectors.
enum ReadWriteSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.read, "read", [.descriptor, .address, .length], read),
    .init(SyscallNumber.write, "write", [.descriptor, .address, .length], write),
    .init(
      SyscallNumber.pread64, "pread64", [.descriptor, .address, .length, .offset], pread),
    .init(
      SyscallNumber.pwrite64, "pwrite64", [.descriptor, .address, .length, .offset], pwrite),
    .init(SyscallNumber.readv, "readv", [.descriptor, .address, .length], readv),
    .init(SyscallNumber.writev, "writev", [.descriptor, .address, .length], writev),
    .init(SyscallNumber.preadv, "preadv", [.descriptor, .address, .length, .offset], preadv),
    .init(
      SyscallNumber.pwritev, "pwritev", [.descriptor, .address, .length, .offset], pwritev),
    .init(
      SyscallNumber.preadv2, "preadv2", [.descriptor, .address, .length, .offset, .offset, .flags],
      preadv2),
    .init(
      SyscallNumber.pwritev2, "pwritev2",
      [.descriptor, .address, .length, .offset, .offset, .flags], pwritev2),
    .init(SyscallNumber.lseek, "lseek", [.descriptor, .offset, .command], lseek),
  ]

  static func read(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let file = try call.file(0)
    let (address, length) = try call.buffer(1)
    let destination = ReadDestination(call.memory, address, length: length)
    return try Transfer.read(&call, file, destination)
  }

  static func write(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let file = try call.file(0)
    let (address, length) = try call.buffer(1)
    let source = WriteSource(call.memory, address, length: length)
    return try Transfer.write(&call, file, source)
  }

  static func pread(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let offset = call.int64(3)
    guard offset >= 0 else { throw .invalidArgument }
    let file = try positioned(&call)
    let length = try call.length(2)
    if length >= hostReadMinimum, try canReadNatively(call, file) {
      call.kernel.files.reports.report(.access, file)
      return .native
    }
    let destination = ReadDestination(call.memory, call.address(1), length: length)
    return try Transfer.read(&call, file, destination, at: offset)
  }

  /// From here on a copy through the kernel costs more than lending the host the file.
  private static let hostReadMinimum = 16 << 10

  /// Lends the caller the host's descriptor of a file, so that the host reads straight into its
  /// memory. Only where nobody else can change what the number stands for before the host looks.
  private static func canReadNatively(_ call: SyscallContext, _ file: OpenFile) throws(Errno)
    -> Bool
  {
    let task = call.task
    guard file.isReadable, task.process.threads.count == 1, task.files.users == 1,
      let host = try? file.object.hostDescriptor(writable: false)
    else { return false }
    if task.files.noteInstalled(host, at: call.int32(0)) {
      try task.thread.install(hostDescriptor: host, at: call.int32(0))
    }
    return true
  }

  static func pwrite(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let offset = call.int64(3)
    guard offset >= 0 else { throw .invalidArgument }
    let file = try positioned(&call)
    let (address, length) = try call.buffer(1)
    let source = WriteSource(call.memory, address, length: length)
    return try Transfer.write(&call, file, source, at: offset)
  }

  static func readv(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let file = try call.file(0)
    let destination = ReadDestination(call.memory, try call.segments(1, count: 2))
    return try Transfer.read(&call, file, destination)
  }

  static func writev(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let file = try call.file(0)
    let source = WriteSource(call.memory, try call.segments(1, count: 2))
    return try Transfer.write(&call, file, source)
  }

  static func preadv(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let offset = call.int64(3)
    guard offset >= 0 else { throw .invalidArgument }
    let file = try positioned(&call)
    let destination = ReadDestination(call.memory, try call.segments(1, count: 2))
    return try Transfer.read(&call, file, destination, at: offset)
  }

  static func pwritev(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let offset = call.int64(3)
    guard offset >= 0 else { throw .invalidArgument }
    let file = try positioned(&call)
    let source = WriteSource(call.memory, try call.segments(1, count: 2))
    return try Transfer.write(&call, file, source, at: offset)
  }

  static func preadv2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let offset = call.int64(3)
    guard offset >= -1 else { throw .invalidArgument }
    let file = try offset == -1 ? call.file(0) : positioned(&call)
    let flags = try vectorFlags(call)
    let destination = ReadDestination(call.memory, try call.segments(1, count: 2))
    return try Transfer.read(
      &call, file, destination, at: offset == -1 ? nil : offset, noWait: flags.contains(.noWait))
  }

  static func pwritev2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let offset = call.int64(3)
    guard offset >= -1 else { throw .invalidArgument }
    let file = try offset == -1 ? call.file(0) : positioned(&call)
    let flags = try vectorFlags(call)
    let source = WriteSource(call.memory, try call.segments(1, count: 2))
    let outcome = try Transfer.write(
      &call, file, source, at: offset == -1 ? nil : offset, appends: flags.contains(.append),
      noWait: flags.contains(.noWait))
    if !flags.isDisjoint(with: [.sync, .dataSync]), case .value = outcome {
      try file.object.synchronize(dataOnly: !flags.contains(.sync))
    }
    return outcome
  }

  static func lseek(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let file = try call.file(0)
    guard let origin = SeekOrigin(rawValue: call.int32(2)) else { throw .invalidArgument }
    let position = try file.object.seek(call.int64(1), origin, from: file.position)
    file.position = position
    return .value(Int(position))
  }

  /// RWF_* bits: EOPNOTSUPP for unknown ones.
  private static func vectorFlags(_ call: SyscallContext) throws(Errno) -> VectoredIOFlags {
    let flags = VectoredIOFlags(rawValue: call.int32(5))
    guard flags.isSubset(of: .known) else { throw .notSupported }
    return flags
  }

  /// The file of a call with an offset: ESPIPE for streams.
  private static func positioned(_ call: inout SyscallContext) throws(Errno) -> OpenFile {
    let file = try call.file(0)
    guard file.object.isSeekable else { throw .illegalSeek }
    return file
  }
}
