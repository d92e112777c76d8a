import LinuxABI
import TestSupport
import Testing
import UMLHost

/// A real UML kernel, Debian's, and the directory where its guests are. All goes with the test.
final class RealKernel {
  static let path = "/usr/bin/linux.uml"
  static let isInstalled = HostFile.exists(path)
  static let reason: Comment = "user-mode-linux is not installed: Scripts/setup --tests"

  let directory: String
  private var root: String?
  let umid: String

  init(_ umid: String) throws {
    self.umid = umid
    directory = try HostFile.makeTemporaryDirectory(prefix: "kernel-test-")
  }

  deinit {
    for process in processes { try? HostSystem.send(.kill, to: process) }
    try? HostFile.removeTree(directory)
    if let root { try? HostFile.removeTree(root) }
  }

  /// An empty directory for a root file system.
  func makeRootDirectory() throws -> String {
    let path = try HostFile.makeTemporaryDirectory(prefix: "kernel-root-")
    root = path
    return path
  }

  /// All processes that have the directory among their words: those of the guest.
  var processes: [Int32] {
    HostProcessTable.all.filter { process in
      HostProcessTable.arguments(of: process).contains { $0.contains(directory) }
    }
  }

  /// Runs umltop with words for this directory.
  @discardableResult
  func umltop(_ words: [String]) throws -> HostCommand {
    try HostCommand(ProcessRequest(path: try BuildProducts.umltop(), arguments: ["umltop"] + words))
  }

  /// Runs a command that names the guest, and expects it to succeed.
  @discardableResult
  func command(_ command: String, _ words: String...) throws -> String {
    let run = try umltop([command, "--uml-dir", directory, umid] + words)
    #expect(run.status == "exit 0", "\(command) \(words): \(run.output)")
    return run.output
  }

  /// What there is, as `umltop list` has it.
  func list() throws -> String { try umltop(["list", "--uml-dir", directory]).output }

  /// Looks until something holds, for half a minute at most.
  func wait(_ condition: () throws -> Bool) throws {
    let deadline = HostClock.monotonicNanoseconds() + 30_000_000_000
    while try !condition() {
      try #require(HostClock.monotonicNanoseconds() < deadline, "waited in vain")
    }
  }

  /// Boots without a terminal.
  func boot(_ words: String...) throws {
    let run = try umltop(["boot", "--detach"] + bootWords + words)
    try #require(run.status == "exit 0" && run.output == "\(umid)\n", "\(run.output)")
  }

  /// Runs umltop with words with which the kernel cannot boot.
  ///
  /// UML itself crashes now and then before it comes that far, on a busy host: that is another end
  /// than the one asked for, and it is tried again.
  func bootInVain(_ words: [String]) throws -> HostCommand {
    var run = try umltop(["boot"] + words)
    for _ in 1...3 where run.output.contains("Segfault with no mm") {
      run = try umltop(["boot"] + words)
    }
    return run
  }

  var bootWords: [String] { ["--kernel", Self.path, "umid=\(umid)", "uml_dir=\(directory)"] }

  func logIn(_ line: String) throws {
    for (awaited, typed) in [("login: $", "root"), ("assword: $", "umltop"), ("~# $", "")] {
      try command("wait", line, awaited)
      if !typed.isEmpty { try command("send", line, "-e", typed) }
    }
  }

  /// Waits until the guest has left nothing behind: no process, no file.
  func isGone(seconds: Int64 = 30) throws -> Bool {
    let deadline = HostClock.monotonicNanoseconds() + seconds * 1_000_000_000
    while HostClock.monotonicNanoseconds() < deadline {
      if processes.isEmpty, try HostFile.names(in: directory).isEmpty { return true }
      _ = try HostEvent().waitUntil(.readable, timeoutMilliseconds: 20)
    }
    return false
  }

  func processNumber(in file: String) throws -> Int32 {
    let text = try HostFile.text(of: "\(directory)/\(file)")
    return try #require(Int32(text.prefix { $0.isNumber }))
  }
}
