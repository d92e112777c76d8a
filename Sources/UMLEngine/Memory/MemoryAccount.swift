import LinuxABI

/// How much of the machine's memory (`mem=`) is in use.
final class MemoryAccount {
  /// Bytes of the machine.
  var total: UInt64
  /// Bytes that tmpfs files and pipes hold.
  var fileBytes: UInt64 = 0
  /// Bytes that processes had resident when they were last asked.
  var processBytes: UInt64 = 0

  var shared = SharedMemoryAccount()

  /// The next look at what processes use, while one is due.
  var check: TimerQueue.Entry?
  /// Nanoseconds from one look to the next.
  var checkInterval: UInt64 = 0

  init(total: UInt64) { self.total = total }

  var used: UInt64 { min(total, fileBytes + processBytes) }
  var free: UInt64 { total - used }
}
