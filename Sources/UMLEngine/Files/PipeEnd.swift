import LinuxABI

/// One open of a pipe: the reading end, the writing end, or, of a FIFO, both.
final class PipeEnd: FileObject {
  let pipe: Pipe
  private let reads: Bool
  private let writes: Bool
  /// Writers that came before this end; nil when there was one, so that its leaving is a hang-up.
  private let seenWriters: UInt64?
  /// The number fstat(2) shows. nil for a FIFO, whose file says it.
  private let inode: UInt64?
  private var isOpen = true

  /// Counts itself in at `pipe`, and out when its description is closed or it is dropped unopened.
  init(_ pipe: Pipe, _ flags: OpenFlags, inode: UInt64?) {
    self.pipe = pipe
    self.inode = inode
    reads = flags.isReadable
    writes = flags.isWritable
    seenWriters = inode == nil && pipe.writers == 0 && !writes ? pipe.writerArrivals : nil
    pipe.join(reads: reads, writes: writes)
  }

  deinit { leave() }

  func status() throws(Errno) -> FileStatus { .anonymous(.fifo, 0o600, inode: inode ?? 0) }

  func read(
    _ destination: inout ReadDestination, at position: Int64, _ file: OpenFile
  ) throws(Errno) -> Int {
    try pipe.read(&destination)
  }

  func write(
    _ source: inout WriteSource, at position: Int64, _ file: OpenFile
  ) throws(Errno) -> Int {
    try pipe.write(&source, asPackets: file.flags.contains(.direct))
  }

  func readiness() -> PollEvents {
    var events: PollEvents = []
    if reads { events.formUnion(pipe.readerReadiness(seenWriters: seenWriters)) }
    if writes { events.formUnion(pipe.writerReadiness()) }
    return events
  }

  func waitQueue(for events: PollEvents) -> WaitQueue? {
    if reads && writes { return pipe.queues.queue(for: events) }
    return pipe.queues.queue(for: reads ? .input : .output)
  }

  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  ) throws(Errno) -> SyscallOutcome {
    guard request == TerminalRequest.inputQueued.rawValue else {
      throw .inappropriateIOCTLForDevice
    }
    try call.memory.writeInteger(Int32(pipe.count), to: GuestAddress(argument))
    return .value(0)
  }

  func pipeCapacity() throws(Errno) -> Int { pipe.capacity }

  func setPipeCapacity(_ bytes: Int, mayExceedLimit: Bool) throws(Errno) -> Int {
    try pipe.setCapacity(UInt32(clamping: bytes), isPrivileged: mayExceedLimit)
  }

  /// A new open of the same pipe, through /proc/PID/fd or /dev/fd.
  func reopened(_ flags: OpenFlags) throws(Errno) -> any FileObject {
    PipeEnd(pipe, flags, inode: inode)
  }

  var sendsSignals: Bool { true }
  func closed(_ file: OpenFile) { leave() }

  private func leave() {
    guard isOpen else { return }
    isOpen = false
    pipe.leave(reads: reads, writes: writes)
  }
}
