import LinuxABI

/// /proc/locks: every advisory lock on files that are open.
struct LockText {
  private let kernel: Kernel

  init(_ kernel: Kernel) { self.kernel = kernel }

  var text: String {
    var seen: Set<ObjectIdentifier> = []
    var lines: [String] = []
    for process in kernel.processes.all {
      for file in process.mainTask?.files.all ?? [] {
        guard let inode = file.location?.inode, let locks = inode.locks,
          seen.insert(ObjectIdentifier(inode)).inserted
        else { continue }
        for record in locks.records { lines.append(line(record, inode)) }
        for (_, isExclusive) in locks.whole {
          lines.append(
            "FLOCK  ADVISORY  \(isExclusive ? "WRITE" : "READ ") \(process.pid) "
              + "\(identity(inode)) 0 EOF")
        }
      }
    }
    return lines.enumerated().map { "\($0 + 1): \($1)\n" }.joined()
  }

  private func line(_ record: FileLocks.Record, _ inode: Inode) -> String {
    let kind = record.processID < 0 ? "OFDLCK" : "POSIX "
    let end = record.range.upperBound == .max ? "EOF" : "\(record.range.upperBound - 1)"
    return "\(kind) ADVISORY  \(record.isExclusive ? "WRITE" : "READ ") \(record.processID) "
      + "\(identity(inode)) \(record.range.lowerBound) \(end)"
  }

  private func identity(_ inode: Inode) -> String {
    let device = inode.fileSystem.device
    return "\(hexadecimal(UInt64(device.major), 2)):\(hexadecimal(UInt64(device.minor), 2)):"
      + "\(inode.number)"
  }
}
