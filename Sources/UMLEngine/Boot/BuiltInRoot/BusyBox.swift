import LinuxABI
import UMLHost

/// Debian's busybox-static, the program the built-in root is made of.
struct BusyBox {
  /// Headers lie at the beginning of every linked program.
  private static let headerBytes = 4096

  let path: String
  let status: HostFileStatus

  /// Looks where Debian puts it, then on `PATH`.
  static func find() throws(BootError) -> BusyBox {
    var dynamic: String?
    for path in places where HostFile.isRegularFile(path) {
      guard let status = try? HostFile.status(of: path),
        let start = try? HostFile.open(path).read(upTo: headerBytes)
      else { continue }
      if isStatic(start) { return BusyBox(path: path, status: status) }
      dynamic = path
    }
    let found = dynamic.map { "\($0) needs libraries; " } ?? ""
    throw BootError(
      "the built-in root file system needs a static busybox: \(found)"
        + "install the package busybox-static, or name a root file system with rootfstype=")
  }

  private static var places: [String] {
    let usual = ["/usr/bin/busybox", "/bin/busybox"]
    return usual + [HostProcess.findExecutable("busybox")].compactMap { $0 }
  }

  /// What distinguishes it from the one of another day.
  var identity: String {
    "\(String(status.size, radix: 36))-\(String(status.modificationTime.seconds, radix: 36))"
  }

  func copy(to path: String) throws(Errno) {
    let contents = try HostFile.contents(of: self.path)
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
