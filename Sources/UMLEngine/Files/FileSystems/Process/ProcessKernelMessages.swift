import LinuxABI

/// /proc/kmsg: the log, each line once.
final class ProcessKernelMessages: SyntheticInode {
  private let log: KernelLog

  init(_ system: ProcessFileSystem, _ log: KernelLog) {
    self.log = log
    super.init(system, number: system.allocateNumber(), type: .regular, permissions: 0o400)
  }

  override var isSeekable: Bool { false }

  override func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject {
    guard context.credentials.has(.systemLog) || context.credentials.has(.administration) else {
      throw .notPermitted
    }
    return self
  }

  override func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    var position = log.syslogPosition
    let text = position.read(log.ring, limit: destination.remaining)
    guard !text.isEmpty else { throw .wouldBlock }
    log.syslogPosition = position
    return try destination.put(text)
  }

  override func readiness() -> PollEvents {
    log.syslogPosition.unreadBytes(log.ring) > 0 ? .readable : []
  }

  override func waitQueue(for events: PollEvents) -> WaitQueue? { log.appended }
}
