import LinuxABI

/// Keeps the number of cached entries bounded.
final class EntryCache {
  /// Above this many entries a sweep begins.
  private var threshold: Int
  private let minimum: Int
  private var count = 0
  var roots: () -> [DirectoryEntry] = { [] }

  init(threshold: Int = 8192) {
    self.threshold = threshold
    minimum = threshold
  }

  func noteInsertion() { count += 1 }
  func noteRemoval() { count -= 1 }

  /// Called between system calls, when no walk is under way.
  func sweepIfNeeded() {
    guard count > threshold else { return }
    for root in roots() { count -= root.sweep() }
    count = max(0, count)
    // Entries in use cannot be dropped: do not sweep in vain every time.
    threshold = max(minimum, count * 2)
  }
}
