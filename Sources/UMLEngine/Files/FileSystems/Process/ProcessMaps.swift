import LinuxABI

/// /proc/PID/maps: what the host has mapped, by the guest's names.
extension ProcessFiles {
  /// The column in which names begin.
  private static let nameColumn = 73

  static func maps(_ view: ProcessView) throws(Errno) -> [UInt8] {
    guard let task = view.task else { return [] }
    return task.thread.mappings().flatMap { line($0, task, view.kernel) }
  }

  /// The same with what the host counts of each.
  static func detailedMaps(_ view: ProcessView) throws(Errno) -> [UInt8] {
    guard let task = view.task else { return [] }
    return task.thread.detailedMappings().flatMap { entry, details in
      line(entry, task, view.kernel) + Array(details.utf8)
    }
  }

  private static func line(_ entry: HostMappingEntry, _ task: Task, _ kernel: Kernel) -> [UInt8] {
    let place = entry.inode == 0 ? nil : kernel.mappedFiles.location(of: entry)
    let inode = place?.inode
    let device = inode?.fileSystem.device ?? .none
    var line =
      hexadecimal(entry.start, 8) + "-" + hexadecimal(entry.end, 8) + " "
      + "\(entry.permissions) \(hexadecimal(entry.offset, 8)) "
      + "\(hexadecimal(UInt64(device.major), 2)):\(hexadecimal(UInt64(device.minor), 2)) "
      + "\(inode?.number ?? 0) "
    // Names of the host are none of the guest's business.
    let name = place?.shownPath(relativeTo: task.fileSystem.root) ?? special(entry.name)
    if !name.isEmpty {
      line += String(repeating: " ", count: max(0, nameColumn - line.utf8.count))
    }
    return Array(line.utf8) + name + [UInt8(ascii: "\n")]
  }

  private static func special(_ name: String) -> [UInt8] {
    name.hasPrefix("[") ? Array(name.utf8) : []
  }
}
