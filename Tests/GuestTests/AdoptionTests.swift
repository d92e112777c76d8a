import LinuxABI
import TestSupport
import Testing
import UMLHost

/// A real UML kernel that was not started by umltop.
@Suite(
  "Somebody else's UML kernel", .serialized, .timeLimit(.minutes(2)),
  .enabled(if: RealKernel.isInstalled, RealKernel.reason))
struct AdoptionTests {
  /// Shells on two consoles. Whoever lets go of the second one's terminal hangs its shell up.
  private static let initScript = """
    #!/bin/busybox sh
    while :; do /bin/busybox setsid /bin/busybox sh </dev/tty2 >/dev/tty2 2>&1; done &
    exec /bin/busybox setsid /bin/busybox sh </dev/tty1 >/dev/tty1 2>&1

    """

  @Test("its consoles are found, opened and served, but for one that another program has open")
  func adoption() throws {
    let kernel = try RealKernel("adopted")
    let process = try start(kernel)
    try kernel.wait { try kernel.list().contains("con2=pts:/dev/pts/") }
    let setting = try kernel.command("mconsole", "config", "con2")
    let held = try HostFile.open(
      String(setting.dropFirst("OK pts:".count).prefix { $0 != "\n" }),
      [.readWrite, .noControllingTerminal])
    let own = HostSystem.processID
    #expect(try kernel.list().contains(":\(own)]"))
    // Finding con1 starts the service.
    try kernel.command("send", "con1", "-e", "echo answer $((6*7))")
    try kernel.command("wait", "con1", "^answer 42$")
    // More than the kernel's terminal holds: it has to be woken when there is room again.
    try kernel.command("send", "con1", "-e", "/bin/busybox seq 30000; echo all of it")
    try kernel.command("wait", "con1", "^30000\\nall of it$")
    let refused = try kernel.umltop(["capture", "--uml-dir", kernel.directory, "adopted", "con2"])
    #expect(refused.status == "exit 1" && refused.output.contains("(process \(own)) has that open"))
    _ = consume held
    try kernel.wait { try kernel.list().contains("con2") }
    try kernel.command("line", "con2", "attach", "null")
    #expect(try kernel.command("line", "con2") == "con2\tnull\tclosed\n")
    try kernel.command("line", "con2", "restore")
    try kernel.wait { try kernel.command("line", "con2") == "con2\tpane\topen\n" }
    try kernel.command("mconsole", "halt")
    _ = try process.wait()
    #expect(try kernel.isGone())
  }

  @Test("umltop is its terminal program, waits for its windows, and ends with it")
  func windows() throws {
    let kernel = try RealKernel("adopted")
    let umltop = try BuildProducts.umltop()
    let process = try start(kernel, ["con1=xterm", "xterm=\(umltop),-T,-e"])
    try kernel.wait { HostFile.exists("\(kernel.directory)/adopted/mconsole") }
    // It may still boot: the window is not there yet.
    try kernel.command("wait", "con1", "# $")
    try kernel.command("send", "con1", "-e", "echo answer $((6*7))")
    try kernel.command("wait", "con1", "^answer 42$")
    let windows = HostProcessTable.all.filter {
      HostProcessTable.arguments(of: $0).contains("Virtual Console #1 (adopted)")
    }
    #expect(windows.count == 1)
    process.send(.kill)
    _ = try process.wait()
    // One that has ended has no words, though its parent may not have heard of it for long.
    try kernel.wait { windows.allSatisfy { HostProcessTable.arguments(of: $0).isEmpty } }
  }

  private func start(_ kernel: RealKernel, _ words: [String] = []) throws -> HostProcess {
    let root = try kernel.makeRootDirectory()
    for name in ["bin", "dev"] { try HostFile.makeDirectories("\(root)/\(name)") }
    for (path, bytes) in [
      ("bin/busybox", try HostFile.contents(of: "/usr/bin/busybox")),
      ("init", Array(Self.initScript.utf8)),
    ] {
      try HostFile.open("\(root)/\(path)", [.writeOnly, .create], permissions: 0o755)
        .writeAll(bytes)
    }
    var request = ProcessRequest(
      path: RealKernel.path,
      arguments: [
        RealKernel.path, "umid=adopted", "uml_dir=\(kernel.directory)", "con=null", "ssl=null",
        "con0=null", "con1=pts", "con2=pts", "root=/dev/root", "rootfstype=hostfs",
        "rootflags=\(root)", "rw", "init=/init",
      ] + words)
    request.environment = HostEnvironment.all + ["DISPLAY=none"]
    request.descriptors = [nil, nil, nil]
    request.group = .newSession
    request.parentDeathSignal = .kill
    return try HostProcess.spawn(request)
  }
}
