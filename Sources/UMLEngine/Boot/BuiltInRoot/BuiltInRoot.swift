import LinuxABI
import UMLHost

/// The root file system that comes with umltop: BusyBox, in a directory of the user's cache, made
/// at the first boot that wants it. Guests never write there; their changes go to memory.
enum BuiltInRoot {
  /// Counts the layouts that ``RootFiles`` had.
  static let layoutVersion = 3

  /// The directory's path, after making it if it is not there yet.
  static func prepare(cache: String = "\(HostPaths.cache)/umltop") throws(BootError) -> String {
    let busyBox = try BusyBox.find()
    let path = "\(cache)/root-\(layoutVersion)-\(busyBox.identity)"
    if let why = HostFile.distrust(of: cache) {
      throw BootError(
        "\(cache) is no place for the built-in root file system: \(why); "
          + "XDG_CACHE_HOME names another place")
    }
    if HostFile.isDirectory(path) { return path }
    do throws(Errno) {
      // Other users of the host have no business in a guest's files.
      try HostFile.makeDirectories(cache, permissions: 0o700)
      let temporary = try HostFile.makeTemporaryDirectory(prefix: "root-", in: cache)
      do throws(Errno) {
        try fill(temporary, busyBox)
        try HostFile.rename(temporary, to: path)
      } catch {
        try? HostFile.removeTree(temporary)
        // Somebody else may have been faster.
        guard HostFile.isDirectory(path) else { throw error }
      }
    } catch {
      throw BootError(
        "cannot make the built-in root file system in \(cache): \(error); "
          + "XDG_CACHE_HOME names another place")
    }
    return path
  }

  /// Makes one that a kernel of another kind may write to: it has no memory to cover it with.
  static func makeCopy(
    at path: String, hostname: String, logins: [GuestFiles.LoginLine]
  ) throws(BootError) {
    let busyBox = try BusyBox.find()
    do throws(Errno) {
      try HostFile.makeDirectories(path)
      try fill(path, busyBox)
      for file in GuestFiles.files(hostname: Array(hostname.utf8), logins: logins)
        + [GuestFiles.foreignGreeting]
      {
        try HostFile.writeAtomically(
          Array(file.text.utf8), to: path + file.path, permissions: file.permissions)
      }
    } catch {
      throw BootError("cannot make a root file system in \(path): \(error)")
    }
  }

  private static func fill(_ path: String, _ busyBox: BusyBox) throws(Errno) {
    let root = try HostFile.open(path, .directory)
    try root.setPermissions(0o755)
    for (name, permissions) in RootFiles.directories {
      try HostFile.makeDirectories("\(path)/\(name)")
      // The umask has no say.
      try HostFile.open("\(path)/\(name)", .directory).setPermissions(permissions)
    }
    try busyBox.copy(to: "\(path)/bin/busybox")
    for program in try busyBox.programs() where program != "bin/busybox" {
      guard !HostFile.exists("\(path)/\(program)") else { continue }
      try HostFile.makeSymbolicLink("\(path)/\(program)", target: "/bin/busybox")
    }
    for file in RootFiles.files {
      let output = try HostFile.open(
        "\(path)/\(file.path)", [.writeOnly, .create, .exclusive], permissions: file.permissions)
      try output.setPermissions(file.permissions)
      try output.writeAll(Array(file.text.utf8))
    }
    for (name, target) in RootFiles.links {
      try HostFile.makeSymbolicLink("\(path)/\(name)", target: target)
    }
  }
}
