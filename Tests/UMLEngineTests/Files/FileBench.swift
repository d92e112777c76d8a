import LinuxABI
import Testing

@testable import UMLEngine

/// Files without a kernel: a tmpfs as root, and calls on behalf of a user.
final class FileBench {
  let files: FileSystems
  private var clock: Int64 = 1_000_000_000
  let root: FileSystemContext
  var credentials = Credentials.root

  init(rootType: String = "tmpfs", options: String = "mode=755") throws {
    files = FileSystems { TimeSpec(seconds: 1000) }
    if rootType == "hostfs" { files.hostGrant = HostGrant(below: Array(options.utf8)) }
    try files.mountRoot(
      type: rootType, source: Array("none".utf8), options: Array(options.utf8))
    root = try files.initialContext()
    root.umask = []
  }

  var context: PathContext { PathContext(root, credentials) }

  /// A user without privileges.
  static func user(_ uid: UInt32, group: UInt32 = 100) -> Credentials {
    var credentials = Credentials()
    (credentials.uid, credentials.effectiveUID, credentials.fileSystemUID) = (uid, uid, uid)
    (credentials.gid, credentials.effectiveGID, credentials.fileSystemGID) = (group, group, group)
    credentials.capabilities = CapabilitySets(
      permitted: .empty, effective: .empty, bounding: .empty)
    return credentials
  }

  // MARK: Names

  @discardableResult
  func make(
    _ path: String, _ type: FileType = .regular, mode: FileMode = 0o755, target: String = ""
  ) throws(Errno) -> Location {
    var file = NewFile(type: type, permissions: mode)
    file.target = Array(target.utf8)
    return try files.make(Array(path.utf8), from: root.workingDirectory, file, context)
  }

  /// Directories, files and links in one go: `d/`, `d/f`, `l -> d/f`.
  func populate(_ entries: String...) throws(Errno) {
    for entry in entries {
      let parts = entry.split(separator: " -> ").map(String.init)
      if parts.count == 2 {
        try make(parts[0], .symbolicLink, target: parts[1])
      } else if entry.hasSuffix("/") {
        try make(String(entry.dropLast()), .directory)
      } else {
        try make(entry, mode: 0o644)
      }
    }
  }

  func find(_ path: String, follow: Bool = true) throws(Errno) -> Location {
    try files.resolve(Array(path.utf8), context, followLast: follow)
  }

  /// Where a path leads, as getcwd(2) would show it; or the errno's name.
  func place(_ path: String, follow: Bool = true) -> String {
    outcome { () throws(Errno) in
      String(
        decoding: try find(path, follow: follow).path(relativeTo: root.root), as: UTF8.self)
    }
  }

  func remove(_ path: String, isDirectory: Bool = false) throws(Errno) {
    try files.remove(
      Array(path.utf8), from: root.workingDirectory, isDirectory: isDirectory, context)
  }

  func rename(_ path: String, to newPath: String, _ flags: RenameFlags = []) throws(Errno) {
    try files.rename(
      Array(path.utf8), from: root.workingDirectory, to: Array(newPath.utf8),
      from: root.workingDirectory, flags, context)
  }

  func mount(_ type: String, on path: String, options: String = "", _ flags: MountOptions = [])
    throws(Errno)
  {
    try files.mount(
      type: type, source: Array("none".utf8), options: Array(options.utf8), on: find(path), flags,
      context)
  }

  // MARK: Contents

  func open(_ path: String, _ flags: OpenFlags, mode: FileMode = 0o644) throws(Errno) -> OpenFile {
    switch try files.open(
      Array(path.utf8), from: root.workingDirectory, flags, mode: mode, context)
    {
    case .file(let file):
      file.retain()
      return file
    case .leased, .waiting: throw .wouldBlock
    }
  }

  func write(_ text: String, to path: String, at position: Int64 = 0) throws(Errno) {
    let file = try open(path, [.writeOnly, .create])
    defer { file.release() }
    try write(Array(text.utf8), file, at: position)
  }

  func write(_ bytes: [UInt8], _ file: OpenFile, at position: Int64) throws(Errno) {
    var source = WriteSource(kernel: bytes)
    while source.remaining > 0 {
      _ = try file.object.write(&source, at: position + Int64(source.count), file)
    }
  }

  func read(_ path: String) throws(Errno) -> String {
    let file = try open(path, .readOnly)
    defer { file.release() }
    return String(decoding: try file.readToEnd(limit: 1 << 22), as: UTF8.self)
  }

  /// All names in a directory, sorted; `.` and `..` left out.
  func names(_ path: String) throws(Errno) -> [String] {
    var sink = DirectorySink()
    try find(path).inode.listDirectory(from: 0, into: &sink)
    return sink.entries.map { String(decoding: $0.name, as: UTF8.self) }
      .filter { $0 != "." && $0 != ".." }.sorted()
  }

  // MARK: Outcomes

  /// "ok", or the errno's C name: what tables compare.
  func outcome(_ body: () throws(Errno) -> Void) -> String {
    outcome { () throws(Errno) in
      try body()
      return "ok"
    }
  }

  func outcome(_ body: () throws(Errno) -> String) -> String {
    do throws(Errno) { return try body() } catch { return error.name }
  }
}
