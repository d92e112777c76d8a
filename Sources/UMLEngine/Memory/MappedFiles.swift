import LinuxABI
import UMLHost

/// The guest's files that are mapped, by the host's numbers of them: /proc/PID/maps asks.
///
/// The host does not tell when a mapping goes. So files stay here, and keep their memory, until
/// somebody looks who still maps them: when there are many, or when memory is short.
final class MappedFiles {
  /// Time between two looks, in nanoseconds, unless so many files were mapped meanwhile.
  private static let interval: UInt64 = 250_000_000
  /// The same when there is a new one to be found unused.
  private static let shortInterval: UInt64 = 10_000_000
  private static let fewNew = 16
  private static let leastLimit = 4096

  private var locations: [HostFileKey: Location] = [:]
  private var limit = leastLimit
  private var lastLook: UInt64 = 0
  private var newCount = 0

  /// Remembers where a file was opened that is being mapped through a descriptor of the host.
  func note(_ location: Location?, mapping descriptor: Int32) {
    guard let location, let status = try? BorrowedDescriptor(descriptor).status() else { return }
    if locations.updateValue(location, forKey: HostFileKey(status)) == nil { newCount += 1 }
  }

  func location(of entry: HostMappingEntry) -> Location? { locations[entry.fileKey] }

  /// More than there were any reason for when they were last looked at.
  var isFull: Bool { locations.count >= limit }

  /// Whether there is something to be found by another look.
  func isLookDue(at now: UInt64) -> Bool {
    let interval = newCount > 0 ? Self.shortInterval : Self.interval
    return !locations.isEmpty && (newCount >= Self.fewNew || now >= lastLook + interval)
  }

  /// Forgets all but these.
  func keep(_ used: Set<HostFileKey>, at now: UInt64) {
    locations = locations.filter { used.contains($0.key) }
    limit = max(Self.leastLimit, 2 * locations.count)
    lastLook = now
    newCount = 0
  }
}

/// A file of the host, as its maps name it.
struct HostFileKey: Hashable {
  let device: UInt64
  let inode: UInt64
}

extension HostFileKey {
  init(_ status: HostFileStatus) {
    self.init(
      device: UInt64(status.deviceMajor) << 8 | UInt64(status.deviceMinor), inode: status.inode)
  }
}

extension HostMappingEntry {
  var fileKey: HostFileKey { HostFileKey(device: device, inode: inode) }
}

extension Kernel {
  /// Gives up the files nobody maps any more, and with them the memory of those that were removed.
  func reclaimMappedFiles() {
    let now = clock.monotonic
    guard mappedFiles.isLookDue(at: now) else { return }
    var used: Set<HostFileKey> = []
    for process in processes.all {
      guard let thread = process.mainTask?.thread else { continue }
      for entry in thread.mappings() where entry.inode != 0 { used.insert(entry.fileKey) }
      // One that is lent to a process is in use, and may be about to be mapped.
      used.formUnion(thread.lentFiles())
    }
    mappedFiles.keep(used, at: now)
  }
}
