import LinuxABI

/// A process as a descriptor: readable once it has ended. See pidfd_open(2).
final class ProcessFile: FileObject, ProcessReference {
  /// Kept even after it was waited for: a new process of the same number is another one.
  private let target: Process

  init(_ process: Process) { target = process }

  var process: Process? { target }

  func status() throws(Errno) -> FileStatus { .event }

  func readiness() -> PollEvents { target.isZombie ? .readable : [] }
  func waitQueue(for events: PollEvents) -> WaitQueue? { target.exitQueue }
}
