import LinuxABI
import UMLHost

/// Which processors a task may run on: the host's. See sched_setaffinity(2).
enum AffinitySyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.schedGetaffinity, "sched_getaffinity", [.pid, .length, .address], getAffinity),
    .init(
      SyscallNumber.schedSetaffinity, "sched_setaffinity", [.pid, .length, .address],
      setAffinity),
  ]

  private static func getAffinity(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let processors = try task(call).thread.processors()
    // One bit for each of the machine's processors, in whole words.
    let words = (processors.max() ?? 0) / 64 + 1
    var mask = [UInt8](repeating: 0, count: words * 8)
    for number in processors { mask[number / 8] |= 1 << (number % 8) }
    let length = try call.length(1)
    guard length >= mask.count, length % 8 == 0 else { throw .invalidArgument }
    try call.memory.write(mask, to: call.address(2))
    // The call itself returns how many bytes it wrote.
    return .value(mask.count)
  }

  private static func setAffinity(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    // As many as the largest of machines has.
    let mask = try call.memory.read(call.address(2), count: min(try call.length(1), 8192 / 8))
    let wanted = (0..<mask.count * 8).filter { mask[$0 / 8] >> ($0 % 8) & 1 != 0 }
    try SchedulingSyscalls.requireChangeable(try task(call), by: call.task)
    try task(call).thread.setProcessors(wanted)
    return .value(0)
  }

  /// A negative number is nobody's here, while the calls about policies find it wrong.
  private static func task(_ call: SyscallContext) throws(Errno) -> Task {
    guard call.int32(0) >= 0 else { throw .noSuchProcess }
    return try SchedulingSyscalls.task(call)
  }
}
