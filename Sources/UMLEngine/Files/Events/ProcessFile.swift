import LinuxABI

/// A process as a descriptor: readable once it has ended. See pidfd_open(2).
final class ProcessFile: FileObject, ProcessReference {
  let process: Process

  init(_ process: Process) { self.process = process }

  func status() throws(Errno) -> FileStatus { .event }

  func readiness() -> PollEvents { process.isZombie ? .readable : [] }
  func waitQueue(for events: PollEvents) -> WaitQueue? { process.exitQueue }
}
