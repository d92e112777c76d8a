import LinuxABI

/// getdents64, and the old getdents.
enum ListDirectorySyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.getdents, "getdents", [.descriptor, .address, .length], getdents),
    .init(SyscallNumber.getdents64, "getdents64", [.descriptor, .address, .length], getdents64),
  ]

  static func getdents64(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try list(&call) { $0 }
  }

  static func getdents(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try list(&call, oldRecords)
  }

  private static func list(
    _ call: inout SyscallContext, _ convert: ([UInt8]) -> [UInt8]
  ) throws(Errno) -> SyscallOutcome {
    let file = try call.file(0)
    guard file.isReadable else { throw .badFileDescriptor }
    let limit = Int(call.uint32(2))
    var sink = DirectorySink(recordsUpTo: min(limit, 256 << 10), from: file.position)
    guard file.location == nil || file.location?.inode.type == .directory else {
      throw .notDirectory
    }
    if let entry = file.location?.entry, entry.isDeleted { throw .noSuchFileOrDirectory }
    try file.object.listDirectory(from: file.position, into: &sink)
    if sink.isEmpty, sink.isFull { throw .invalidArgument }
    let bytes = convert(sink.recordBytes)
    try call.memory.write(bytes, to: call.address(1))
    file.position = sink.position
    call.kernel.files.reports.report(.access, file)
    return .value(bytes.count)
  }

  /// `struct linux_dirent`: the same size, with the type in the last byte instead of before the
  /// name.
  private static func oldRecords(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var offset = 0
    while offset + 19 <= bytes.count {
      let length = Int(bytes[offset + 16]) | Int(bytes[offset + 17]) << 8
      guard length >= 20, offset + length <= bytes.count else { break }
      let type = bytes[offset + 18]
      for index in offset + 18..<offset + length - 1 { result[index] = bytes[index + 1] }
      result[offset + length - 1] = type
      offset += length
    }
    return result
  }
}
