import LinuxABI

/// A file of tmpfs: what all have in common, and all there is to links, devices, FIFOs and sockets.
class MemoryInode: Inode {
  let memory: MemoryFileSystem
  var linkCount: UInt64
  /// Made by O_TMPFILE without O_EXCL: it may get its first name although it has none.
  var mayBeNamed = false
  var accessTime: TimeSpec
  var modificationTime: TimeSpec
  var changeTime: TimeSpec
  let birthTime: TimeSpec
  private let target: [UInt8]
  /// trusted.* and security.*; user.* is refused as on Linux before 6.6.
  private var attributes: [[UInt8]: [UInt8]] = [:]
  private var attributeBytes: Int64 = 0
  /// About what an inode and its name take of the kernel's own memory, in bytes.
  static let cost: Int64 = 1024

  init(_ memory: MemoryFileSystem, _ number: UInt64, _ file: NewFile) {
    self.memory = memory
    let now = memory.now
    linkCount = file.type == .directory ? 2 : 1
    accessTime = now
    modificationTime = now
    changeTime = now
    birthTime = now
    target = file.target
    super.init(
      memory, number: number, type: file.type,
      permissions: file.type == .symbolicLink ? 0o777 : file.permissions, userID: file.userID,
      groupID: file.groupID)
    deviceNumber = file.deviceNumber
    memory.inodeCount += 1
    memory.charge(Self.cost + Int64(target.count))
  }

  deinit {
    memory.inodeCount -= 1
    memory.charge(-Self.cost - Int64(target.count) - attributeBytes)
  }

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    status.linkCount = linkCount
    status.accessTime = accessTime
    status.modificationTime = modificationTime
    status.changeTime = changeTime
    status.birthTime = birthTime
    status.size = Int64(target.count)
    return status
  }

  override func apply(_ change: AttributeChange) throws(Errno) {
    let now = memory.now
    if let new = change.permissions { permissions = new }
    if let new = change.userID { userID = new }
    if let new = change.groupID { groupID = new }
    accessTime = Self.time(change.accessTime, now) ?? accessTime
    modificationTime = Self.time(change.modificationTime, now) ?? modificationTime
    changeTime = now
  }

  override func readLink(_ context: PathContext) throws(Errno) -> [UInt8] {
    guard type == .symbolicLink else { throw .invalidArgument }
    return target
  }

  override func extendedAttribute(_ name: [UInt8]) throws(Errno) -> [UInt8] {
    try Self.checkAttribute(name)
    guard let value = attributes[name] else { throw .noData }
    return value
  }

  override func setExtendedAttribute(
    _ name: [UInt8], _ value: [UInt8]?, _ flags: ExtendedAttributeFlags
  ) throws(Errno) {
    try Self.checkAttribute(name)
    let exists = attributes[name] != nil
    if flags.contains(.create), exists { throw .fileExists }
    if flags.contains(.replace) || value == nil, !exists { throw .noData }
    func bytes(_ value: [UInt8]?) -> Int64 { value.map { Int64(name.count + $0.count) } ?? 0 }
    let growth = bytes(value) - bytes(attributes[name])
    guard growth <= max(0, memory.files.availableBytes) else { throw .noSpace }
    memory.charge(growth)
    attributeBytes += growth
    attributes[name] = value
    changeTime = memory.now
  }

  override func extendedAttributeNames() throws(Errno) -> [[UInt8]] {
    attributes.keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  func noteChange() {
    let now = memory.now
    modificationTime = now
    changeTime = now
  }

  /// One name less.
  func dropLink() {
    linkCount -= min(linkCount, 1)
    changeTime = memory.now
  }

  func addLink() {
    linkCount += 1
    changeTime = memory.now
  }

  /// Moves the access time after a read, as far as the mount wants it.
  final func noteAccess(_ file: OpenFile) {
    guard let mount = file.location?.mount, !mount.isReadOnly else { return }
    if file.flags.contains(.noAccessTime) || mount.options.contains(.noAccessTime) { return }
    let now = memory.now
    if mount.options.contains(.relativeAccessTime), accessTime > modificationTime,
      accessTime > changeTime, now.seconds - accessTime.seconds < 86400
    {
      return
    }
    accessTime = now
  }

  private static func time(_ change: AttributeChange.Time?, _ now: TimeSpec) -> TimeSpec? {
    switch change {
    case .now: now
    case .at(let time): time
    case nil: nil
    }
  }

  private static func checkAttribute(_ name: [UInt8]) throws(Errno) {
    let text = String(decoding: name, as: UTF8.self)
    guard text.hasPrefix("trusted.") || text.hasPrefix("security.") else { throw .notSupported }
  }
}
