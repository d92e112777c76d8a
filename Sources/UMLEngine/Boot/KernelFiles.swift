import LinuxABI

/// Files that the kernel itself writes.
extension FileSystems {
  /// Replaces a file's contents, or makes it, as root.
  func write(_ bytes: [UInt8], to path: [UInt8], permissions: UInt32) throws(Errno) {
    let context = PathContext(try initialContext())
    context.fileSystem.umask = []
    let place: Location
    do throws(Errno) {
      place = try resolve(path, context)
    } catch {
      guard error == .noSuchFileOrDirectory else { throw error }
      let file = NewFile(type: .regular, permissions: FileMode(rawValue: permissions))
      place = try make(path, from: context.root, file, context)
    }
    try write(bytes, over: place, context)
  }

  func write(_ bytes: [UInt8], over place: Location, _ context: PathContext) throws(Errno) {
    guard case .file(let file) = try openExisting(place, [.writeOnly, .truncate], context) else {
      throw .wouldBlock
    }
    file.retain()
    defer { file.release() }
    var source = WriteSource(kernel: bytes)
    while source.remaining > 0 {
      let position = Int64(source.count)
      guard try file.object.write(&source, at: position, file) > 0 else { throw .noSpace }
    }
  }
}

extension FileSystems {
  /// Makes a host directory the root, covered by memory that takes the changes.
  func mountOverlayRoot(host path: [UInt8]) throws(Errno) -> Mount {
    try mountRoot(
      type: "overlay", source: Array("overlay".utf8), options: Array("lowerhost=".utf8) + path,
      .relativeAccessTime)
  }
}
