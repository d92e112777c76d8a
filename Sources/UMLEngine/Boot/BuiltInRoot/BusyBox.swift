import LinuxABI
import UMLHost

/// Debian's busybox-static, the program the built-in root is made of.
struct BusyBox {
  let path: String
  let status: HostFileStatus
  private let contents: [UInt8]

  /// Looks where Debian puts it, then on `PATH`.
  static func find() throws(BootError) -> BusyBox {
    let places = ["/usr/bin/busybox", "/bin/busybox", HostProcess.findExecutable("busybox")]
    var dynamic: String?
    for path in places.compactMap({ $0 }) where HostFile.isRegularFile(path) {
      guard let contents = try? HostFile.contents(of: path),
        let status = try? HostFile.status(of: path)
      else { continue }
      if isStatic(contents) { return BusyBox(path: path, status: status, contents: contents) }
      dynamic = path
    }
    let found = dynamic.map { "\($0) needs libraries; " } ?? ""
    throw BootError(
      "the built-in root file system needs a static busybox: \(found)"
        + "install the package busybox-static, or name a root file system with rootfstype=")
  }

  /// What distinguishes it from the one of another day.
  var identity: String {
    "\(String(status.size, radix: 36))-\(String(status.modificationTime.seconds, radix: 36))"
  }

  func copy(to path: String) throws(Errno) {
    let file = try HostFile.open(path, [.writeOnly, .create, .exclusive], permissions: 0o755)
    try file.writeAll(contents)
  }

  /// Where its programs belong, relative to the root: `bin/ls`.
  func programs() throws(Errno) -> [String] {
    let pipe = try HostFile.pipe()
    var request = ProcessRequest(path: path, arguments: ["busybox", "--list-full"])
    request.descriptors = [nil, pipe.writing.borrowed, nil]
    let process = try HostProcess.spawn(request)
    let text = try Self.readAll(pipe)
    _ = try process.wait()
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Closes the writing end first: the child's copy is the only one then.
  private static func readAll(_ pipe: consuming HostPipe) throws(Errno) -> [UInt8] {
    let reading = try pipe.reading.duplicate()
    _ = consume pipe
    return try reading.readAll()
  }

  /// Whether a program of this machine runs without others: no interpreter is named.
  private static func isStatic(_ program: [UInt8]) -> Bool {
    guard program.count >= ELFHeader.size else { return false }
    let header = ELFHeader(bytes: Array(program.prefix(ELFHeader.size)))
    let count = Int(header.programHeaderCount) * ELFProgramHeader.size
    guard header.isRunnable, let start = Int(exactly: header.programHeaderOffset),
      start <= program.count, count <= program.count - start
    else { return false }
    let table = ELFProgramHeader.array(from: Array(program[start..<start + count]))
    return !table.contains { $0.type == .interpreter }
  }
}
