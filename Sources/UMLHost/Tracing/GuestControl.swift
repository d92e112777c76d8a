internal import CHost
internal import Glibc
public import LinuxABI

/// Signals and limits of guest processes.
public enum GuestControl {
  /// Queues a signal with its 128 bytes of siginfo, whose code must be negative, or Linux takes it
  /// for forged. `thread` nil: any thread of the process takes it.
  public static func queue(_ signal: Int32, to process: Int32, thread: Int32?, _ info: [UInt8])
    throws(Errno)
  {
    precondition(info.count == 128, "siginfo has 128 bytes")
    _ = try shimCall { chost_signal_queue(process, thread ?? 0, signal, info) }
  }

  /// Ends a process that is there, and does nothing to one that is not.
  public static func kill(_ process: Int32) {
    _ = Glibc.kill(process, SIGKILL)
  }

  /// Whether there is such a thread, running or ended but not yet waited for.
  public static func exists(_ thread: Int32) -> Bool {
    Glibc.kill(thread, 0) == 0
  }

  /// Sets the soft limit of another process, as high as its hard limit allows. See prlimit(2).
  public static func setSoftLimit(_ kind: ResourceKind, of process: Int32, _ soft: UInt64)
    throws(Errno)
  {
    _ = try shimCall { chost_process_set_limit(process, kind.rawValue, soft) }
  }
}
