import LinuxABI

/// What chmod, chown and utimensat ask of an inode; nil keeps what is there.
struct AttributeChange {
  enum Time {
    case now
    case at(TimeSpec)
  }

  /// The twelve bits of chmod(2).
  var permissions: FileMode?
  var userID: UInt32?
  var groupID: UInt32?
  var accessTime: Time?
  var modificationTime: Time?

  var changesOwner: Bool { userID != nil || groupID != nil }
}

/// A file about to be made.
struct NewFile {
  var type: FileType
  /// Already under the umask.
  var permissions: FileMode
  var userID: UInt32 = 0
  var groupID: UInt32 = 0
  /// For device nodes.
  var deviceNumber = DeviceNumber.none
  /// For symbolic links.
  var target: [UInt8] = []
  /// An open(2) makes it: its mode may forbid what that open still allows.
  var isOpenedNext = false
  /// Without a name, and link(2) may give it one: O_TMPFILE without O_EXCL.
  var mayBeNamedLater = false
}

/// Where a symbolic link leads.
enum LinkTarget {
  case path([UInt8])
  /// The magic links of /proc/PID: a place, whatever its name says.
  case location(Location)
}
