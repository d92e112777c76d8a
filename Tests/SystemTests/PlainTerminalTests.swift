import LinuxABI
import Testing
import UMLHost

extension SystemTests {
  @Suite("A guest in a plain terminal") struct PlainTerminal {
    @Test("boot, log in, halt: the terminal is as it was, the status 0")
    func halt() throws {
      let user = try UserSession()
      let terminal = user.terminal
      let settings = try terminal.settings()
      let modes = try terminal.modes()
      try terminal.enter("umltop boot umid=one mem=64M con0=fd:0,fd:1; echo ended-$?")
      try terminal.wait(for: "Linux version", "Run /sbin/init as init process", "one login:")
      try user.logIn("one")
      try terminal.enter("stty size; tty")
      try terminal.wait(for: "34 120", "/dev/tty0")
      try terminal.resize(rows: 30, columns: 100)
      try terminal.enter("stty size")
      try terminal.wait(for: "30 100")
      try terminal.enter("halt")
      try terminal.wait(for: "reboot: System halted", "ended-0")
      #expect(try terminal.settings() == settings)
      #expect(try terminal.modes() == modes)
      #expect(user.guests == [])
    }

    @Test("Ctrl-C is the guest's; a shell as init gets it")
    func interrupt() throws {
      let user = try UserSession()
      let terminal = user.terminal
      let settings = try terminal.settings()
      try terminal.enter("umltop boot umid=one con0=fd:0,fd:1; echo ended-$?")
      try terminal.wait(for: "one login:")
      try user.logIn("one")
      try terminal.enter("clear; sh -c 'echo go-$((6*7)); exec sleep 1000'; echo status-$?")
      try terminal.wait(for: "go-42")
      try terminal.press("C-c")
      try terminal.wait(for: "^C")
      try terminal.enter("echo alive-$((6*7)); poweroff")
      try terminal.wait(for: "alive-42", "ended-0")
      #expect(try terminal.settings() == settings)
    }

    @Test("the guest reboots, and halts with the status it wants")
    func reboot() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try terminal.enter("umltop boot umid=one con0=fd:0,fd:1; echo ended-$?")
      try terminal.wait(for: "one login:")
      try user.logIn("one")
      try terminal.enter("PS1=; clear; reboot")
      try terminal.wait(for: "Restarting system", "one login:")
      try user.logIn("one")
      try terminal.enter("echo 7 > /proc/exitcode; halt")
      try terminal.wait(for: "ended-7")
      #expect(user.guests == [])
    }

    @Test("after a panic the terminal is as it was, the status 134")
    func panic() throws {
      let user = try UserSession()
      let terminal = user.terminal
      let settings = try terminal.settings()
      try terminal.enter("umltop boot init=/nosuch con0=fd:0,fd:1; echo ended-$?")
      try terminal.wait(
        for: "init=/nosuch: No such file or directory",
        "Kernel panic - not syncing: Requested init /nosuch failed (error -2).", "ended-134")
      #expect(try terminal.settings() == settings)
      #expect(user.guests == [])
    }

    @Test(
      "a kernel that a signal ends gives the terminal back",
      arguments: [
        (SignalNumber.terminate, "ended-1"), (.interrupt, "ended-1"),
        (.segmentationFault, "ended-139"), (.kill, "ended-137"),
      ])
    func killed(signal: SignalNumber, end: String) throws {
      let user = try UserSession()
      let terminal = user.terminal
      let settings = try terminal.settings()
      try terminal.enter("umltop boot umid=one con0=fd:0,fd:1; echo ended-$?")
      try terminal.wait(for: "one login:")
      let tree = HostProcessEntry.tree(try user.process(of: "one"))
      try HostSystem.send(signal, to: try user.process(of: "one"))
      try terminal.wait(for: end)
      try terminal.wait(for: "the terminal as it was") { _ in try terminal.settings() == settings }
      try terminal.wait(for: "the end of \(tree)") { _ in tree.allSatisfy { !$0.isAlive } }
      // What is left of the name is taken over.
      try terminal.enter("clear; umltop boot umid=one con0=fd:0,fd:1")
      try terminal.wait(for: "one login:")
    }

    @Test(
      "where the console is elsewhere, a panic is said in the terminal all the same",
      arguments: ["con0=pts", "con0=null", "con0=pane", "con0=none", "con0=fd:77"])
    func elsewhere(console: String) throws {
      let user = try UserSession()
      let output = try user.umltop("boot", console, "init=/nosuch", end: "exit 134")
      #expect(
        output.contains("Kernel panic - not syncing: Requested init /nosuch failed (error -2)."))
      #expect(user.guests == [])
    }
  }
}
