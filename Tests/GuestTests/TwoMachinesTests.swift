import TestSupport
import Testing

/// The HOWTO's "attach two virtual machines together with what amounts to a serial line".
@Suite("Two machines on the two sides of a pseudo terminal", .serialized, .timeLimit(.minutes(2)))
struct TwoMachinesTests {
  @Test("one's login is used in the other")
  func recipe() throws {
    let one = try RealKernel("one")
    let two = try RealKernel("two")
    try boot(one, ["ssl1=pty"])
    try one.wait { try one.command("mconsole", "config", "ssl1").contains("/dev/") }
    let device = try one.command("mconsole", "config", "ssl1").dropFirst("OK pty:".count)
    try boot(two, ["ssl1=tty:\(device.prefix { !$0.isNewline })"])
    try two.logIn("con1")
    // What the login said before is waiting.
    try two.command("send", "con1", "-e", "microcom /dev/ttyS1")
    try two.command("wait", "con1", "one login: $")
    let talk = [
      ("root", "one login: root\\nPassword: $"), ("umltop", "one:~# $"), ("tty", "^/dev/ttyS1$"),
    ]
    for (typed, awaited) in talk {
      try two.command("send", "con1", "-e", typed)
      try two.command("wait", "con1", awaited)
    }
    for guest in [one, two] { try guest.command("mconsole", "halt") }
    #expect(try one.isGone() && two.isGone())
  }

  private func boot(_ guest: RealKernel, _ words: [String]) throws {
    let run = try guest.umltop(
      ["boot", "--detach", "umid=\(guest.umid)", "uml_dir=\(guest.directory)"] + words)
    try #require(run.status == "exit 0", "\(run.output)")
  }
}
