import LinuxABI
import TestSupport
import Testing
import UMLHost

/// `umltop boot --serial` with the secondary side of a pseudo terminal in the place of a port.
@Suite("A serial port as a guest", .serialized, .timeLimit(.minutes(1)))
struct SerialGuestTests {
  @Test("it has a line like others, both ways, and ends with the port")
  func port() throws {
    let guest = try RealKernel("port")
    let terminal = try HostPseudoTerminal.open()
    let secondary = try terminal.openSecondary()
    let before = try secondary.terminalSettings()
    let path = terminal.secondaryPath
    var request = ProcessRequest(path: "/bin/sleep", arguments: ["sleep", "60"])
    request.descriptors = [secondary.borrowed, nil, nil]
    let user = try HostProcess.spawn(request)
    let busy = try guest.umltop(boot(guest, path))
    #expect(
      busy.status == "exit 1" && busy.output.contains("sleep (process \(user.processID)) has that"))
    user.send(.kill)
    _ = try user.wait()
    // Whoever has the other side may have this one open, too, as socat: so have we, to the end.
    let run = try guest.umltop(boot(guest, path))
    #expect(run.output == "port\n" && run.status == "exit 0")
    try terminal.primary.writeAll(Array("U-Boot 2026\r\n".utf8))
    try guest.command("wait", "ssl0", "^U-Boot 2026$")
    try guest.command("send", "ssl0", "-e", "printenv")
    #expect(try terminal.primary.read(upTo: 64) == Array("printenv\r".utf8))
    try guest.command("send", "ssl0", "--break", "x")
    let other = try guest.umltop(boot(guest, path))
    #expect(other.output.contains("has that open"))
    let service = try guest.processNumber(in: "port/pid")
    try HostSystem.send(.terminate, to: service)
    #expect(try guest.isGone())
    #expect(try secondary.terminalSettings() == before)
  }

  @Test(
    "what is no serial port is refused", arguments: ["/dev/null", "/nonexistent", "/dev/null,x"])
  func refusal(device: String) throws {
    let guest = try RealKernel("port")
    let run = try guest.umltop(boot(guest, device))
    #expect(run.status == "exit 1" && run.output.contains(device), "\(run.output)")
    #expect(try guest.isGone())
  }

  private func boot(_ guest: RealKernel, _ device: String) -> [String] {
    ["boot", "--detach", "--serial", device, "umid=port", "uml_dir=\(guest.directory)"]
  }
}
