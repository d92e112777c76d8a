import LinuxABI

/// dup and fcntl's part that is about descriptors.
enum DescriptorSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.dup, "dup", [.descriptor], dup),
    .init(SyscallNumber.dup2, "dup2", [.descriptor, .descriptor], dup2),
    .init(SyscallNumber.dup3, "dup3", [.descriptor, .descriptor, .flags], dup3),
  ]

  static func dup(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let file = try call.task.files[call.int32(0)]
    return .value(Int(try call.install(file, closesOnExecute: false)))
  }

  /// Equal numbers are no error, and do nothing.
  static func dup2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let target = call.int32(1)
    let file = try call.task.files[call.int32(0)]
    if target == call.int32(0) { return .value(Int(target)) }
    return try replace(target, file, closesOnExecute: false, &call)
  }

  static func dup3(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(2, known: OpenFlags.closeOnExec)
    let target = call.int32(1)
    guard call.int32(0) != target else { throw .invalidArgument }
    let file = try call.task.files[call.int32(0)]
    return try replace(target, file, closesOnExecute: flags.contains(.closeOnExec), &call)
  }

  private static func replace(
    _ target: Int32, _ file: OpenFile, closesOnExecute: Bool, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    guard target >= 0, UInt64(target) < call.descriptorLimit else { throw .badFileDescriptor }
    try call.task.files.replace(
      target, with: file, closesOnExecute: closesOnExecute, limit: call.descriptorLimit)
    return .value(Int(target))
  }
}
