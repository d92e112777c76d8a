import LinuxABI

/// One row of the call table: everything the kernel, the trace and the documentation know of a
/// call.
struct Syscall: Sendable {
  typealias Handler = @Sendable (inout SyscallContext) throws(Errno) -> SyscallOutcome

  let number: Int
  let name: String
  let arguments: [ArgumentFormat]
  /// What is missing, in words, for Documentation/Syscalls.md. Empty when nothing known is.
  let gap: String
  let handler: Handler

  init(
    _ number: Int, _ name: String, _ arguments: [ArgumentFormat] = [], gap: String = "",
    _ handler: @escaping Handler
  ) {
    self.number = number
    self.name = name
    self.arguments = arguments
    self.gap = gap
    self.handler = handler
  }
}

extension Syscall {
  /// A call this kernel has nothing behind; programs know what to do without it.
  static func refused(_ number: Int, _ name: String, _ answer: Errno) -> Syscall {
    Syscall(number, name, gap: "always refused") { (_) throws(Errno) in throw answer }
  }
}

/// How an argument is shown in a trace and in the documentation.
enum ArgumentFormat: String, Sendable {
  case descriptor = "fd"
  case path, string, address, length, offset, flags, mode, pid, signal, integer, command, clock
}
