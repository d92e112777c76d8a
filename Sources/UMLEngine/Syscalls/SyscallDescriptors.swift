import LinuxABI

/// New descriptors for objects that have no place in a file system.
extension SyscallContext {
  /// Opens `object` at the lowest free number. `name` is what /proc/PID/fd shows. EMFILE.
  func install(
    _ object: any FileObject, _ name: String, _ flags: OpenFlags, closesOnExecute: Bool
  ) throws(Errno) -> Int32 {
    let location = kernel.files.anonymousLocation(object, name: FileName(Array(name.utf8)))
    let file = OpenFile(object, location: location, flags: flags)
    return try install(file, closesOnExecute: closesOnExecute)
  }

  /// A place for a new pipe or socket, which belongs to the caller: as /proc/PID/fd/N only its
  /// owner may open it again.
  func ownedLocation(_ object: any FileObject, _ name: String) -> Location {
    let location = kernel.files.anonymousLocation(object, name: FileName(Array(name.utf8)))
    location.inode.userID = task.credentials.fileSystemUID
    location.inode.groupID = task.credentials.fileSystemGID
    return location
  }

  /// EMFILE closes the file.
  func install(_ file: OpenFile, closesOnExecute: Bool) throws(Errno) -> Int32 {
    file.retain()
    defer { file.release() }
    return try task.files.insert(
      file, closesOnExecute: closesOnExecute, limit: task.process.limits[.openFiles].current)
  }

  /// Takes back a descriptor the caller has not been told of.
  func uninstall(_ descriptor: Int32) {
    do throws(Errno) { try task.files.remove(descriptor).release() } catch {}
  }
}
