import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

/// Runs real host programs under the platform, with a kernel that knows next to nothing.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct NotifyPlatformTests {
  @Test("a static program is loaded through the stub, and its calls arrive")
  func staticProgram() throws {
    let run = try TinyKernel.run(["/bin/busybox", "echo", "hello"])
    #expect(run.output == "hello\n")
    #expect(run.ending == .exited(0))
  }

  @Test(
    "a shell forks, waits and executes, whatever stops come before its calls",
    arguments: [false, true])
  func shell(disturbing: Bool) throws {
    let run = try TinyKernel.run(
      ["/bin/busybox", "sh", "-c", "(exit 7); echo $?; /bin/busybox echo two; exit 3"],
      disturbing: disturbing)
    #expect(run.output == "7\ntwo\n")
    #expect(run.ending == .exited(3))
  }
}
