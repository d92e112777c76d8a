import Testing

extension SystemTests {
  @Suite("Work on a guest") struct GuestUse {
    @Test("the demo boots two guests side by side; one halts, and starts again on its last screen")
    func demo() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.wait(for: "left ▶ run", "right ▶ run", "Ctrl-b then ? all keys, d leave")
      try terminal.enter("echo last-$((6*7)); halt")
      try terminal.wait(
        for: "left ■ halted", "right ▶ run", "last-42", "System halted",
        "■ halted (0) — press r to restart")
      #expect(user.guests == ["right"])
      try terminal.press("r")
      // The last screen shows a prompt, too: of the guest that has ended.
      try terminal.wait(for: "the prompt of the new guest") {
        $0.contains("left ▶ run") && $0.contains("left login:") && !$0.contains("last-42")
      }
      try user.logIn("left")
    }

    @Test("vi edits a file and gives the screen back")
    func editor() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.enter("clear; echo before-$((6*7))")
      try terminal.wait(for: "before-42")
      try terminal.enter("vi /tmp/note")
      try terminal.wait(for: "- /tmp/note")
      try terminal.type("ihello from vi")
      try terminal.wait(for: "hello from vi", "I /tmp/note")
      try terminal.press("Escape")
      try terminal.wait(for: "│- /tmp/note")
      try terminal.enter(":wq")
      try terminal.wait(for: "before-42", "left:~# vi /tmp/note\u{20}")
      try terminal.enter("tr a-z A-Z < /tmp/note")
      try terminal.wait(for: "before-42", "HELLO FROM VI")
    }

    @Test("top refreshes until q")
    func top() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.enter("top -d 1")
      try terminal.wait(for: "Mem:", "Load average:", "PID  PPID USER", "init")
      // Another program has to show up by itself.
      try user.umltop("send", "left", "con1", "root\\r")
      try terminal.wait(for: "two logins") { $0.split(separator: "/bin/login").count == 3 }
      try terminal.press("q")
      try terminal.enter("echo after-$((6*7))")
      try terminal.wait(for: "after-42")
    }

    @Test("^C ends a program; ^Z, jobs and fg stop and continue it")
    func jobs() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.enter(
        #"clear; sh -c 'trap "echo on-\$((40+2))" CONT; echo go-$((40+2)); while :; do sleep 1; done'"#
      )
      try terminal.wait(for: "go-42")
      try terminal.press("C-z")
      try terminal.wait(for: "^Z[1]+  Stopped")
      try terminal.enter("jobs; fg")
      try terminal.wait(for: "on-42")
      try terminal.press("C-c")
      try terminal.enter("echo status-$?")
      try terminal.wait(for: "^C", "status-130")
    }

    @Test("Ctrl-C, Ctrl-\\ and Ctrl-Z are the guest's and never umltop's")
    func signalKeys() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.enter(
        "clear; stty -isig -icanon -echo; echo go-$((6*7)); dd bs=1 count=3 | od -c")
      try terminal.wait(for: "go-42")
      try terminal.press("C-c", "C-\\", "C-z")
      try terminal.wait(for: "003 034 032", "left ▶ run")
    }
  }
}
