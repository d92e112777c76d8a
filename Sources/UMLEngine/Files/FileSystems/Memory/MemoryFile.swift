import LinuxABI
import UMLHost

/// A regular file of tmpfs.
final class MemoryFile: MemoryInode {
  private var contents = FileContents()
  /// F_SEAL_* bits; only what memfd_create(2) made can be sealed.
  private(set) var seals: FileSeals = .seal
  /// Page bytes accounted to the file system.
  private var accounted: Int64 = 0
  /// Bytes the machine counts for it: what it holds, and all that it may hold when guests map it. A
  /// page comes to be there without a call, even by being read.
  private var charged: Int64 = 0
  private var isMapped = false
  /// The memfd opened again for reading alone, once somebody maps the file.
  private var reading: SharedDescriptor?

  deinit {
    memory.use(-accounted)
    memory.charge(-charged)
  }

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    status.size = contents.size
    status.blockCount = contents.allocatedBytes / 512
    return status
  }

  override func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    let count = try contents.read(&destination, at: position, memory.files.transferBuffer)
    noteAccess(file)
    return count
  }

  override func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    guard !isSealedForWriting else { throw .notPermitted }
    let limit = try writable(source.remaining, at: position)
    try requireRoom(upTo: position + Int64(limit))
    let count = try contents.write(&source, limit: limit, at: position)
    account()
    if count > 0 { noteChange() }
    return count
  }

  override func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64)
    throws(Errno) -> Int64
  {
    if origin == .data || origin == .hole { return try contents.seek(offset, origin) }
    return try seekWithoutHoles(offset, origin, from: position, size: contents.size)
  }

  override func truncate(to size: Int64) throws(Errno) {
    if size < contents.size, seals.contains(.shrink) { throw .notPermitted }
    if size > contents.size, seals.contains(.grow) { throw .notPermitted }
    try requireRoom(upTo: size)
    try contents.truncate(to: size)
    account()
    noteChange()
  }

  override func allocate(_ mode: FallocateMode, offset: Int64, length: Int64) throws(Errno) {
    let known: FallocateMode = [.keepSize, .punchHole]
    guard mode.isSubset(of: known) else { throw .notSupported }
    let end = offset + length
    if mode.contains(.punchHole) {
      guard mode.contains(.keepSize) else { throw .notSupported }
      guard !isSealedForWriting else { throw .notPermitted }
      try contents.punchHole(offset, length)
    } else {
      if end > contents.size, seals.contains(.grow) { throw .notPermitted }
      guard length - accounted <= memory.availableBytes else { throw .noSpace }
      try requireRoom(upTo: end)
      try contents.reserve(offset, length, keepsSize: mode.contains(.keepSize))
    }
    account()
    noteChange()
  }

  override func hostDescriptor(writable: Bool) throws(Errno) -> Int32 {
    let descriptor = try contents.descriptor()
    if !isMapped {
      guard hasRoom(upTo: contents.size) else { throw .noMemory }
      isMapped = true
      account()
    }
    return writable ? descriptor.rawValue : try readOnly(descriptor).rawValue
  }

  /// A descriptor a guest could not make a writable mapping of, whatever mprotect it tries.
  private func readOnly(_ descriptor: SharedDescriptor) throws(Errno) -> SharedDescriptor {
    if let reading { return reading }
    let opened = SharedDescriptor(try HostFile.open("/proc/self/fd/\(descriptor.rawValue)"))
    reading = opened
    return opened
  }

  var isSealedForWriting: Bool { !seals.isDisjoint(with: [.write, .futureWrite]) }

  /// For memfd_create(2) with MFD_ALLOW_SEALING.
  func allowSeals() { seals = [] }

  func addSeals(_ more: FileSeals) throws(Errno) {
    guard !seals.contains(.seal) else { throw .notPermitted }
    if more.contains(.write), !seals.contains(.write) { try contents.sealWrites() }
    seals.formUnion(more)
  }

  /// How many of `count` bytes may be written at a position. EPERM when sealed, ENOSPC when full.
  private func writable(_ count: Int, at position: Int64) throws(Errno) -> Int {
    let end = position + Int64(count)
    if end > contents.size, seals.contains(.grow) { throw .notPermitted }
    let available = memory.availableBytes
    guard Int64(count) + 4096 > available else { return count }
    // Near the limit: what is there already costs nothing.
    let room = contents.room(at: position, available: available)
    guard room > 0 || count == 0 else { throw .noSpace }
    return Int(min(Int64(count), room))
  }

  private func account() {
    let now = contents.allocatedBytes
    memory.use(now - accounted)
    accounted = now
    let whole = isMapped ? max(now, Self.pages(contents.size)) : now
    memory.charge(whole - charged)
    charged = whole
  }

  /// Once it is mapped the machine has to have room for all of it.
  private func requireRoom(upTo size: Int64) throws(Errno) {
    guard !isMapped || hasRoom(upTo: size) else { throw .noSpace }
  }

  private func hasRoom(upTo size: Int64) -> Bool {
    Self.pages(size) - charged <= memory.files.availableBytes
  }

  private static func pages(_ size: Int64) -> Int64 {
    size > .max - 4095 ? .max : (size + 4095) & ~4095
  }
}
