import LinuxABI

/// Registers, turned into typed values. `index` is the position in the manual page, from 0.
extension SyscallContext {
  func word(_ index: Int) -> UInt64 { arguments[index] }

  /// A C `int`: the upper half of the register is ignored, as the host does.
  func int32(_ index: Int) -> Int32 { Int32(truncatingIfNeeded: arguments[index]) }
  func uint32(_ index: Int) -> UInt32 { UInt32(truncatingIfNeeded: arguments[index]) }
  /// A C `long`, `off_t` or `ssize_t`.
  func int64(_ index: Int) -> Int64 { Int64(bitPattern: arguments[index]) }

  /// A guest address; 0 is NULL.
  func address(_ index: Int) -> GuestAddress { GuestAddress(arguments[index]) }
  /// A guest address, or nil for NULL.
  func optionalAddress(_ index: Int) -> GuestAddress? {
    arguments[index] == 0 ? nil : GuestAddress(arguments[index])
  }

  /// A byte count. Linux transfers at most 0x7ffff000 bytes a call; a count beyond the signed range
  /// is EINVAL.
  func length(_ index: Int) throws(Errno) -> Int {
    guard let length = Int(exactly: arguments[index]) else { throw .invalidArgument }
    return min(length, 0x7fff_f000)
  }

  /// Flag bits; EINVAL for one that is not known.
  func flags<Flags: OptionSet>(_ index: Int, known: Flags) throws(Errno) -> Flags
  where Flags.RawValue: FixedWidthInteger {
    let raw = Flags.RawValue(truncatingIfNeeded: arguments[index])
    guard raw & ~known.rawValue == 0 else { throw .invalidArgument }
    return Flags(rawValue: raw)
  }

  /// A path, without its NUL. EFAULT, or ENAMETOOLONG from 4096 bytes on.
  func path(_ index: Int) throws(Errno) -> [UInt8] {
    try memory.readPath(at: address(index))
  }

  /// The open file behind a descriptor, O_PATH ones excepted. EBADF.
  func file(_ index: Int) throws(Errno) -> OpenFile {
    let file = try task.files[int32(index)]
    guard !file.isPathOnly else { throw .badFileDescriptor }
    return file
  }
}
