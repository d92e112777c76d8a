import CHost
public import LinuxABI
import Synchronization

/// A small process that puts a terminal back when this one is gone without having done so,
/// kill -9 included.
///
/// It has a session of its own, holds the terminal and one pipe, and ends with this process.
public final class TerminalGuardian: Sendable {
  let pipe: OneTimePipe
  let processID: Int32

  public init(
    _ terminal: BorrowedDescriptor, settings: TerminalSettings, statusFlags: Int32,
    resetSequence: String = ""
  ) throws(Errno) {
    var saved = settings.termios
    let reset = Array(resetSequence.utf8).map { CChar(bitPattern: $0) }
    var process: Int32 = 0
    let fd = try shimCall {
      chost_guardian_start(
        terminal.rawValue, &saved, statusFlags, reset, Int32(reset.count), &process)
    }
    processID = process
    pipe = OneTimePipe(HostDescriptor(fd))
  }

  deinit {
    release()
  }

  /// Lets it go, everything being in order, and waits for its end.
  public func release() {
    if let fd = pipe.take() { chost_guardian_release(fd, processID) }
  }
}

/// A descriptor that can be taken once, from any thread.
final class OneTimePipe: Sendable {
  private let number: Atomic<Int32>

  init(_ descriptor: consuming HostDescriptor) {
    number = Atomic(descriptor.take())
  }

  func take() -> Int32? {
    let value = number.exchange(-1, ordering: .acquiringAndReleasing)
    return value >= 0 ? value : nil
  }
}
