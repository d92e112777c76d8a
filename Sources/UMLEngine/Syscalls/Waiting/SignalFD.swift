import LinuxABI

/// signalfd(2) and signalfd4(2).
enum SignalFDSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.signalfd, "signalfd", [.descriptor, .address, .length], signalfd),
    .init(
      SyscallNumber.signalfd4, "signalfd4", [.descriptor, .address, .length, .flags], signalfd4),
  ]

  static func signalfd(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try make([], call)
  }

  /// Makes a descriptor that reads blocked signals, or changes which ones it reads.
  static func signalfd4(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try make(try call.flags(3, known: SignalFDFlags.known), call)
  }

  private static func make(
    _ flags: SignalFDFlags, _ call: SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    guard call.word(2) == SignalSet.size else { throw .invalidArgument }
    let signals = try call.memory.readLayout(call.address(1), as: SignalSet.self)
    let mask = signals.subtracting(.uncatchable)
    guard call.int32(0) != -1 else {
      var status = OpenFlags.readWrite
      if flags.contains(.nonBlocking) { status.insert(.nonBlocking) }
      let descriptor = try call.install(
        SignalFile(call.kernel.signals, mask), "anon_inode:[signalfd]", status,
        closesOnExecute: flags.contains(.closeOnExec))
      return .value(Int(descriptor))
    }
    guard let file = try call.file(0).object as? SignalFile else { throw .invalidArgument }
    file.setMask(mask)
    return .value(Int(call.int32(0)))
  }
}
