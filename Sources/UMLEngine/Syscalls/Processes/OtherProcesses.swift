import LinuxABI

/// What one process may do with another's memory, descriptors and objects: process_vm_readv(2),
/// pidfd_getfd(2), kcmp(2).
enum OtherProcessSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.processVmReadv, "process_vm_readv",
      [.pid, .address, .length, .address, .length, .flags]
    ) { call throws(Errno) in try copyMemory(call, reads: true) },
    .init(
      SyscallNumber.processVmWritev, "process_vm_writev",
      [.pid, .address, .length, .address, .length, .flags]
    ) { call throws(Errno) in try copyMemory(call, reads: false) },
    .init(
      SyscallNumber.pidfdGetfd, "pidfd_getfd", [.descriptor, .descriptor, .flags], getDescriptor),
    .init(
      SyscallNumber.kcmp, "kcmp", [.pid, .pid, .command, .integer, .integer],
      gap: "KCMP_EPOLL_TFD is refused", compare),
    // The host traces guests for their kernel, and has one tracer for each.
    .refused(SyscallNumber.ptrace, "ptrace", .notPermitted),
  ]

  /// Who may look into a process; see ptrace(2), "Ptrace access mode checking".
  private static func requireAccess(_ call: SyscallContext, _ process: Process, _ error: Errno)
    throws(Errno)
  {
    let view = ProcessView(kernel: call.kernel, process: process, thread: nil)
    do throws(Errno) { try view.requireAccess(call.paths) } catch { throw Errno.notPermitted }
    guard !process.isZombie else { throw error }
  }

  // MARK: Memory

  private static func copyMemory(_ call: SyscallContext, reads: Bool) throws(Errno)
    -> SyscallOutcome
  {
    guard call.word(5) == 0 else { throw .invalidArgument }
    let local = try call.segments(1, count: 2)
    let remote = try call.segments(3, count: 4)
    guard let target = call.kernel.processes.task(call.int32(0)) else { throw .noSuchProcess }
    try requireAccess(call, target.process, .noSuchProcess)
    var source = WriteSource(reads ? target.memory : call.memory, reads ? remote : local)
    var destination = ReadDestination(reads ? call.memory : target.memory, reads ? local : remote)
    var total = 0
    while source.remaining > 0, destination.remaining > 0, total < callLimit {
      do throws(Errno) {
        let bytes = try source.take(min(chunk, destination.remaining))
        guard !bytes.isEmpty else { break }
        let done = try destination.put(bytes)
        total += done
        guard done == bytes.count else { break }
      } catch {
        guard total > 0 else { throw error }
        break
      }
    }
    return .value(total)
  }

  private static let chunk = 256 << 10
  /// Longer copies end short, so that other processes get their turn.
  private static let callLimit = 64 << 20

  // MARK: Descriptors

  private static func getDescriptor(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.uint32(2) == 0 else { throw .invalidArgument }
    guard let process = (try call.file(0).object as? ProcessFile)?.process else {
      throw .badFileDescriptor
    }
    try requireAccess(call, process, .noSuchProcess)
    guard let files = process.mainTask?.files else { throw .noSuchProcess }
    return .value(Int(try call.install(try files[call.int32(1)], closesOnExecute: true)))
  }

  // MARK: Comparison

  private enum Kind: Int32 {
    case file, memory, files, fileSystem, signalHandlers, io, systemVSemaphores
  }

  /// 0 for the same, 1 and 2 for an order that means nothing.
  private static func compare(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard let first = call.kernel.processes.task(call.int32(0)),
      let second = call.kernel.processes.task(call.int32(1))
    else { throw .noSuchProcess }
    try requireAccess(call, first.process, .noSuchProcess)
    try requireAccess(call, second.process, .noSuchProcess)
    let objects: (AnyObject, AnyObject)
    switch Kind(rawValue: call.int32(2)) {
    case .file:
      objects = (
        try first.files[Int32(truncatingIfNeeded: call.word(3))],
        try second.files[Int32(truncatingIfNeeded: call.word(4))]
      )
    case .files: objects = (first.files, second.files)
    case .fileSystem: objects = (first.fileSystem, second.fileSystem)
    case .systemVSemaphores
    where first.process.semaphoreUndos.isEmpty && second.process.semaphoreUndos.isEmpty:
      // Neither has anything to undo yet.
      return .value(0)
    case .memory, .signalHandlers, .io, .systemVSemaphores:
      objects = (first.process, second.process)
    case nil: throw .invalidArgument
    }
    let (a, b) = (ObjectIdentifier(objects.0), ObjectIdentifier(objects.1))
    return .value(a == b ? 0 : a < b ? 1 : 2)
  }
}
