import CHost
import Glibc
public import LinuxABI

/// Which processors a thread may run on. See sched_setaffinity(2).
public enum HostProcessors {
  /// Those the calling thread may use.
  public static func allowed() throws(Errno) -> [Int] {
    var words = [UInt64](repeating: 0, count: 16)
    let count = try shimCall { chost_get_affinity(0, &words, words.count) }
    return (0..<Int(count) * 64).filter { words[$0 / 64] >> UInt64($0 % 64) & 1 != 0 }
  }

  /// Confines the calling thread, and those it starts later, to some.
  public static func restrict(to processors: [Int]) throws(Errno) {
    var words = [UInt64](repeating: 0, count: 16)
    for processor in processors where (0..<1024).contains(processor) {
      words[processor / 64] |= 1 << UInt64(processor % 64)
    }
    _ = try shimCall { chost_set_affinity(0, words, words.count) }
  }

  /// The one the calling thread is on just now.
  public static var current: Int { Int(sched_getcpu()) }
}
