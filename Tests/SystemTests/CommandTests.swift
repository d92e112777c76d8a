import Testing
import UMLHost

extension SystemTests {
  @Suite("Commands for scripts") struct Commands {
    @Test("a guest is booted, used, watched and halted without a terminal")
    func script() throws {
      let user = try UserSession()
      try user.boot("left")
      #expect(
        try user.umltop("list").split(separator: "\n").first?.split(separator: " ")
          == ["UMID", "PID", "STATE", "KERNEL", "UPTIME", "MEMORY", "CONSOLES"])
      let object = try user.umltop("list", "--json")
      for member in [
        #""umid": "left""#, #""pid": \#(try user.process(of: "left"))"#, #""state": "running""#,
        #""memory_total_bytes": 67108864"#, #""directory": "\#(user.home)/.uml/left""#,
      ] {
        #expect(object.contains(member))
      }
      try user.umltop("wait", "left", "con0", "login: $")
      try user.umltop("send", "left", "con0", "root\\r")
      try user.umltop("wait", "left", "con0", "Password:")
      // What is typed before login has turned the echo off it forgets; nobody there is no answer.
      try user.umltop("send", "left", "con0", "\\x03")
      try user.umltop("wait", "left", "con0", "login: $")
      let again = try user.run(
        try user.program,
        ["umltop", "wait", "left", "con0", "login: $", "--new", "--timeout=0.1"], "exit 1")
      #expect(again.hasPrefix("left con0 did not show 'login: $' within 0.1 s"))
      #expect(try user.umltop("capture", "left", "con0").contains("left login: root\nPassword:"))
      #expect(
        try user.umltop("capture", "left", "con0", "--scrollback").contains("Linux version"))
      #expect(
        try user.umltop("mconsole", "left", "version").hasPrefix("OK Linux left 6.1.0-umltop"))
      try user.umltop("mconsole", "left", "halt")
      try user.terminal.wait(for: "the end of left") { _ in user.guests == [] }
      #expect(try user.umltop("list") == "no guest is running in \(user.home)/.uml\n")
    }

    @Test("console is a raw line in the terminal; Ctrl-] leaves it")
    func console() throws {
      let user = try UserSession()
      let terminal = user.terminal
      let settings = try terminal.settings()
      try user.boot("left")
      try terminal.enter("umltop console left con0; echo ended-$?")
      try terminal.wait(for: "left login:")
      try terminal.wait(for: "a title that says how to leave") { _ in
        try terminal.title() == "left con0: Ctrl-] leaves"
      }
      try user.logIn("left")
      try terminal.enter("stty size")
      try terminal.wait(for: "34 120")
      try terminal.press("C-]")
      try terminal.wait(for: "Left left con0.", "ended-0")
      #expect(try terminal.settings() == settings)
      try terminal.enter("clear; umltop console left con0; echo ended-$?")
      try terminal.wait(for: "left:~#")
      try terminal.enter("halt")
      try terminal.wait(for: "System halted", "left has halted.", "ended-0")
      #expect(try terminal.settings() == settings)
    }

    @Test("a command of the host is ended like any other guest")
    func haltedCommand() throws {
      let user = try UserSession()
      try user.boot("cat", "--exec=cat")
      #expect(
        try user.umltop("mconsole", "cat", "version", end: "exit 255")
          == "ERR a command cannot do 'version'\n")
      #expect(try user.umltop("mconsole", "cat", "halt") == "OK \n")
      try user.terminal.wait(for: "the end of cat") { _ in user.guests == [] }
    }

    private static let client = HostProcess.findExecutable("uml_mconsole")

    @Test(
      "uml_mconsole understands our management console",
      .enabled(if: client != nil, "uml_mconsole is not installed (uml-utilities)"))
    func foreignClient() throws {
      let program = try #require(Self.client)
      let user = try UserSession()
      try user.boot("left")
      let version = try user.run(program, ["uml_mconsole", "left", "version"])
      #expect(version.hasPrefix("OK Linux left 6.1.0-umltop"))
      #expect(try user.run(program, ["uml_mconsole", "left", "config", "con0"]) == "OK pane\n")
      #expect(
        try user.run(program, ["uml_mconsole", "left", "frobnicate"], "exit 1")
          == "ERR Unknown command\n")
      try user.run(program, ["uml_mconsole", "left", "halt"])
      try user.terminal.wait(for: "the end of left") { _ in user.guests == [] }
    }

    @Test("what cannot be printed is an error")
    func fullOutput() throws {
      let user = try UserSession()
      try user.terminal.enter("umltop list >/dev/full; echo ended-$?")
      try user.terminal.wait(for: "Error: cannot write: No space left on device", "\nended-1")
    }

    @Test("without a terminal the demo is a picture, and leaves nothing")
    func snapshot() throws {
      let user = try UserSession()
      let picture = try user.umltop()
      #expect(
        picture.hasPrefix("There is no terminal here, so this is what it would show:\n 1:pair*"))
      #expect(try user.umltop("--snapshot").hasPrefix(" 1:pair*"))
      for text in ["left:~# uname -srm", "Linux 6.1.0-umltop x86_64", "right:~# ps", "Mem:"] {
        #expect(picture.contains(text))
      }
      try expectNoSnapshotLeft(user)
    }

    @Test("a snapshot that nobody reads to its end leaves nothing either")
    func cutSnapshot() throws {
      let user = try UserSession()
      try user.terminal.enter("umltop --snapshot | head -1; echo ended")
      try user.terminal.wait(for: " 1:pair*", "\nended")
      try expectNoSnapshotLeft(user)
    }

    @Test(
      "a snapshot that is ended, or a guest of which is killed, leaves nothing either",
      arguments: [("-TERM $p", 143), ("-KILL $(cat $left/pid)", 1)])
    func endedSnapshot(_ kill: String, _ status: Int) throws {
      let user = try UserSession()
      // What one left that was killed itself.
      try HostFile.makeDirectories("\(user.home)/tmp/umltop-snapshot-999999999-x/left")
      try user.terminal.enter(
        "umltop --snapshot >/dev/null 2>&1 & p=$!; left=~/tmp/umltop-snapshot-$p-*/left; "
          + "until [ -S $left/console ]; do sleep 0.02; done; "
          + "kill \(kill); wait $p; echo ended-$?")
      try user.terminal.wait(for: "\nended-\(status)")
      try expectNoSnapshotLeft(user)
    }

    @Test("a guest that is to end with its clients ends when who started it is gone")
    func orphan() throws {
      let user = try UserSession()
      // Descriptor 3, where it is to report, is a pipe that nobody reads any more.
      try user.terminal.enter(
        "{ umltop boot --report --ends-with-clients con0=pane; echo ended-$? >&2; } "
          + "3>&1 >/dev/null | true")
      try user.terminal.wait(for: "\nended-1")
      #expect(user.guests == [])
    }

    private func expectNoSnapshotLeft(_ user: UserSession) throws {
      try user.terminal.wait(for: "no process of \(user.home)") { _ in
        HostProcessEntry.all.allSatisfy { process in
          let variables = try? HostFile.text(of: "/proc/\(process.processID)/environ")
          return process.name != "umltop"
            || variables?.contains("HOME=\(user.home)\0") != true
        }
      }
      #expect(try user.temporaryNames == [])
    }

    @Test("a command of the host in a pane, and as the whole terminal")
    func hostCommand() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try terminal.enter("umltop --bare --exec 'stty size; exit 3'; echo ended-$?")
      try terminal.wait(for: "ended-3")
      try terminal.enter("clear; umltop --exec 'echo in-$((6*7)); stty size; read x'")
      try terminal.wait(for: "in-42", "31 120", "Ctrl-b then ? all keys")
      try terminal.press("Enter")
      try terminal.wait(for: "■ halted (0)")
      try terminal.press("C-b", "d")
      try terminal.wait(for: "host$")
      #expect(user.guests == [])
    }
  }
}
