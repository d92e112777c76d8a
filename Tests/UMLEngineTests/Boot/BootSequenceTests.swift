import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

/// Boots on the scripted platform: everything is real but the guest's programs.
@Suite(
  "The boot sequence",
  .enabled(if: (try? BusyBox.find()) != nil, "there is no static busybox"))
struct BootSequenceTests {
  private let directory: String

  init() throws {
    directory = try HostFile.makeTemporaryDirectory()
    try HostFile.makeDirectories("\(directory)/root/bin")
    try HostFile.makeDirectories("\(directory)/root/dev")
    try BusyBox.find().copy(to: "\(directory)/root/bin/init")
    try HostFile.writeAtomically(
      [0x7f, 0x45, 0x4c, 0x46], to: "\(directory)/root/bin/corrupt", permissions: 0o755)
  }

  private struct Outcome {
    let kernel: Kernel
    let log: [String]
  }

  /// `ROOT` in the words stands for a directory with a program.
  private func boot(_ words: String) throws -> Outcome {
    let words = words.split(separator: " ").map { word in
      word == "ROOT" ? "rootflags=\(directory)/root" : String(word)
    }
    let line = try KernelCommandLine(words)
    let kernel = Kernel(
      configuration: line.configuration, platform: ScriptedPlatform(), loop: try EventLoop(),
      log: KernelLog())
    try BootSequence(
      kernel: kernel, place: MachinePlace(machineName: "test", directory: directory),
      notes: line.notes, options: Machine.Options(),
      managementSocket: "\(directory)/mconsole", attachments: LineAttachments()
    ).run()
    kernel.managementConsole?.close()
    return Outcome(
      kernel: kernel, log: kernel.log.ring.all.map { String(decoding: $0.text, as: UTF8.self) })
  }

  private func cleanUp() { try? HostFile.removeTree(directory) }

  @Test("a log that a Linux user recognises, and a first program with a console")
  func booting() throws {
    defer { cleanUp() }
    let outcome = try boot("con0=null rootfstype=hostfs ROOT rw init=/bin/init")
    let expected = [
      "Linux version 6.1.0-umltop", "Kernel command line: con0=null ", "Host: ",
      "Host address space: ",
      "Memory: 64M available", "mconsole (version 2) initialized on \(directory)/mconsole",
      "UML Watchdog Timer", "Initialized stdio console driver",
      "Initializing software serial port version 1",
      "Console initialized on /dev/tty0", "printk: console [tty0] enabled",
      "VFS: Mounted root (hostfs filesystem) on device 0:", "devtmpfs: mounted",
      "Run /bin/init as init process",
    ]
    #expect(zip(outcome.log, expected).allSatisfy { $0.hasPrefix($1) })
    #expect(outcome.log.count == expected.count)
    let initial = outcome.kernel.processes.process(1)
    #expect(initial?.mainTask?.files.descriptors == [0, 1, 2])
    #expect(outcome.kernel.ending == nil)
  }

  @Test(
    "what keeps a machine from booting is said in Linux' words",
    arguments: [
      (
        "rootfstype=hostfs ROOT init=/bin/missing", "Requested init /bin/missing failed (error -2)."
      ),
      (
        "rootfstype=hostfs ROOT init=/bin/corrupt", "Requested init /bin/corrupt failed (error -8)."
      ),
      ("rootfstype=hostfs ROOT init=/dev", "Requested init /dev failed (error -13)."),
      (
        "rootfstype=hostfs rootflags=/nowhere", "VFS: Unable to mount root fs on unknown-block(0,0)"
      ),
      ("rootfstype=ext9", "VFS: Unable to mount root fs on unknown-block(0,0)"),
      ("root=/dev/ubda", "VFS: Unable to mount root fs on unknown-block(0,0)"),
      (
        "rootfstype=tmpfs",
        "No working init found.  Try passing init= option to kernel. "
          + "See Linux Documentation/admin-guide/init.rst for guidance."
      ),
    ])
  func panics(words: String, reason: String) throws {
    defer { cleanUp() }
    let outcome = try boot("con0=null \(words)")
    #expect(outcome.kernel.ending == .panicked(reason))
    #expect(outcome.log.contains("Kernel panic - not syncing: \(reason)"))
  }

  @Test("without init= the usual places are tried in order")
  func places() throws {
    defer { cleanUp() }
    let outcome = try boot("con0=null rootfstype=hostfs ROOT")
    #expect(
      outcome.log.suffix(3) == [
        "Run /sbin/init as init process", "Run /etc/init as init process",
        "Run /bin/init as init process",
      ])
  }

  @Test("an initrd that is not there is logged, and the machine boots without")
  func archives() throws {
    defer { cleanUp() }
    let outcome = try boot("con0=null initrd=\(directory)/none rootfstype=hostfs ROOT")
    #expect(
      outcome.log.contains("Couldn't open initrd \"\(directory)/none\": No such file or directory"))
    #expect(outcome.kernel.ending == nil)
  }

  @Test(
    "a login on every line that leads somewhere",
    arguments: [
      ("con0=null", ""), ("con0=pts con1=none con=null ssl=null", "tty0:xterm"),
      ("con0=null con2=pane ssl1=pts", "tty2:xterm-256color ttyS1:xterm"),
      ("con0=null con=pts con9=pts", "tty1:xterm tty2:xterm tty3:xterm tty9:xterm"),
      ("con0=null,fd:1 con1=pts,null", "tty1:xterm"),
    ])
  func logins(words: String, expected: String) throws {
    defer { cleanUp() }
    let outcome = try boot("console=tty15 con15=null \(words) rootfstype=hostfs ROOT")
    let lines = LoginLines(outcome.kernel, hasPanes: false).all
    #expect(lines.map { "\($0.device):\($0.terminalType)" }.joined(separator: " ") == expected)
  }
}
