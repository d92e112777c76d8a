internal import LinuxABI
internal import UMLHost

/// A real UML kernel on this host.
struct KernelProgram {
  private static let patienceMilliseconds: Int32 = 5000

  let path: String
  /// `6.1.176`.
  let version: String

  /// Looks for it as a shell would, and asks for its version.
  ///
  /// - Throws: when it is no UML kernel.
  init(_ name: String) throws(CommandFailure) {
    guard let path = HostProcess.findExecutable(name) else {
      throw CommandFailure(
        "there is no kernel '\(name)'; Debian's is in the package user-mode-linux: "
          + "umltop boot --kernel linux.uml")
    }
    self.path = path
    let answer: String
    do throws(Errno) {
      answer = try Self.answer(of: path)
    } catch {
      throw CommandFailure("cannot run '\(path)': \(error)")
    }
    let line = answer.prefix { $0 != "\n" }
    guard let first = line.first, first.isNumber, line.contains(".") else {
      throw CommandFailure(
        "'\(path)' is no User Mode Linux kernel: asked for its --version, it says "
          + "'\(line.prefix(60))'; any other command runs with --exec")
    }
    version = String(line)
  }

  private static func answer(of path: String) throws(Errno) -> String {
    let pipe = try HostFile.pipe()
    var request = ProcessRequest(path: path, arguments: [path, "--version"])
    request.descriptors = [nil, pipe.writing.borrowed, nil]
    request.group = .newSession
    let process = try HostProcess.spawn(request)
    pipe.writing.close()
    let events = try pipe.reading.waitUntil(.readable, timeoutMilliseconds: patienceMilliseconds)
    let text = events.isEmpty ? [] : try pipe.reading.read(upTo: 4096)
    process.sendToGroup(.kill)
    _ = try process.wait()
    return String(decoding: text, as: UTF8.self)
  }
}
