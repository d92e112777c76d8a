import LinuxABI

/// Sizes and space: truncate, ftruncate, fallocate.
enum TruncateSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.truncate, "truncate", [.path, .offset], truncate),
    .init(SyscallNumber.ftruncate, "ftruncate", [.descriptor, .offset], ftruncate),
    .init(
      SyscallNumber.fallocate, "fallocate", [.descriptor, .flags, .offset, .length], fallocate),
  ]

  static func truncate(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let size = call.int64(1)
    guard size >= 0 else { throw .invalidArgument }
    let place = try call.location(directory: nil, path: 0, follow: true)
    try checkLimit(size, &call)
    if let leases = place.inode.leases, leases.conflict(writing: true) {
      return try LeaseCalls.wait(for: leases, writing: true, isNonBlocking: false, call)
    }
    try call.kernel.files.truncate(place, to: size, call.paths)
    return .value(0)
  }

  static func ftruncate(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let size = call.int64(1)
    guard size >= 0 else { throw .invalidArgument }
    let file = try call.file(0)
    // Linux says EINVAL here, not EBADF, for a file open for reading only.
    guard file.isWritable, file.location?.inode.type == .regular else { throw .invalidArgument }
    try checkLimit(size, &call)
    try file.object.truncate(to: size)
    call.kernel.files.reports.report(.modify, file)
    if let location = file.location { try call.kernel.files.dropSetID(location, call.paths) }
    return .value(0)
  }

  static func fallocate(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let mode = FallocateMode(rawValue: call.int32(1))
    let offset = call.int64(2)
    let length = call.int64(3)
    let file = try call.file(0)
    guard offset >= 0, length > 0 else { throw .invalidArgument }
    guard mode.isSubset(of: .known) else { throw .notSupported }
    guard !mode.contains(.punchHole) || mode.contains(.keepSize) else { throw .notSupported }
    guard file.isWritable else { throw .badFileDescriptor }
    switch file.location?.inode.type {
    case .regular: break
    case .fifo: throw .illegalSeek
    case .directory: throw .isDirectory
    default: throw .operationNotSupportedByDevice
    }
    let (end, overflow) = offset.addingReportingOverflow(length)
    guard !overflow, end <= maximumFileSize else { throw .fileTooLarge }
    if !mode.contains(.keepSize) { try checkLimit(end, &call) }
    try file.object.allocate(mode, offset: offset, length: length)
    call.kernel.files.reports.report(.modify, file)
    return .value(0)
  }

  /// RLIMIT_FSIZE, and what no file system could keep.
  private static func checkLimit(_ size: Int64, _ call: inout SyscallContext) throws(Errno) {
    guard size <= maximumFileSize else { throw .fileTooLarge }
    guard size <= Int64(clamping: call.task.process.limits[.fileSize].current) else {
      call.kernel.signals.send(.kernel(.fileSizeLimit), to: call.task)
      throw .fileTooLarge
    }
  }
}

/// The last page before the end of what an offset can say: sums of offsets and pages never
/// overflow.
let maximumFileSize: Int64 = .max - 4095
