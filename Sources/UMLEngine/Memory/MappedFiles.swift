import LinuxABI
import UMLHost

/// The guest's names of files that are mapped, by the host's numbers of them: /proc/PID/maps asks.
final class MappedFiles {
  private struct Key: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// More names than any machine maps at a time.
  private static let limit = 4096

  private var locations: [Key: Location] = [:]

  /// Remembers where a file that is being mapped was opened.
  func note(_ file: OpenFile) {
    guard let location = file.location else { return }
    note(location, file.object)
  }

  func note(_ location: Location, _ object: any FileObject) {
    guard let descriptor = try? object.hostDescriptor(writable: false),
      let status = try? BorrowedDescriptor(descriptor).status()
    else { return }
    if locations.count >= Self.limit { locations = [:] }
    locations[
      Key(device: UInt64(status.deviceMajor) << 8 | UInt64(status.deviceMinor), inode: status.inode)
    ] = location
  }

  func location(of entry: HostMappingEntry) -> Location? {
    locations[Key(device: entry.device, inode: entry.inode)]
  }
}
