import LinuxABI

/// One file of a cpio archive.
struct ArchiveEntry: Equatable {
  /// Without a leading slash or `./`; empty for the root itself.
  var path: [UInt8]
  var mode: FileMode
  var userID: UInt32
  var groupID: UInt32
  var modificationSeconds: UInt32
  /// Which device a device node is.
  var device: DeviceNumber
  /// The file's contents, or a symbolic link's target.
  var contents: ArraySlice<UInt8>
  /// The same for all names of a file with several; 0 for others.
  var linkIdentity: UInt64
}
