import LinuxABI

/// Everything stat(2) and statx(2) can tell about a file.
struct FileStatus {
  /// The file system's device number.
  var device: UInt64 = 0
  var inode: UInt64 = 0
  var mode: FileMode
  var linkCount: UInt64 = 1
  var userID: UInt32 = 0
  var groupID: UInt32 = 0
  /// Which device this is, when it is one.
  var deviceNumber = DeviceNumber.none
  /// Bytes.
  var size: Int64 = 0
  /// Preferred size of transfers, in bytes.
  var blockSize: Int64 = 4096
  /// Space taken, in units of 512 bytes.
  var blockCount: Int64 = 0
  var accessTime = TimeSpec.zero
  var modificationTime = TimeSpec.zero
  var changeTime = TimeSpec.zero
  /// nil when the file system does not keep it.
  var birthTime: TimeSpec?

  init(mode: FileMode) { self.mode = mode }

  /// What an object without a file system reports: pipes, sockets, eventfds.
  static func anonymous(_ type: FileType, _ permissions: FileMode, inode: UInt64) -> FileStatus {
    var status = FileStatus(mode: FileMode(type, permissions))
    status.inode = inode
    return status
  }

  var layout: StatLayout {
    StatLayout(
      device: device, inode: inode, mode: mode, linkCount: linkCount, userID: userID,
      groupID: groupID, deviceNumber: deviceNumber, size: size, blockSize: blockSize,
      blockCount: blockCount, accessTime: accessTime, modificationTime: modificationTime,
      changeTime: changeTime)
  }
}
