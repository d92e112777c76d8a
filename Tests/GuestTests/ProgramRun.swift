import LinuxABI
import UMLHost

/// What a program printed, and how it ended.
struct ProgramRun: Equatable {
  var output: String
  /// `exit 0`, `signal 9`, or why there is no such thing.
  var end: String

  /// The lines that say what went wrong.
  var failures: [Substring] {
    output.split(separator: "\n").filter { $0.contains("FAILED") }
  }

  /// Whether the program itself found everything as it should be.
  var isGood: Bool { end == "exit 0" && failures.isEmpty && output.contains(" 0 failed") }

  /// Runs a program on the host, in a new empty directory, for at most a minute.
  static func onHost(_ program: GuestProgram) throws -> ProgramRun {
    let directory = try HostFile.makeTemporaryDirectory(prefix: "guest-test-")
    defer { try? HostFile.removeTree(directory) }
    let (output, status) = try collect(
      ProcessRequest(path: program.path, arguments: [program.path], directory: directory),
      seconds: 60)
    return ProgramRun(output: output, end: status)
  }

  /// Runs a program as the only one of a guest, in `/tmp`, which is a tmpfs there, or in `/work`,
  /// which is on the hostfs root.
  static func inGuest(_ program: GuestProgram, directory: String = "/tmp") throws -> ProgramRun {
    let root = try GuestRoot(program)
    let (output, status) = try collect(
      ProcessRequest(path: try umltop(), arguments: root.bootArguments(where: directory)),
      seconds: 60)
    return parse(output, kernelEnd: status)
  }

  /// Takes what is between init's marks out of a guest's console.
  static func parse(_ console: String, kernelEnd: String) -> ProgramRun {
    var lines = console.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    guard let begin = lines.firstIndex(of: "== begin") else {
      return ProgramRun(output: console, end: "never began; the kernel: \(kernelEnd)")
    }
    lines.removeSubrange(...begin)
    guard let mark = lines.firstIndex(where: { $0.hasPrefix("== ") }) else {
      return ProgramRun(
        output: lines.joined(separator: "\n"), end: "never ended; the kernel: \(kernelEnd)")
    }
    // The kernel's own log may come in between, whole lines at a time.
    let output = lines[..<mark].filter { !$0.hasPrefix("[ ") }.map { $0 + "\n" }.joined()
    return ProgramRun(output: output, end: String(lines[mark].dropFirst(3)))
  }

  /// The umltop that was built with these tests.
  static func umltop() throws -> String {
    HostFile.parentPath(of: try HostFile.readLink("/proc/self/exe")) + "/umltop"
  }

  /// Runs a process to its end and returns what it wrote to its standard output and error.
  static func collect(
    _ request: ProcessRequest, seconds: Int64
  ) throws -> (output: String, status: String) {
    var request = request
    request.group = .newSession
    let input = try HostFile.pipe()
    let output = try HostFile.pipe()
    request.descriptors = [
      input.reading.borrowed, output.writing.borrowed, output.writing.borrowed,
    ]
    let process = try HostProcess.spawn(request)
    // What is left of it goes with its session, even when it ended in order.
    defer { process.sendToGroup(.kill) }
    let reading = SharedDescriptor(output.reading)
    output.writing.close()

    var bytes: [UInt8] = []
    let deadline = HostClock.monotonicNanoseconds() + seconds * 1_000_000_000
    while true {
      let left = (deadline - HostClock.monotonicNanoseconds()) / 1_000_000
      guard left > 0, try !reading.waitUntil(.readable, timeoutMilliseconds: Int32(left)).isEmpty
      else {
        process.send(.kill)
        process.sendToGroup(.kill)
        _ = try process.wait()
        return (String(decoding: bytes, as: UTF8.self), "no end after \(seconds) s")
      }
      let part = try reading.read(upTo: 65536)
      if part.isEmpty { break }
      bytes += part
    }
    return (String(decoding: bytes, as: UTF8.self), describe(try process.wait()))
  }

  private static func describe(_ status: WaitStatus) -> String {
    switch status {
    case .exited(let code): "exit \(code)"
    case .signaled(let signal, _): "signal \(signal.rawValue)"
    default: "\(status)"
    }
  }
}
