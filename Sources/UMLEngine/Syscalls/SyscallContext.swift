import LinuxABI

/// One system call being answered: who called, with what.
///
/// Handlers decode their arguments through it in the order of the manual page, ask an object, and
/// return an outcome. A handler may run several times for one call (see
/// ``SyscallOutcome/block(_:)``); what it must remember goes into ``operation``.
struct SyscallContext {
  let kernel: Kernel
  let task: Task
  let number: Int
  let arguments: InlineArray<6, UInt64>
  /// nil at the first run of the handler. Kept until the call is answered.
  var operation: (any BlockedOperation)?

  var memory: GuestMemory { task.memory }
}
