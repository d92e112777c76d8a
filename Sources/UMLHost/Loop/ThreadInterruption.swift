import CHost
public import LinuxABI

/// Interrupts one thread in calls that say they can be interrupted, ``CallListener/receive()`` for
/// one, from any other. One that comes early counts for the next such call: none is lost.
public struct ThreadInterruption: Sendable {
  private let thread: Int32

  /// For the calling thread. Takes over SIGURG.
  public init() throws(Errno) {
    thread = try shimCall { chost_interruption_allow() }
  }

  /// The thread must not have ended.
  public func interrupt() {
    chost_interrupt(thread)
  }

  /// The calling thread has taken note.
  static func clear() {
    chost_interruption_clear()
  }
}
