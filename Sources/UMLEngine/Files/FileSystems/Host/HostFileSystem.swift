import LinuxABI
import UMLHost

/// A directory of the host as a file system of the guest: `rootfstype=hostfs rootflags=DIR`.
///
/// It is a jail. The host only ever sees single names, relative to a directory it has open, and is
/// told never to follow a link; `..` and symbolic links are interpreted by the guest's own walk. So
/// no name, link or rename, and no second guest working in the same directory, leads outside.
/// Devices are the guest's, never the host's.
///
/// ```
///   HostDirectory (root) ◄─ parent ─ HostDirectory "usr" ◄─ parent ─ HostRegularFile "motd" …
///        a directory's descriptor is opened from its parent's when needed, and only so many are kept
/// ```
final class HostFileSystem: FileSystem {
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
    /// The host gives a number again when its file is gone.
    private let birth: Int64

    init(_ status: HostFileStatus) {
      device = makeDevice(major: status.deviceMajor, minor: status.deviceMinor)
      inode = status.inode
      birth = status.birthTime.map { $0.seconds &* 1_000_000_000 &+ $0.nanoseconds } ?? 0
    }
  }

  static var type: FileSystemType {
    FileSystemType("hostfs") { (request) throws(Errno) in
      try HostFileSystem(request)
    }
  }

  let directories = HostDirectoryCache()
  let idleFiles = HostFileCache()
  let owners = HostOwners()
  let setIDs = HostSetID()
  private let hostPath: [UInt8]
  private let rootDescriptor: SharedDescriptor
  /// Inodes in use. They leave the table when they go, so the table does not own them.
  private var inodes: [Identity: Unmanaged<HostInode>] = [:]
  /// The guest's device number for each of the host's: one jail may span several host file systems.
  private var devices: [UInt64: DeviceNumber] = [:]

  /// What a guest, or its command line, names: below what the command line gave.
  convenience init(_ request: MountRequest) throws(Errno) {
    guard let grant = request.files.hostGrant else { throw .notPermitted }
    let path = Self.directory(for: request)
    self.init(try grant.open(path), path: path, request.files)
  }

  /// `root` is an O_PATH descriptor; `path` is what /proc/mounts shows of it.
  init(_ root: SharedDescriptor, path: [UInt8], _ files: FileSystems) {
    rootDescriptor = root
    hostPath = path
    super.init("hostfs", files)
  }

  override var keepsEntries: Bool { false }
  override var magic: Int64 { FileSystemMagic.host.rawValue }
  override var optionText: String { String(decoding: hostPath, as: UTF8.self) }

  override func unmounted() {
    idleFiles.removeAll()
    directories.removeAll()
    super.unmounted()
  }

  override func makeRoot() throws(Errno) -> Inode {
    let root = makeInode(try rootDescriptor.status(), parent: nil, name: nil)
    (root as? HostDirectory)?.descriptor = rootDescriptor
    return root
  }

  override func statistics() throws(Errno) -> FileSystemStatistics {
    // O_PATH descriptors are good enough for fstatfs(2).
    let host = try rootDescriptor.fileSystemStatus()
    return FileSystemStatistics(
      magic: magic, blockSize: host.blockSize, blocks: host.blocks,
      freeBlocks: host.freeBlocks, availableBlocks: host.availableBlocks, files: host.files,
      freeFiles: host.freeFiles, nameLength: host.maximumNameLength)
  }

  /// The inode of a host file: the one there is, or a new one.
  func makeInode(_ status: HostFileStatus, parent: HostDirectory?, name: HostFileName?)
    -> HostInode
  {
    let identity = Identity(status)
    if let existing = inodes[identity]?.takeUnretainedValue(), existing.type == status.type {
      existing.note(status, parent: parent, name: name)
      return existing
    }
    let inode: HostInode =
      switch status.type {
      case .directory: HostDirectory(self, status, parent: parent, name: name)
      case .regular: HostRegularFile(self, status, parent: parent, name: name)
      default: HostInode(self, status, parent: parent, name: name)
      }
    inodes[identity] = Unmanaged.passUnretained(inode)
    return inode
  }

  func forget(_ inode: HostInode) {
    guard inodes[inode.identity]?.toOpaque() == Unmanaged.passUnretained(inode).toOpaque() else {
      return
    }
    inodes[inode.identity] = nil
  }

  func guestDevice(_ hostDevice: UInt64) -> DeviceNumber {
    if let known = devices[hostDevice] { return known }
    let number = devices.isEmpty ? device : files.allocateDevice()
    devices[hostDevice] = number
    return number
  }

  /// The options name it, from `/` on as in UML. A source does too, if it is a path at all: it is
  /// often a word that means nothing, such as `none`.
  private static func directory(for request: MountRequest) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    guard request.options.isEmpty else {
      return request.options.first == slash ? request.options : [slash] + request.options
    }
    return request.source.first == slash ? request.source : [slash]
  }
}
