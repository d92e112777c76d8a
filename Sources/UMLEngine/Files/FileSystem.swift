import LinuxABI

/// One instance of a file system: what Linux calls a superblock.
///
/// Several mounts may show it. It lives as long as an inode of it does.
class FileSystem {
  let typeName: String
  /// st_dev of its files; also `major:minor` in mountinfo.
  let device: DeviceNumber
  unowned let files: FileSystems
  /// No write of any mount reaches it: mounted `ro`, as opposed to a read-only bind mount.
  var isReadOnly = false
  /// Mounts that show it.
  var mountCount = 0
  private var cachedRoot: DirectoryEntry?

  init(_ typeName: String, _ files: FileSystems) {
    self.typeName = typeName
    self.files = files
    device = files.allocateDevice()
  }

  /// Names keep meaning the same inode unless they are changed through this kernel. False makes
  /// every step of a walk ask ``Inode/lookup(_:cached:)`` again.
  var keepsEntries: Bool { true }

  /// f_type of statfs(2).
  var magic: Int64 { 0 }

  /// Options in the form mount(8) shows them after rw or ro, without a leading comma.
  var optionText: String { "" }

  /// The inode of the root directory, made once.
  func makeRoot() throws(Errno) -> Inode { throw .operationNotSupportedByDevice }

  func statistics() throws(Errno) -> FileSystemStatistics {
    FileSystemStatistics(magic: magic)
  }

  func synchronize() throws(Errno) {}

  /// `mount -o remount`.
  func remount(options: [UInt8]) throws(Errno) {}

  /// The last mount is gone. Open files go on.
  func unmounted() {
    cachedRoot?.dropChildren()
    cachedRoot = nil
  }

  func root() throws(Errno) -> DirectoryEntry {
    if let cachedRoot { return cachedRoot }
    let entry = DirectoryEntry(root: try makeRoot())
    cachedRoot = entry
    return entry
  }

  /// The root when somebody has asked for it already.
  var existingRoot: DirectoryEntry? { cachedRoot }
  var now: TimeSpec { files.now() }
}

/// What statfs(2) shows. Blocks are of `blockSize` bytes.
struct FileSystemStatistics {
  var magic: Int64
  var blockSize: Int64 = 4096
  var blocks: UInt64 = 0
  var freeBlocks: UInt64 = 0
  var availableBlocks: UInt64 = 0
  var files: UInt64 = 0
  var freeFiles: UInt64 = 0
  var nameLength: Int64 = 255
}
