import LinuxABI

/// pidfd_open(2). ``process(behind:)`` serves waitid(2) and pidfd_send_signal(2).
enum PidFDSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.pidfdOpen, "pidfd_open", [.pid, .flags], pidfdOpen)
  ]

  /// A descriptor that stands for a process and is readable when it has ended.
  static func pidfdOpen(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(1, known: OpenFlags.nonBlocking)
    let pid = call.int32(0)
    guard pid > 0 else { throw .invalidArgument }
    guard let process = call.kernel.processes.process(pid) else {
      // The number of a thread that leads no process is not a process.
      throw call.kernel.processes.task(pid) == nil ? .noSuchProcess : .invalidArgument
    }
    let descriptor = try call.install(
      ProcessFile(process), "anon_inode:[pidfd]", flags.union(.readWrite), closesOnExecute: true)
    return .value(Int(descriptor))
  }

  /// The process a descriptor stands for. EBADF when it is not one of pidfd_open(2).
  static func process(behind file: OpenFile) throws(Errno) -> Process {
    guard let object = file.object as? ProcessFile else { throw .badFileDescriptor }
    return object.process
  }
}
