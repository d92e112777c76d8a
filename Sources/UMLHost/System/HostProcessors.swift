import CHost
import Glibc
public import LinuxABI

/// Which processors a thread may run on. See sched_setaffinity(2).
public enum HostProcessors {
  /// Those a thread may use; 0 is the calling one. See sched_getaffinity(2).
  public static func allowed(to thread: Int32 = 0) throws(Errno) -> [Int] {
    var words = [UInt64](repeating: 0, count: 16)
    let count = try shimCall { chost_get_affinity(thread, &words, words.count) }
    return (0..<Int(count) * 64).filter { words[$0 / 64] >> UInt64($0 % 64) & 1 != 0 }
  }

  /// Confines a thread, and those it starts later, to some; 0 is the calling thread. See
  /// sched_setaffinity(2).
  public static func restrict(_ thread: Int32 = 0, to processors: [Int]) throws(Errno) {
    var words = [UInt64](repeating: 0, count: 16)
    for processor in processors where (0..<1024).contains(processor) {
      words[processor / 64] |= 1 << UInt64(processor % 64)
    }
    _ = try shimCall { chost_set_affinity(thread, words, words.count) }
  }
}
