import LinuxABI

/// A segment of System V shared memory. See shmget(2).
final class SharedSegment: SystemVObject {
  /// A place where a process has it.
  struct Attachment {
    let segment: SharedSegment
    let address: UInt64
    let length: UInt64
  }

  /// Bytes, as asked for.
  let length: UInt64
  /// A file of the kernel's own tmpfs.
  let file: OpenFile
  let creator: Int32
  var lastUser: Int32 = 0
  var attachCount = 0
  var attachTime: Int64 = 0
  var detachTime: Int64 = 0
  /// IPC_RMID was said: it goes with its last user.
  private(set) var isDoomed = false
  /// SHM_LOCK; nothing is ever swapped here.
  var isLocked = false

  // Bits of the mode beside the permissions.
  private static let destroyedBit: UInt32 = 0o1000
  private static let lockedBit: UInt32 = 0o2000

  init(
    key: Int32, mode: UInt32, length: UInt64, file: OpenFile, creator: Int32,
    _ credentials: Credentials, now: Int64
  ) {
    self.length = length
    self.file = file
    self.creator = creator
    file.retain()
    super.init(key: key, mode: mode, credentials, now: now)
  }

  /// Whole pages.
  var mappedLength: UInt64 { (length + 4095) & ~4095 }

  /// From now on no key finds it.
  func doom() {
    isDoomed = true
    key = 0
  }

  /// The memory goes at once, whoever still has a descriptor of the file.
  func release() {
    try? file.object.truncate(to: 0)
    file.release()
  }

  var layout: SharedMemoryLayout {
    var layout = SharedMemoryLayout()
    layout.permissions = permissionLayout
    if isDoomed { layout.permissions.mode |= Self.destroyedBit }
    if isLocked { layout.permissions.mode |= Self.lockedBit }
    layout.length = length
    layout.attachTime = attachTime
    layout.detachTime = detachTime
    layout.changeTime = changeTime
    layout.creator = creator
    layout.lastUser = lastUser
    layout.attachCount = UInt64(attachCount)
    return layout
  }
}

extension SharedSegment {
  /// What was written to so far.
  var residentBytes: UInt64 {
    let status = try? file.object.status()
    return UInt64(clamping: (status?.blockCount ?? 0) * 512)
  }
}
