import LinuxABI
import TestSupport
import Testing
import UMLHost

/// A guest boots whatever the host lets programs address, and says what that is.
@Suite("Address spaces", .serialized, .timeLimit(.minutes(2)))
struct AddressSpaceTests {
  @Test(
    "a program runs, and the log says within what",
    arguments: [
      (["prlimit", "--as=200000000"], "47 bits, RLIMIT_AS 190M; exec stub at 0x6ffff0000000,"),
      (
        ["setarch", "x86_64", "--3gb"],
        "47 bits, ADDR_LIMIT_3GB (which does not bind 64-bit programs); exec stub at"
      ),
      (["host_space=3G"], "3G; exec stub at 0xa7ffe000, programs at 0x7ffff000"),
      (["host_space=2G"], "2G; exec stub at 0x6ffff000, programs at 0x55554000"),
    ])
  func boots(words: [String], log: String) throws {
    let run = try boot(words)
    #expect(run.output.contains("Host address space: \(log)"), "\(run.output)")
    // The program has run, and there was nothing after it.
    #expect(run.output.contains("\nLinux\n"))
    #expect(run.output.contains("Attempted to kill init! exitcode=0x00000000"))
    #expect(run.end == "exit 134")
  }

  @Test("what is too small is refused before anything is started")
  func refusal() throws {
    let run = try boot(["host_space=512M"])
    #expect(run.output.contains("the host's address space is too small (512M)"))
    #expect(run.end == "exit 1")
  }

  /// Boots a guest whose first program prints the kernel's name: under a command of the host's, or
  /// with a word of the kernel's.
  private func boot(_ words: [String]) throws -> (output: String, end: String) {
    let directory = try HostFile.makeTemporaryDirectory(prefix: "address-test-")
    defer { try? HostFile.removeTree(directory) }
    let isWord = words[0].contains("=")
    let command =
      (isWord ? [] : words) + [
        try BuildProducts.umltop(), "boot", "uml_dir=\(directory)", "con0=fd:0,fd:1", "con=null",
        "init=/bin/uname",
      ] + (isWord ? words : [])
    let path = try #require(HostProcess.findExecutable(command[0]))
    let run = try HostCommand(ProcessRequest(path: path, arguments: command))
    return (run.output.replacing("\r\n", with: "\n"), run.status)
  }
}
