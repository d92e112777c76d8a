import LinuxABI

/// eventfd(2) and eventfd2(2).
enum EventFDSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.eventfd, "eventfd", [.integer], eventfd),
    .init(SyscallNumber.eventfd2, "eventfd2", [.integer, .flags], eventfd2),
  ]

  static func eventfd(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try make([], call)
  }

  /// Makes a counter to wait for. See eventfd(2).
  static func eventfd2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try make(try call.flags(1, known: EventFDFlags.known), call)
  }

  private static func make(
    _ flags: EventFDFlags, _ call: SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let counter = EventCounter(
      count: call.uint32(0), isSemaphore: flags.contains(.semaphore))
    var status = OpenFlags.readWrite
    if flags.contains(.nonBlocking) { status.insert(.nonBlocking) }
    let descriptor = try call.install(
      counter, "anon_inode:[eventfd]", status, closesOnExecute: flags.contains(.closeOnExec))
    return .value(Int(descriptor))
  }
}
