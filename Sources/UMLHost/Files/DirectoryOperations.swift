import CHost
import Glibc
public import LinuxABI

/// What a descriptor of a directory (O_PATH will do) can do with the names in it.
///
/// None of these follows a symbolic link, and none can leave the directory.
extension DescriptorAccess where Self: ~Copyable {
  /// Opens a file in the directory. A symbolic link is `.tooManySymbolicLinkLevels`, unless opened
  /// itself with `.path` and `.noFollow`. See openat2(2); the mode is subject to the umask.
  public func open(
    _ name: HostFileName, _ flags: OpenFlags, permissions: UInt32 = 0o666
  ) throws(Errno) -> HostDescriptor {
    let fd = rawValue
    return HostDescriptor(
      try shimCall {
        name.withCString { name in
          chost_openat2(fd, name, flags.rawValue, permissions, beneath)
        }
      })
  }

  /// Opens the directory itself once more, with a position of its own. See openat(2).
  public func openDirectoryAgain(_ flags: OpenFlags = .directory) throws(Errno) -> HostDescriptor {
    let fd = rawValue
    return HostDescriptor(
      try shimCall { chost_openat2(fd, ".", flags.rawValue, 0, beneath) })
  }

  /// What is known about a name; of a link, not of where it leads. See statx(2).
  public func status(of name: HostFileName) throws(Errno) -> HostFileStatus {
    var raw = statx()
    let fd = rawValue
    _ = try shimCall {
      name.withCString { chost_statx(fd, $0, AT_SYMLINK_NOFOLLOW, &raw) }
    }
    return HostFileStatus(raw)
  }

  /// Where a symbolic link leads, as it is written. See readlinkat(2).
  public func readLink(_ name: HostFileName) throws(Errno) -> [UInt8] {
    let fd = rawValue
    // PATH_MAX: Linux stores no longer target.
    return try filledArray(4096) { (buffer) throws(Errno) in
      guard let text = buffer.assumingMemoryBound(to: CChar.self).baseAddress else { return 0 }
      return try hostCall { name.withCString { readlinkat(fd, $0, text, buffer.count) } }
    }
  }

  /// Makes a directory; the mode is subject to the umask. See mkdirat(2).
  public func makeDirectory(_ name: HostFileName, permissions: UInt32 = 0o777) throws(Errno) {
    let fd = rawValue
    _ = try hostCall { name.withCString { mkdirat(fd, $0, mode_t(permissions)) } }
  }

  /// Removes a name that is not a directory. See unlinkat(2).
  public func unlink(_ name: HostFileName) throws(Errno) {
    let fd = rawValue
    _ = try hostCall { name.withCString { unlinkat(fd, $0, 0) } }
  }

  /// Removes an empty directory. See rmdir(2).
  public func removeDirectory(_ name: HostFileName) throws(Errno) {
    let fd = rawValue
    _ = try hostCall { name.withCString { unlinkat(fd, $0, AT_REMOVEDIR) } }
  }

  /// Gives a file another name, in this or another directory. See renameat2(2).
  public func rename(
    _ name: HostFileName, to newDirectory: BorrowedDescriptor, _ newName: HostFileName,
    _ flags: RenameFlags = []
  ) throws(Errno) {
    let fd = rawValue
    _ = try shimCall {
      name.withCString { old in
        newName.withCString { new in
          chost_renameat2(fd, old, newDirectory.rawValue, new, flags.rawValue)
        }
      }
    }
  }

  /// Gives the open file (O_PATH or O_TMPFILE too) a name. See linkat(2), AT_EMPTY_PATH.
  public func linkSelf(
    to newDirectory: BorrowedDescriptor, _ newName: HostFileName
  ) throws(Errno) {
    let path = "/proc/self/fd/\(rawValue)"
    _ = try hostCall {
      newName.withCString { new in
        linkat(AT_FDCWD, path, newDirectory.rawValue, new, AT_SYMLINK_FOLLOW)
      }
    }
  }

  /// Makes a symbolic link with any text as its target. See symlinkat(2).
  public func makeSymbolicLink(_ name: HostFileName, target: [UInt8]) throws(Errno) {
    guard !target.contains(0) else { throw .invalidArgument }
    let fd = rawValue
    let text = (target + [0]).map { CChar(bitPattern: $0) }
    _ = try hostCall { name.withCString { symlinkat(text, fd, $0) } }
  }

  /// Makes a FIFO, a socket's name, a regular file, or with privileges a device.
  ///
  /// `mode` holds type and permissions as in `st_mode`; the latter are subject to the umask.
  public func makeNode(
    _ name: HostFileName, mode: UInt32, major: UInt32 = 0, minor: UInt32 = 0
  ) throws(Errno) {
    let fd = rawValue
    let device = chost_device_make(major, minor)
    _ = try hostCall { name.withCString { mknodat(fd, $0, mode_t(mode), device) } }
  }
}

/// The directory and what is in it, by no symbolic link, and by none of /proc's magic ones.
private var beneath: UInt64 {
  chost_resolve_beneath | chost_resolve_no_symlinks | chost_resolve_no_magiclinks
}
