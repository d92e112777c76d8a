import LinuxABI

/// What mount(2) was asked for.
struct MountRequest {
  /// The word before the mount point: a device, a host directory, or anything.
  var source: [UInt8]
  /// Comma-separated options of the file system itself.
  var options: [UInt8]
  let files: FileSystems
  /// Who asks, for sources that are paths of the guest.
  let context: PathContext?

  /// The options as `name=value` pairs; a word without `=` has an empty value.
  var parsedOptions: [(name: String, value: String)] {
    String(decoding: options, as: UTF8.self).split(separator: ",").map { word in
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }
}

/// A type of file system that can be mounted: a row of /proc/filesystems.
struct FileSystemType {
  let name: String
  /// Without a block device beneath it: `nodev` in /proc/filesystems.
  let isVirtual: Bool
  let make: (MountRequest) throws(Errno) -> FileSystem

  init(
    _ name: String, isVirtual: Bool = true,
    _ make: @escaping (MountRequest) throws(Errno) -> FileSystem
  ) {
    self.name = name
    self.isVirtual = isVirtual
    self.make = make
  }
}

extension FileSystemType {
  /// The types that need nothing but files; others are registered by the parts they belong to.
  static var builtIn: [FileSystemType] {
    [
      MemoryFileSystem.tmpfs, MemoryFileSystem.ramfs, HostFileSystem.type, OverlayFileSystem.type,
      DeviceFileSystem.type, FileSystems.messageQueueType,
    ]
  }
}

/// The types the kernel knows, in the order they were registered.
final class FileSystemRegistry {
  private(set) var all: [FileSystemType] = []

  /// A second type of the same name replaces the first.
  func register(_ type: FileSystemType) {
    all.removeAll { $0.name == type.name }
    all.append(type)
  }

  subscript(name: String) -> FileSystemType? { all.first { $0.name == name } }
}
