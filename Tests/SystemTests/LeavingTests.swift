import LinuxABI
import Testing
import UMLHost

extension SystemTests {
  @Suite("Coming and going") struct Leaving {
    @Test("who detaches finds everything as it was")
    func detach() throws {
      let user = try UserSession()
      let terminal = user.terminal
      let settings = try terminal.settings()
      let modes = try terminal.modes()
      try user.startDemo()
      try terminal.enter("echo kept-$((6*7))")
      try terminal.wait(for: "kept-42")
      try terminal.press("C-b", "d")
      try terminal.wait(for: "Still running: left, right. Come back with: umltop attach")
      #expect(try terminal.settings() == settings)
      #expect(try terminal.modes() == modes)
      try terminal.enter("clear; umltop attach left")
      try terminal.wait(for: "─ left · con0 ", "kept-42", "left:~#")
      try terminal.enter("echo again-$((6*7))")
      try terminal.wait(for: "again-42")
    }

    @Test("who only looks on changes nothing")
    func readOnly() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.boot("left")
      try user.umltop("wait", "left", "con0", "login: $")
      let before = try user.umltop("capture", "left", "con0")
      try terminal.enter("umltop attach --read-only left")
      try terminal.wait(for: "left login:", "read-only")
      try terminal.enter("root")
      try terminal.press("C-b", "d")
      try terminal.wait(for: "Come back with: umltop attach")
      #expect(try user.umltop("capture", "left", "con0") == before)
    }

    @Test("an interface that is killed gives the terminal back, and the guests run on")
    func killedInterface() throws {
      let user = try UserSession()
      let terminal = user.terminal
      let settings = try terminal.settings()
      let modes = try terminal.modes()
      try user.boot("left")
      for signal in [SignalNumber.terminate, .hangUp, .segmentationFault, .abort, .kill] {
        try terminal.enter("clear; umltop attach; status=$?")
        try terminal.wait(for: "left · con0", "left login:")
        let interface = try #require(Self.interface(of: user))
        try HostSystem.send(signal, to: interface)
        // After kill -9 another process cleans up, in its own time: what the shell writes before
        // that is not seen.
        try terminal.wait(for: "the terminal as it was, after \(signal)") { _ in
          try terminal.settings() == settings && terminal.modes() == modes
        }
        try terminal.enter("echo ended-$status")
        try terminal.wait(for: "ended-\(128 + signal.rawValue)")
      }
      #expect(user.guests == ["left"])
      // The next one tidies up after those that could not.
      try terminal.enter("clear; umltop attach")
      try terminal.wait(for: "left · con0", "left login:")
      try terminal.press("C-b", "d")
      try terminal.wait(for: "Come back with: umltop attach")
      #expect(try HostFile.names(in: "\(user.home)/.uml") == ["left"])
    }

    /// The first of the processes that show guests.
    private static func interface(of user: UserSession) -> Int32? {
      HostProcessEntry.all.first { process in
        guard process.name == "umltop",
          let words = try? HostFile.text(of: "/proc/\(process.processID)/cmdline"),
          let variables = try? HostFile.text(of: "/proc/\(process.processID)/environ")
        else { return false }
        return words.hasPrefix("umltop\0attach") && variables.contains("HOME=\(user.home)\0")
      }?.processID
    }

    @Test("a guest's kernel that is killed leaves nothing, and its pane offers to start it again")
    func killedKernel() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.enter("clear; echo kept-$((6*7)); sleep 1000 & sleep 1001")
      try terminal.wait(for: "kept-42")
      let kernel = try user.process(of: "left")
      let processes = HostProcessEntry.tree(kernel)
      #expect(processes.count >= 6)
      try HostSystem.send(.kill, to: kernel)
      try terminal.wait(for: "left ? lost", "right ▶ run", "kept-42", "press r to restart")
      try terminal.wait(for: "the end of \(processes)") { _ in
        processes.allSatisfy { !$0.isAlive }
      }
      #expect(try user.umltop("list").contains("stale"))
      try terminal.press("r")
      try terminal.wait(for: "left ▶ run", "left login:")
    }

    @Test("a guest's program that the host kills is a program that was killed")
    func killedProgram() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.enter("clear; sh -c 'echo go-$((6*7)); exec sleep 1000'; echo status-$?")
      try terminal.wait(for: "go-42")
      // The last of the tree is the newest: the program in the foreground.
      let tree = HostProcessEntry.tree(try user.process(of: "left"))
      let victim = try #require(tree.max { $0.processID < $1.processID })
      try HostSystem.send(.kill, to: victim.processID)
      try terminal.wait(for: "status-137")
    }

    @Test("a guest whose init the host kills panics and says so")
    func killedInit() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      let tree = HostProcessEntry.tree(try user.process(of: "left"))
      let initProcess = try #require(tree.dropFirst().first)
      try HostSystem.send(.kill, to: initProcess.processID)
      try terminal.wait(for: "left ✖ panic", "kill init! exitcode=0x00000009", "press r to restart")
      try terminal.wait(for: "the end of \(tree)") { _ in tree.allSatisfy { !$0.isAlive } }
      #expect(user.guests == ["right"])
    }
  }
}
