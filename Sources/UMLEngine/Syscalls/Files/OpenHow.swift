import LinuxABI

/// openat2(2): open with limits on where the path may lead.
enum OpenHowSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.openat2, "openat2", [.descriptor, .path, .address, .length], openat2)
  ]

  private static func openat2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let how = try call.extensible(OpenHowLayout.self, at: 2, size: call.word(3))
    let flags = OpenFlags(rawValue: Int32(truncatingIfNeeded: how.flags))
    guard how.flags == UInt64(UInt32(bitPattern: flags.rawValue)), flags.isSubset(of: .known),
      how.resolve.isSubset(of: .known), !how.resolve.isSuperset(of: [.beneath, .inRoot])
    else { throw .invalidArgument }
    let makes = flags.contains(.create) || flags.contains(.temporaryFile)
    guard how.mode & ~0o7777 == 0, makes || how.mode == 0 else { throw .invalidArgument }
    if flags.contains(.path) {
      guard flags.isSubset(of: [.path, .directory, .noFollow, .closeOnExec]) else {
        throw .invalidArgument
      }
    }
    if flags.contains(.temporaryFile) {
      guard flags.contains(.directory), flags.isWritable else { throw .invalidArgument }
    }
    // Making and cutting files is never a matter of what is known already.
    if how.resolve.contains(.cached), makes || flags.contains(.truncate) { throw .wouldBlock }
    return try OpenSyscalls.open(
      &call, directory: 0, path: 1, flags, FileMode(rawValue: UInt32(how.mode)),
      resolve: how.resolve)
  }
}

extension SyscallContext {
  /// A structure that grows with Linux: EINVAL for one shorter than the first version's `first`
  /// bytes, E2BIG when something is set that is not known here.
  func extensible<Layout: GuestLayout>(
    _ type: Layout.Type, at index: Int, size: UInt64, first: Int = Layout.size
  ) throws(Errno) -> Layout {
    guard size >= UInt64(first) else { throw .invalidArgument }
    guard size <= UInt64(GuestMemory.pageSize) else { throw .argListTooLong }
    var bytes = try memory.read(address(index), count: Int(size))
    guard bytes.dropFirst(Layout.size).allSatisfy({ $0 == 0 }) else { throw .argListTooLong }
    // What an older version does not have is zero.
    bytes += [UInt8](repeating: 0, count: max(0, Layout.size - bytes.count))
    return Layout(bytes: bytes)
  }
}
