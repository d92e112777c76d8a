import LinuxABI
import TestSupport
import Testing
import UMLHost

/// `umltop boot --kernel` with Debian's linux.uml, as a user has it.
@Suite(
  "A real UML kernel", .serialized, .timeLimit(.minutes(3)),
  .enabled(if: RealKernel.isInstalled, RealKernel.reason))
struct RealKernelTests {
  @Test("its lines are served like those of our own, also after a reboot")
  func lines() throws {
    let kernel = try RealKernel("lines")
    try kernel.boot()
    try kernel.logIn("con1")
    try kernel.command("send", "con1", "-e", "stty size; echo answer $((6*7))")
    try kernel.command("wait", "con1", "^24 80\\nanswer 42$")
    #expect(try kernel.command("capture", "con0", "--scrollback").contains("Linux version "))
    #expect(try kernel.list().contains("running"))
    #expect(try kernel.command("mconsole", "config", "con1").hasPrefix("OK fd:3"))
    try kernel.command("mconsole", "reboot")
    try kernel.command("wait", "con0", "--new", "Run /sbin/init")
    try kernel.logIn("con1")
    try kernel.command("mconsole", "halt")
    #expect(try kernel.isGone())
  }

  @Test("its xterm lines are lines of the same service, with umltop as the terminal program")
  func windows() throws {
    let kernel = try RealKernel("windows")
    try kernel.boot("con1=xterm")
    try kernel.wait { try kernel.list().contains("con1") }
    try kernel.logIn("con1")
    try kernel.command("send", "con1", "-e", "tty; echo answer $((6*7))")
    try kernel.command("wait", "con1", "^/dev/tty1\\nanswer 42$")
    try kernel.command("mconsole", "halt")
    #expect(try kernel.isGone())
  }

  @Test(
    "nothing is left behind when a part is killed",
    arguments: ["service", "keeper", "kernel", "service, asked to end"])
  func killing(part: String) throws {
    let kernel = try RealKernel("killing")
    try kernel.boot()
    let service = try kernel.processNumber(in: "killing/pid")
    let real = try kernel.processNumber(in: "killing/kernel/killing/pid")
    let keeper = try #require(HostProcessTable.parent(of: real))
    let victim = part == "keeper" ? keeper : part == "kernel" ? real : service
    try HostSystem.send(part.hasSuffix("end") ? .terminate : .kill, to: victim)
    #expect(try kernel.isGone())
  }

  @Test("in the foreground it is shown from its first word on, and its status is umltop's")
  func foreground() throws {
    let kernel = try RealKernel("foreground")
    let root = try kernel.bootInVain(
      kernel.bootWords + ["init=/nonexistent", "ubd0=/dev/null"])
    #expect(root.output.contains("Checking that ptrace"))
    #expect(root.output.contains("kernel panic: VFS: Unable to mount root fs"))
    #expect(root.status == "exit 134")
    #expect(try kernel.isGone())
  }

  @Test("a boot that fails says why")
  func failing() throws {
    let kernel = try RealKernel("failing")
    let run = try kernel.bootInVain(["--detach"] + kernel.bootWords + ["root=98:0"])
    #expect(run.output.contains("kernel panic: VFS: Unable to mount root fs"))
    #expect(run.status == "exit 1")
    let other = try kernel.umltop(["boot", "--kernel", "/bin/sh", "uml_dir=\(kernel.directory)"])
    #expect(other.output.contains("'/bin/sh' is no User Mode Linux kernel"))
    #expect(try kernel.isGone())
  }
}
