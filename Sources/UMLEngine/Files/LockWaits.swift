import LinuxABI

/// Who waits for whose record lock, to refuse a wait that could never end.
final class LockWaits {
  private var waits: [FileLocks.Owner: FileLocks.Owner] = [:]

  /// EDEADLK when `holder` waits, by way of others, for `owner`.
  func begin(_ owner: FileLocks.Owner, for holder: FileLocks.Owner) throws(Errno) {
    var next: FileLocks.Owner? = holder
    // As many steps as Linux takes before it gives the search up.
    for _ in 0..<10 {
      guard let current = next else { break }
      guard current != owner else { throw .deadlock }
      next = waits[current]
    }
    waits[owner] = holder
  }

  func end(_ owner: FileLocks.Owner) { waits[owner] = nil }
}
