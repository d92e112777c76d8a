import CHost
import Glibc
public import LinuxABI

/// Files by path. Operations on an open file are methods of every descriptor. What they throw is
/// the host's errno, as the manual page that each names lists it.
public enum HostFile {
  /// Opens a file by path. See open(2); always close-on-exec.
  ///
  /// Opening a FIFO may block unless `flags` contain `.nonBlocking`.
  public static func open(
    _ path: String, _ flags: OpenFlags = [], permissions: UInt32 = 0o666
  ) throws(Errno) -> HostDescriptor {
    HostDescriptor(
      try hostCall {
        Glibc.open(path, flags.rawValue | O_CLOEXEC, mode_t(permissions))
      })
  }

  /// Both ends of a new pipe, close-on-exec. The reading end comes first. See pipe2(2).
  public static func pipe(nonBlocking: Bool = false) throws(Errno) -> HostPipe {
    var ends: (Int32, Int32) = (-1, -1)
    let flags = O_CLOEXEC | (nonBlocking ? O_NONBLOCK : 0)
    _ = try hostCall {
      withUnsafeMutableBytes(of: &ends) { buffer in
        pipe2(buffer.assumingMemoryBound(to: Int32.self).baseAddress, flags)
      }
    }
    return HostPipe(reading: HostDescriptor(ends.0), writing: HostDescriptor(ends.1))
  }

  /// A file in memory without a name. See memfd_create(2).
  public static func memory(
    name: String, size: Int64 = 0, canSeal: Bool = false
  ) throws(Errno) -> HostDescriptor {
    let flags = UInt32(MFD_CLOEXEC) | (canSeal ? UInt32(MFD_ALLOW_SEALING) : 0)
    let file = HostDescriptor(try hostCall { memfd_create(name, flags) })
    if size > 0 { try file.truncate(to: size) }
    return file
  }

  /// The whole contents of a file; works for those in /proc, whose size reads as 0. See read(2).
  public static func contents(of path: String) throws(Errno) -> [UInt8] {
    try open(path).readAll()
  }

  /// The whole contents as text; bytes that are not UTF-8 are replaced. See read(2).
  public static func text(of path: String) throws(Errno) -> String {
    String(decoding: try contents(of: path), as: UTF8.self)
  }

  /// Whether a path, symbolic links followed, leads to something.
  public static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Whether a path, symbolic links followed, leads to a regular file. See statx(2).
  public static func isRegularFile(_ path: String) -> Bool {
    (try? status(of: path))?.type == .regular
  }

  /// Whether a path, symbolic links followed, leads to a directory.
  public static func isDirectory(_ path: String) -> Bool {
    (try? status(of: path))?.type == .directory
  }

  /// What is known about the file at a path.
  public static func status(
    of path: String, followingLink: Bool = true
  ) throws(Errno) -> HostFileStatus {
    try HostFileStatus.read(
      AT_FDCWD, path, flags: followingLink ? 0 : AT_SYMLINK_NOFOLLOW)
  }
}

/// A pipe's two ends.
@frozen
public struct HostPipe: ~Copyable, Sendable {
  public var reading: HostDescriptor
  public var writing: HostDescriptor

  init(reading: consuming HostDescriptor, writing: consuming HostDescriptor) {
    self.reading = reading
    self.writing = writing
  }
}

extension HostFile {
  /// Where a symbolic link leads, as it is written. See readlink(2).
  public static func readLink(_ path: String) throws(Errno) -> String {
    String(decoding: try readLinkBytes(AT_FDCWD, path), as: UTF8.self)
  }

  static func readLinkBytes(_ directory: Int32, _ path: String) throws(Errno) -> [UInt8] {
    // PATH_MAX: Linux stores no longer target.
    try filledArray(4096) { (buffer) throws(Errno) in
      guard let text = buffer.assumingMemoryBound(to: CChar.self).baseAddress else { return 0 }
      return try hostCall { readlinkat(directory, path, text, buffer.count) }
    }
  }
}
