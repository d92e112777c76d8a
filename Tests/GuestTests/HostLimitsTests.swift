import LinuxABI
import TestSupport
import Testing
import UMLHost

/// Hosts that do not allow what guests need: the kernel says what that is, and ends.
@Suite("Hosts with less", .timeLimit(.minutes(1)))
struct HostLimitsTests {
  @Test(
    "what the host does not allow is named",
    arguments: [
      ("ulimit -n 256", "guest programs need 904"),
      ("ulimit -s 256", "guest programs expect 8192"),
      ("ulimit -f 0", "File too large"),
    ])
  func limits(setting: String, words: String) throws {
    try expect(words, "\(setting); exec")
  }

  @Test("executable memory files that are forbidden are named")
  func memoryFiles() throws {
    // Every pid namespace has a setting of its own, which nobody but root may change.
    let setting = "/proc/sys/vm/memfd_noexec"
    guard try HostUser.isRoot, HostFile.exists(setting) else { return }
    try expect(
      "vm.memfd_noexec",
      "exec unshare --pid --fork sh -c 'echo 2 >\(setting); exec \"$0\" \"$@\"'")
  }

  @Test("a closed standard descriptor is not taken for the next file opened", arguments: 0...2)
  func closed(descriptor: Int) throws {
    let command = "\"$0\" replay /proc/self/fd/\(descriptor) \(descriptor)>&-"
    let run = try HostCommand(
      ProcessRequest(
        path: "/bin/sh", arguments: ["sh", "-c", command, try BuildProducts.umltop()]))
    #expect(run.output.isEmpty)
    #expect(run.status == "exit 0")
  }

  /// Boots with a shell's words before the command.
  private func expect(_ words: String, _ prefix: String) throws {
    let directory = try HostFile.makeTemporaryDirectory(prefix: "limits-test-")
    defer { try? HostFile.removeTree(directory) }
    let run = try HostCommand(
      ProcessRequest(
        path: "/bin/sh",
        arguments: [
          "sh", "-c", "\(prefix) \"$0\" \"$@\" 2>&1", try BuildProducts.umltop(), "boot",
          "umid=less", "uml_dir=\(directory)", "con=null", "con0=null", "init=/bin/true",
        ]))
    #expect(run.output.contains(words))
    #expect(run.status == "exit 1")
  }
}
