import LinuxABI

/// A writable view of a tree that stays untouched: changes go into memory, everything else shows
/// through.
///
/// ```
///   OverlayDirectory "etc"  ── upper ──►  tmpfs "etc"      what was made or changed
///                           └─ lower ──►  hostfs "etc"     what was there, less the hidden names
/// ```
/// A file is copied up before its first change. The upper tree belongs to the overlay alone and
/// lives as long as it, so what is hidden is remembered in the directories themselves and not in
/// special files.
final class OverlayFileSystem: FileSystem {
  static var type: FileSystemType {
    FileSystemType("overlay") { (request) throws(Errno) in try OverlayFileSystem(request) }
  }

  /// Numbers of files that were made above; those from below keep theirs.
  private static let firstUpperNumber: UInt64 = 1 << 40

  private let upper: MemoryFileSystem
  private let lower: FileSystem
  private var nextNumber = firstUpperNumber

  /// `lowerhost=DIR`: a directory of the host beneath, memory above.
  private init(_ request: MountRequest) throws(Errno) {
    let prefix = "lowerhost="
    guard request.context == nil, request.options.starts(with: prefix.utf8) else {
      // Guests have no use for one yet, and may not name directories of the host.
      throw .invalidArgument
    }
    let path = Array(request.options.dropFirst(prefix.utf8.count))
    lower = HostFileSystem(
      try HostGrant(root: path).open([]), path: path, request.files)
    var above = request
    above.options = Array("mode=755".utf8)
    upper = try MemoryFileSystem("tmpfs", above)
    super.init("overlay", request.files)
  }

  override var magic: Int64 { 0x794c_7630 }

  override func unmounted() {
    (existingRoot?.inode as? OverlayDirectory)?.forgetChanges()
    super.unmounted()
    upper.unmounted()
    lower.unmounted()
  }

  override func makeRoot() throws(Errno) -> Inode {
    OverlayDirectory(
      self, upper: try upper.root().inode, lower: try lower.root().inode, parent: nil, name: "")
  }

  override func statistics() throws(Errno) -> FileSystemStatistics {
    var statistics = try upper.statistics()
    statistics.magic = magic
    return statistics
  }

  func allocateNumber() -> UInt64 {
    nextNumber += 1
    return nextNumber
  }

  /// The overlay's inode for what a name leads to.
  func makeInode(
    upper: Inode?, lower: Inode?, parent: OverlayDirectory?, name: FileName
  ) -> OverlayInode {
    let type = (upper ?? lower)?.type
    return switch type {
    case .directory: OverlayDirectory(self, upper: upper, lower: lower, parent: parent, name: name)
    default: OverlayInode(self, upper: upper, lower: lower, parent: parent, name: name)
    }
  }
}
