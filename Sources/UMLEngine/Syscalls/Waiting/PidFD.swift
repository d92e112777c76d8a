import LinuxABI

/// pidfd_open(2) and pidfd_send_signal(2).
enum PidFDSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.pidfdOpen, "pidfd_open", [.pid, .flags], pidfdOpen),
    .init(
      SyscallNumber.pidfdSendSignal, "pidfd_send_signal",
      [.descriptor, .signal, .address, .flags], pidfdSendSignal),
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

  /// kill(2) by descriptor: never a process that took over the number. See pidfd_send_signal(2).
  static func pidfdSendSignal(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.uint32(3) == 0 else { throw .invalidArgument }
    guard let target = (try call.file(0).object as? any ProcessReference)?.process else {
      throw .badFileDescriptor
    }
    return try KillSyscalls.send(call.int32(1), information: 2, to: target, call)
  }
}
