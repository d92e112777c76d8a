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

  /// Processes that were ended for their memory and are not gone yet.
  var victims: Set<Int32> = []

  /// The next look at what processes use, while one is due.
  var check: TimerQueue.Entry?
  /// When somebody looked.
  var lastLook: UInt64 = 0
  /// Nanoseconds from one look to the next.
  var checkInterval: UInt64 = 0
  /// The same while somebody runs.
  var shortInterval: UInt64 = 10_000_000

  init(total: UInt64) { self.total = total }

  /// Bytes more than there are, if processes grow by so many.
  func missing(after growth: UInt64 = 0) -> UInt64 {
    let wanted = fileBytes + processBytes + growth
    return wanted - min(wanted, total)
  }

  var used: UInt64 { min(total, fileBytes + processBytes) }
  var free: UInt64 { total - used }
}
