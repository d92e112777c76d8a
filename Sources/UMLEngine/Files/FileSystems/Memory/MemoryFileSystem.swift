import LinuxABI

/// tmpfs and ramfs: files in the kernel's memory. See tmpfs(5).
///
/// Small files are byte arrays; one that grows, or is mapped, moves into a memfd of its own whose
/// pages guests map directly.
class MemoryFileSystem: FileSystem {
  private(set) var limits: MemoryLimits
  private let rootOwner: (mode: FileMode, user: UInt32, group: UInt32)
  /// Bytes of pages that files hold.
  private(set) var usedBytes: Int64 = 0
  /// The same of all of them. Held by itself, as the last file may go after everything else.
  private let held: HeldMemory
  var inodeCount: UInt64 = 0
  private var lastInode: UInt64 = 0

  static var tmpfs: FileSystemType {
    FileSystemType("tmpfs") { (request) throws(Errno) in
      try MemoryFileSystem("tmpfs", request)
    }
  }
  /// The same without limits.
  static var ramfs: FileSystemType {
    FileSystemType("ramfs") { (request) throws(Errno) in
      try MemoryFileSystem("ramfs", request)
    }
  }

  init(_ typeName: String = "tmpfs", _ request: MountRequest) throws(Errno) {
    let options = try MemoryOptions(request.parsedOptions, memorySize: request.files.memorySize)
    limits = typeName == "ramfs" ? MemoryLimits() : options.limits
    rootOwner = (options.mode, options.user, options.group)
    held = request.files.held
    super.init(typeName, request.files)
  }

  override var magic: Int64 { typeName == "ramfs" ? 0x8584_58f6 : 0x0102_1994 }

  override var optionText: String {
    guard let bytes = limits.bytes else { return "" }
    return "size=\(bytes >> 10)k"
  }

  override func makeRoot() throws(Errno) -> Inode {
    var file = NewFile(type: .directory, permissions: rootOwner.mode)
    file.userID = rootOwner.user
    file.groupID = rootOwner.group
    let root = try makeInode(file)
    (root as? MemoryDirectory)?.parentNumber = root.number
    return root
  }

  /// ENOSPC when the limit of inodes is reached.
  func makeInode(_ file: NewFile) throws(Errno) -> MemoryInode {
    if let limit = limits.inodes, inodeCount >= limit { throw .noSpace }
    if files.availableBytes < MemoryInode.cost { files.reclaim?() }
    guard files.availableBytes >= MemoryInode.cost else { throw .noSpace }
    lastInode += 1
    return switch file.type {
    case .regular: makeRegularFile(lastInode, file)
    case .directory: MemoryDirectory(self, lastInode, file)
    default: MemoryInode(self, lastInode, file)
    }
  }

  func makeRegularFile(_ number: UInt64, _ file: NewFile) -> MemoryInode {
    MemoryFile(self, number, file)
  }

  /// Files take more pages, or give some back.
  func use(_ bytes: Int64) { usedBytes += bytes }

  /// The machine gives more of its memory, or gets some back.
  func charge(_ bytes: Int64) { held.bytes += bytes }

  /// Bytes that may still be taken: of this file system, and of the machine.
  var availableBytes: Int64 {
    let bytes = unusedBytes
    guard bytes < Int64(clamping: files.memorySize / 8) else { return bytes }
    files.reclaim?()
    return unusedBytes
  }

  private var unusedBytes: Int64 {
    let own = limits.bytes.map { Int64(clamping: $0) - usedBytes } ?? .max
    return max(0, min(own, files.availableBytes))
  }

  override func statistics() throws(Errno) -> FileSystemStatistics {
    var result = FileSystemStatistics(magic: magic)
    if let bytes = limits.bytes {
      result.blocks = bytes / 4096
      result.freeBlocks = UInt64(availableBytes) / 4096
      result.availableBlocks = result.freeBlocks
    }
    if let inodes = limits.inodes {
      result.files = inodes
      result.freeFiles = inodes - min(inodes, inodeCount)
    }
    return result
  }

  override func remount(options: [UInt8]) throws(Errno) {
    guard typeName == "tmpfs", !options.isEmpty else { return }
    let request = MountRequest(source: [], options: options, files: files, context: nil)
    let parsed = try MemoryOptions(
      request.parsedOptions, memorySize: files.memorySize, defaults: limits)
    if let bytes = parsed.limits.bytes, bytes < UInt64(usedBytes) { throw .invalidArgument }
    limits = parsed.limits
  }
}

/// How much memory the files of all tmpfs mounts of a machine take.
final class HeldMemory {
  var bytes: Int64 = 0
}
