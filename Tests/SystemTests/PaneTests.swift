import Testing

extension SystemTests {
  @Suite("Panes") struct Panes {
    @Test("the help shows every key, finds one, and goes away")
    func help() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.press("C-b", "?")
      try terminal.wait(for: "Keys, after Ctrl-b", "open another console to the right")
      try terminal.type("zoom")
      try terminal.wait(for: "search: zoom")
      try terminal.press("Escape")
      try terminal.wait(for: "no help") { !$0.contains("Keys, after Ctrl-b") }
    }

    @Test("the focus follows keys and mouse, and typing goes there")
    func focus() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try terminal.enter("umltop")
      try terminal.wait(for: "● left", "left login:", "right login:")
      try terminal.press("C-b", "Right")
      try terminal.wait(for: "● right · con0")
      try terminal.type("somebody")
      try terminal.wait(for: "right login: somebody")
      try terminal.click(row: 10, column: 10)
      try terminal.wait(for: "● left · con0")
      try terminal.type("nobody")
      try terminal.wait(for: "left login: nobody", "right login: somebody")
      try terminal.press("C-b", "q")
      try terminal.press("1")
      try terminal.wait(for: "● right · con0")
    }

    @Test("a pane is zoomed, split, closed, and the guest sees its size")
    func layout() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.enter("stty size")
      try terminal.wait(for: "30 59")
      try terminal.press("C-b", "z")
      try terminal.wait(for: "left · con0 (zoomed)")
      try terminal.enter("stty size")
      try terminal.wait(for: "31 120")
      try terminal.press("C-b", "z", "C-b", "-")
      try terminal.wait(for: "Open below", "> left con1")
      try terminal.press("Enter")
      try terminal.wait(for: "● left · con1", "left login:", "right login:")
      try terminal.press("C-b", "x")
      try terminal.wait(for: "left con1")
      try terminal.press("y")
      try terminal.wait(for: "one pane of left") { !$0.contains("left · con1") }
    }

    @Test("another guest is booted from here, and shown; what cannot boot says why")
    func booting() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.boot("left")
      try terminal.enter("umltop --prefix a")
      try terminal.wait(for: "left login:", "Ctrl-a then ? all keys")
      try terminal.press("C-a", "N")
      try terminal.wait(for: "boot a guest with: umid=guest1 mem=64M")
      try terminal.press("Enter")
      try terminal.wait(for: "2:guest1*", "guest1 login:")
      try terminal.press("C-a")
      try terminal.enter(":boot init=/nosuch")
      try terminal.wait(for: "kernel panic: Requested init /nosuch failed")
      #expect(user.guests == ["guest1", "left"])
    }

    @Test("a command that ends at once can be run again")
    func commandAgain() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try terminal.enter("umltop --exec 'echo 1 >> ~/runs; cat ~/runs; exit 3'")
      try terminal.wait(for: "halted (3)")
      try terminal.press("r")
      try terminal.wait(for: "1\n1\n■ halted (3)")
    }

    @Test("history is scrolled, searched, and left again")
    func history() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.enter("seq 1000 1200")
      try terminal.wait(for: "│1200 ", "│left:~# ")
      try terminal.press("C-b", "[")
      try terminal.wait(for: "history:", "q back")
      try terminal.press("PageUp")
      try terminal.wait(for: "│1160 ")
      try terminal.enter("/1010")
      try terminal.wait(for: "│1010 ")
      try terminal.press("q")
      try terminal.wait(for: "│1200 ", "following")
    }

    @Test("no size of the terminal leaves garbage")
    func sizes() throws {
      let user = try UserSession()
      let terminal = user.terminal
      try user.startDemo()
      try terminal.enter("vi /etc/passwd")
      let before = try terminal.wait(for: "- /etc/passwd 1/4", "right login:")
      for (rows, columns) in [(1, 1), (1, 40), (2, 3), (50, 1), (5, 5), (60, 200), (1, 1)] {
        try terminal.resize(rows: rows, columns: columns)
        _ = try terminal.screen()
      }
      try terminal.resize(rows: 10, columns: 40)
      try terminal.wait(for: "small bars") { screen in
        let lines = screen.split(separator: "\n")
        return lines.count == 10 && lines[0].hasPrefix(" 1:pair*")
          && lines[1].hasPrefix("┌─ ● left")
          && lines[8].hasPrefix("└") && lines[9].hasPrefix(" left con0")
      }
      try terminal.resize(rows: 34, columns: 120)
      try terminal.wait(for: "the screen as it was:\n\(before)") { screen in
        Self.withoutClock(screen) == Self.withoutClock(before)
      }
    }

    private static func withoutClock(_ screen: String) -> Substring {
      screen.drop { $0 != "\n" }
    }
  }
}
