import CHost
public import LinuxABI

/// How the calling thread gets its turns among others. See sched_setattr(2).
public enum HostScheduling {
  /// Asks for turns of this length at most, in nanoseconds, which come sooner for it; 0 is the
  /// host's usual.
  ///
  /// A thread that works in short pieces while many others want the processor is served before
  /// those that take long ones. Programs that it starts inherit it. Hosts before Linux 6.12 accept
  /// it and do nothing.
  public static func setSlice(nanoseconds: UInt64) throws(Errno) {
    _ = try shimCall { chost_set_slice(nanoseconds) }
  }
}
