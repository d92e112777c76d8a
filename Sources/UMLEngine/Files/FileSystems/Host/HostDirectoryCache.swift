/// Which directories of a hostfs have a descriptor open: the most recently used ones.
final class HostDirectoryCache {
  /// Descriptors are the host's and few; each costs one openat to get back.
  static let limit = 192

  private var open: [HostDirectory] = []
  private var clock = 0

  func remember(_ directory: HostDirectory) {
    if open.count >= Self.limit { evict() }
    open.append(directory)
  }

  func touch(_ directory: HostDirectory) {
    clock += 1
    directory.lastUse = clock
  }

  func removeAll() {
    for directory in open { directory.descriptor = nil }
    open = []
  }

  /// Closes the older half.
  private func evict() {
    let sorted = open.sorted { $0.lastUse < $1.lastUse }
    for directory in sorted.prefix(sorted.count / 2) { directory.descriptor = nil }
    open = Array(sorted.dropFirst(sorted.count / 2))
  }
}
