import LinuxABI

/// Reading the machine's /proc from outside.
extension Kernel {
  /// The contents of a file of an own instance of /proc, whether the guest has mounted one or not.
  /// A `..` leads nowhere.
  func readProcessFile(_ path: [UInt8]) throws(Errno) -> [UInt8] {
    guard !path.isEmpty else { throw .isDirectory }
    guard let type = files.types["proc"] else { throw .noSuchFileOrDirectory }
    let system = try type.make(MountRequest(source: [], options: [], files: files, context: nil))
    let mount = files.mounts.make(
      system, root: try system.root(), source: Array("proc".utf8), options: .readOnly)
    let root = Location(rootOf: mount)
    let context = PathContext(FileSystemContext(root: root, workingDirectory: root))
    let place = try files.resolve(path, context)
    guard place.inode.type == .regular else { throw .isDirectory }
    guard case .file(let file) = try files.openExisting(place, .readOnly, context) else {
      throw .wouldBlock
    }
    file.retain()
    defer { file.release() }
    return try file.readToEnd(limit: 1 << 20)
  }
}

extension OpenFile {
  /// Everything from the beginning on, for the kernel's own use.
  func readToEnd(limit: Int) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      var part = ReadDestination(kernelCapacity: 64 << 10)
      guard try object.read(&part, at: Int64(bytes.count), self) > 0 else { break }
      bytes += part.bytes
    }
    return bytes
  }
}
