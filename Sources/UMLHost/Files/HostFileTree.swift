import CHost
import Glibc
public import LinuxABI

// Files and directories by path: the program's own, never a guest's.

extension HostFile {
  /// Makes a directory and those above it. One that exists already is fine. See mkdir(2).
  public static func makeDirectories(_ path: String, permissions: UInt32 = 0o777) throws(Errno) {
    if isDirectory(path) { return }
    let parent = parentPath(of: path)
    if parent != path { try makeDirectories(parent, permissions: permissions) }
    do throws(Errno) {
      _ = try hostCall { mkdir(path, mode_t(permissions)) }
    } catch {
      guard error == .fileExists else { throw error }
      // Somebody else may have been faster.
      guard isDirectory(path) else { throw .notDirectory }
    }
  }

  /// Why other users of the host could have a say in what is in a directory; nil when they could
  /// not.
  public static func distrust(of directory: String) -> String? {
    let links = [true, false].compactMap { try? status(of: directory, followingLink: $0) }
    let us = HostSystem.effectiveUserID
    if let stranger = links.first(where: { $0.user != us && $0.user != 0 }) {
      return "it belongs to user \(stranger.user)"
    }
    // With the sticky bit, as /tmp has it, nobody touches the names of others.
    let isOpen = links.contains { $0.type == .directory && $0.permissions & 0o1002 == 0o002 }
    return isOpen ? "everybody may write there" : nil
  }

  /// Makes a directory of a new name, mode 0700, in `parent` or the directory for temporary files.
  /// See mkdtemp(3).
  public static func makeTemporaryDirectory(
    prefix: String = "umltop-", in parent: String? = nil
  ) throws(Errno) -> String {
    var template = "\(parent ?? HostPaths.temporary)/\(prefix)XXXXXX".utf8CString.map { $0 }
    guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
    return String(nulTerminated: template)
  }

  /// Removes whatever is at a path, with everything below it; nothing there is fine.
  /// Symbolic links are removed, never followed. See unlinkat(2).
  public static func removeTree(_ path: String) throws(Errno) {
    do throws(Errno) {
      let isDirectory = try status(of: path, followingLink: false).type == .directory
      if isDirectory {
        try emptyDirectory(try open(path, [.directory, .noFollow]))
        _ = try hostCall { rmdir(path) }
      } else {
        try remove(path)
      }
    } catch {
      guard error == .noSuchFileOrDirectory else { throw error }
    }
  }

  private static func emptyDirectory(_ directory: borrowing HostDescriptor) throws(Errno) {
    for entry in try directory.listWholeDirectory() {
      do throws(Errno) {
        try removeTree(try HostFileName(entry.name), entry.type, in: directory)
      } catch {
        // Whoever made it may be taking it away at the same time.
        guard error == .noSuchFileOrDirectory else { throw error }
      }
    }
  }

  private static func removeTree(
    _ name: HostFileName, _ knownType: FileType?, in directory: borrowing HostDescriptor
  ) throws(Errno) {
    var type = knownType
    if type == nil { type = try directory.status(of: name).type }
    guard type == .directory else { return try directory.unlink(name) }
    try emptyDirectory(try directory.open(name, [.directory, .noFollow]))
    try directory.removeDirectory(name)
  }

  /// Removes a name that is not a directory. See unlink(2).
  public static func remove(_ path: String) throws(Errno) {
    _ = try hostCall { unlink(path) }
  }

  /// Gives a file another name, replacing what has it. See rename(2).
  public static func rename(_ path: String, to newPath: String) throws(Errno) {
    _ = try hostCall { Glibc.rename(path, newPath) }
  }

  /// Makes a symbolic link. See symlink(2).
  public static func makeSymbolicLink(_ path: String, target: String) throws(Errno) {
    _ = try hostCall { symlink(target, path) }
  }

  /// The names in a directory, sorted, without `.` and `..`. See readdir(3).
  public static func names(in path: String) throws(Errno) -> [String] {
    try open(path, .directory).listWholeDirectory()
      .map { String(decoding: $0.name, as: UTF8.self) }.sorted()
  }

  /// Replaces a file's contents at once: readers see all of the old or all of the new, also after
  /// a crash.
  public static func writeAtomically(
    _ bytes: [UInt8], to path: String, permissions: UInt32 = 0o666
  ) throws(Errno) {
    let temporary = "\(path).\(HostSystem.processID)-\(try HostSystem.randomNumber()).tmp"
    let file = try open(temporary, [.writeOnly, .create, .exclusive], permissions: permissions)
    do throws(Errno) {
      try file.writeAll(bytes)
      try file.synchronize()
      try rename(temporary, to: path)
    } catch {
      try? remove(temporary)
      throw error
    }
  }

  /// The path without its last component; of `name` it is `.`, of `/` itself.
  public static func parentPath(of path: String) -> String {
    var rest = Substring(path)
    while rest.count > 1 && rest.last == "/" { rest.removeLast() }
    guard let slash = rest.lastIndex(of: "/") else { return "." }
    var parent = rest[..<slash]
    while parent.last == "/" { parent.removeLast() }
    return parent.isEmpty ? "/" : String(parent)
  }

  /// The last component of a path, slashes at its end ignored.
  public static func lastName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The path without symbolic links, `.` and `..`; it has to exist. realpath(3).
  public static func resolved(_ path: String) throws(Errno) -> String {
    guard let result = realpath(path, nil) else { throw Errno(rawValue: errno) }
    defer { free(result) }
    return String(cString: result)
  }
}
