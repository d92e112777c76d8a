import LinuxABI

/// A file system of made-up files: numbers for them, and a way to add one by its path.
class SyntheticFileSystem: FileSystem {
  private var lastNumber: UInt64 = 1

  /// The directory a path starts in. For subclasses; the root has number 1.
  var rootDirectory: SyntheticDirectory {
    preconditionFailure("a synthetic file system has a root")
  }

  override func makeRoot() throws(Errno) -> Inode { rootDirectory }
  /// There is one of each for the machine, and it may be mounted again.
  override func unmounted() {}

  final func allocateNumber() -> UInt64 {
    lastNumber += 1
    return lastNumber
  }

  /// Adds a file; directories on the way are made. `store` gets what is written.
  final func add(
    _ path: String, permissions: FileMode = 0o444, changes: WaitQueue? = nil,
    store: SyntheticFile.Store? = nil, _ content: @escaping SyntheticFile.Content
  ) {
    add(
      path,
      SyntheticFile(
        self, number: allocateNumber(), permissions: permissions, changes: changes, store: store,
        content))
  }

  final func addLink(_ path: String, _ target: @escaping (PathContext) throws(Errno) -> [UInt8]) {
    add(path, SyntheticLink(self, number: allocateNumber(), target))
  }

  final func addDirectory(_ path: String) {
    add(path, SyntheticDirectory(self, number: allocateNumber()))
  }

  final func add(_ path: String, _ inode: Inode) {
    let names = path.split(separator: "/").map { FileName(String($0)) }
    guard let first = names.first, let last = names.last else { return }
    var directory = names.count > 1 ? start(of: first) : rootDirectory
    for name in names.dropLast().dropFirst(directory === rootDirectory ? 0 : 1) {
      if let next = directory.child(name) as? SyntheticDirectory {
        directory = next
      } else {
        let next = SyntheticDirectory(self, number: allocateNumber())
        directory.add(name, next)
        directory = next
      }
    }
    directory.add(last, inode)
  }

  /// The directory that stands for the first name of a path, when it is not in the root.
  func start(of name: FileName) -> SyntheticDirectory { rootDirectory }
}
