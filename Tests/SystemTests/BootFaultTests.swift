import LinuxABI
import TestSupport
import Testing
import UMLHost

extension SystemTests {
  @Suite("Boots that cannot be") struct BootFaults {
    /// Files that are no programs.
    private static let files: [(name: String, bytes: [UInt8])] = [
      ("garbage", Array("\u{7f}ELF and no more".utf8)), ("empty", []),
      ("script", Array("#!/nosuch\n".utf8)), ("text", Array("no program".utf8)),
    ]

    /// The words, what the log says, and the exit status.
    private static let table: [(words: String, message: String, status: Int)] = [
      ("HOST init=/garbage", "init=/garbage: Exec format error", 134),
      ("HOST init=/empty", "init=/empty: Exec format error", 134),
      ("HOST init=/text", "init=/text: Exec format error", 134),
      ("HOST init=/script", "init=/script: No such file or directory", 134),
      ("HOST init=/dev", "init=/dev: Permission denied", 134),
      ("HOST init=/plain", "init=/plain: Permission denied", 134),
      ("HOST init=/nosuch", "Requested init /nosuch failed (error -2).", 134),
      ("HOST", "No working init found.  Try passing init= option to kernel.", 134),
      (
        "rootfstype=hostfs rootflags=/no/such",
        #"VFS: Cannot mount root (hostfs filesystem) from "/no/such": No such file or directory"#,
        134
      ),
      (
        "rootfstype=hostfs rootflags=no/such",
        #"VFS: Cannot mount root (hostfs filesystem) from "no/such": No such file or directory"#,
        134
      ),
      (
        "rootfstype=hostfs rootflags=/etc/passwd",
        #"VFS: Cannot mount root (hostfs filesystem) from "/etc/passwd": Not a directory"#, 134
      ),
      ("rootfstype=ext9", "VFS: Cannot mount root (ext9 filesystem): no such type", 134),
      (
        "root=/dev/ubda", "This kernel has no block devices yet: use root=builtin, rootfstype=", 134
      ),
      ("initrd=/no/such", #"Couldn't open initrd "/no/such": No such file or directory"#, 134),
      ("mem=much", "mem=much: not an amount of memory; 64M is used", 134),
      ("mem=1", "mem=1: too little memory; 4M is used", 134),
      ("umid=a/b", "umid=a/b: not a name of 1 to 63 bytes without slashes; a random one", 134),
      ("con1=nonsense", "unknown channel 'nonsense'; known are fd, null,", 134),
      ("con16=null", #""16=null" : Device number out of range"#, 134),
      ("con1=fd:x", "fd_init : couldn't parse file descriptor 'x'", 134),
    ]

    @Test("each is named in the log, and has its status")
    func refusals() throws {
      let user = try UserSession()
      let root = "\(user.home)/root"
      try HostFile.makeDirectories("\(root)/dev")
      for (name, bytes) in Self.files {
        try HostFile.writeAtomically(bytes, to: "\(root)/\(name)", permissions: 0o755)
      }
      try HostFile.writeAtomically([], to: "\(root)/plain", permissions: 0o644)
      for (words, message, status) in Self.table {
        let host = words.replacing("HOST", with: "rootfstype=hostfs rootflags=\(root)")
        let given = host.split(separator: " ").map(String.init)
        // What would boot all the same ends at once.
        let last = words.contains("HOST") ? [] : ["init=/bin/true"]
        let log = try user.run(
          try user.program, ["umltop", "boot", "con=null", "con0=null,fd:1"] + given + last,
          "exit \(status)")
        #expect(log.contains(message), "\(words):\n\(log)")
      }
      #expect(user.guests == [])
    }

    @Test("a name that is taken is replaced, one whose machine is dead taken over")
    func names() throws {
      let user = try UserSession()
      try user.boot("left")
      let log = try user.umltop(
        "boot", "umid=left", "con=null", "con0=null,fd:1", "init=/bin/true", end: "exit 134")
      let process = try user.process(of: "left")
      #expect(log.contains(#"umid "left" is already in use by pid \#(process)"#))
      #expect(
        log.contains(#"Failed to initialize umid "left", trying with a random umid"#))
      try HostSystem.send(.kill, to: process)
      try user.terminal.wait(for: "a dead machine") { _ in
        try user.umltop("list").contains("stale")
      }
      try user.boot("left")
      #expect(try user.process(of: "left") != process)
      #expect(user.guests == ["left"])
    }

    @Test(
      "a cache where nothing can be made is named",
      arguments: [("/dev/null", "Not a directory"), ("/proc", "No such file or directory")])
    func cache(directory: String, reason: String) throws {
      let user = try UserSession()
      let output = try user.run(
        "/usr/bin/env", ["env", "XDG_CACHE_HOME=\(directory)", try user.program, "boot"], "exit 1")
      #expect(
        output.hasSuffix(
          "Error: cannot make the built-in root file system in \(directory)/umltop: \(reason); "
            + "XDG_CACHE_HOME names another place\n"))
      #expect(user.guests == [])
    }

    /// What needs a root who may mount.
    private static let mayMount =
      (try? HostCommand(
        ProcessRequest(
          path: "/usr/bin/env",
          arguments: ["env", "unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"])))?.status
      == "exit 0"

    @Test(
      "a full disk and a missing busybox are named",
      .enabled(if: mayMount, "mounting needs root"),
      arguments: [
        (
          "mount -t tmpfs -o size=64k none /mnt; export XDG_CACHE_HOME=/mnt",
          "in /mnt/umltop: No space left on device"
        ),
        (
          "mount --bind /dev/null /bin/busybox; export XDG_CACHE_HOME=/proc",
          "needs a static busybox: install the package busybox-static, or name a root file system"
        ),
      ])
    func lacking(setup: String, message: String) throws {
      let user = try UserSession()
      for words in ["boot", "--snapshot"] {
        let output = try user.run(
          "/usr/bin/env",
          ["env", "unshare", "-m", "sh", "-c", "\(setup); exec \(try user.program) \(words)"],
          "exit 1")
        #expect(output.contains(message))
      }
      #expect(user.guests == [])
      #expect(try user.temporaryNames == [])
    }
  }
}
