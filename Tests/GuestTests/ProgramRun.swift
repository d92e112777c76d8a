import LinuxABI
import TestSupport
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
    let run = try HostCommand(
      ProcessRequest(path: program.path, arguments: [program.path], directory: directory))
    return ProgramRun(output: run.output, end: run.status)
  }

  /// Runs a program as the only one of a guest, in `/tmp`, which is a tmpfs there, or in `/work`,
  /// which is on the hostfs root.
  static func inGuest(_ program: GuestProgram, directory: String = "/tmp") throws -> ProgramRun {
    let root = try GuestRoot(program)
    let run = try HostCommand(
      ProcessRequest(
        path: try BuildProducts.umltop(), arguments: root.bootArguments(where: directory)))
    return parse(run.output, kernelEnd: run.status)
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
}
