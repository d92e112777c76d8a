import Testing

extension SystemTests {
  @Suite("Wrong arguments") struct WrongArguments {
    /// The words, the first line of what is printed, and the exit status.
    private static let table: [(words: [String], message: String, status: Int)] = [
      (["bogus"], "Error: Unexpected argument 'bogus'", 64),
      (
        ["help", "bogus"],
        "Error: there is no command 'bogus'; umltop help lists those there are", 64
      ),
      (["--bogus"], "Error: Unknown option '--bogus'", 64),
      (["--bare"], "Error: --bare needs --exec", 64),
      (["--exec"], "Error: Missing value for '--exec <command>'", 64),
      (["--prefix", "C-a"], "Error: --prefix is a letter from a to z, not 'C-a'", 64),
      (["--exec", "top", "--snapshot"], "Error: choose one of --snapshot and --exec", 64),
      (["--exec", "top"], "Error: standard input and output are no terminal", 1),
      (
        ["boot", "--size=axb"],
        "Error: '--size=axb' is no size; rows and columns are, such as --size=24x80", 1
      ),
      (["boot", "--exec"], "Error: --exec needs a command of this host, such as --exec top", 1),
      (
        ["boot", "--exec", "--detach"],
        "Error: --exec needs a command of this host, such as --exec top", 1
      ),
      (
        ["boot", "--kernel"],
        "Error: --kernel needs a User Mode Linux kernel, such as --kernel linux.uml", 1
      ),
      (
        ["boot", "--serial", "--detach"],
        "Error: --serial needs a serial port, such as --serial /dev/ttyUSB0,115200", 1
      ),
      (
        ["boot", "--serial", "/dev/null"],
        "Error: '/dev/null' is no serial port, nor any other terminal", 1
      ),
      (
        ["boot", "--detach", "init=/nosuch"],
        "Error: kernel panic: Requested init /nosuch failed (error -2).", 1
      ),
      (
        ["boot", "uml_dir=/etc/passwd"],
        "Error: cannot make a machine's directory in /etc/passwd: Not a directory", 1
      ),
      (["attach", "nosuch"], "Error: there is no guest 'nosuch' in HOME/.uml (running: left)", 1),
      (["attach", "left"], "Error: standard input and output are no terminal", 1),
      (["attach", "--bogus"], "Error: Unknown option '--bogus'", 64),
      (["list", "x"], "Error: Unexpected argument 'x'", 64),
      (["console"], "Error: Missing expected argument '<umid>'", 64),
      (["console", "left"], "Error: Missing expected argument '<line>'", 64),
      (["console", "left", "con9"], "Error: left has no line con9, only con0, con1", 1),
      (["capture", "left", "nonsense"], "Error: left has no line nonsense, only con0, con1", 1),
      (
        ["capture", "nosuch", "con0"],
        "Error: there is no guest 'nosuch' in HOME/.uml (running: left)", 1
      ),
      (["send", "left", "con0"], "Error: there is nothing to send", 64),
      (
        ["send", "left", "con0", "\\q"], "Error: \\q means nothing; a backslash itself is \\\\", 1
      ),
      (["wait", "left", "con0"], "Error: Missing expected argument '<pattern>'", 64),
      (["wait", "left", "con0", "("], "Error: '(' is no regular expression: expected ')'", 64),
      (
        ["wait", "left", "con0", "x", "--timeout", "soon"],
        "Error: The value 'soon' is invalid for '--timeout <timeout>'", 64
      ),
      (
        ["wait", "left", "con0", "x", "--timeout=-1"],
        "Error: --timeout is a number of seconds above 0, not -1.0", 64
      ),
      (
        ["wait", "left", "con0", "n[eo]t there", "--timeout=0.1"],
        "left con0 did not show 'n[eo]t there' within 0.1 s; it shows:", 1
      ),
      (
        ["line", "left", "con1", "frob", "x"],
        "Error: 'frob x' is nothing that a line can be told; that is attach SPEC, restore, log [FILE], "
          + "or break", 64
      ),
      (
        ["line", "left", "con1", "log", "/nosuch/log"],
        "Error: left: con1: cannot log to /nosuch/log: No such file or directory", 1
      ),
      (
        ["replay", "/etc/passwd"], "Error: cannot replay /etc/passwd: it is no log of terminals", 1
      ),
      (["mconsole", "left"], "Error: Missing expected argument '<words> ...'", 64),
      (["mconsole", "left", "frobnicate"], "ERR Unknown command", 1),
      (
        ["mconsole", "nosuch", "version"],
        "Error: there is no guest 'nosuch' in HOME/.uml (running: left)", 1
      ),
    ]

    @Test("every one is named, with what would be right, and has its status")
    func refusals() throws {
      let user = try UserSession()
      try user.boot("left", "con1=pane")
      for (words, message, status) in Self.table {
        let output = try user.run(
          try user.program, ["umltop"] + words, "exit \(status)")
        let first = output.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
        #expect(first == message.replacing("HOME", with: user.home), "\(words)")
      }
      #expect(user.guests == ["left"])
    }

    @Test("a name that is taken is told, and the one the guest got instead")
    func takenName() throws {
      let user = try UserSession()
      try user.boot("left")
      let output = try user.umltop("boot", "--detach", "umid=left").split(separator: "\n")
      let name = try #require(user.guests.first { $0 != "left" })
      #expect(output == ["umid=left is taken, or is no name: this guest is \(name)", "\(name)"])
    }

    @Test("a terminal that is unknown, or too simple, is named")
    func terminals() throws {
      let user = try UserSession()
      let terminal = user.terminal
      for (name, message) in [
        ("nosuch-term", "Error: terminal 'nosuch-term' is unknown: set TERM, or install its"),
        ("", "Error: TERM is not set, so nothing is known about this terminal"),
        ("dumb", "Error: terminal 'dumb' "),
      ] {
        for command in ["umltop", "umltop --exec cat"] {
          try terminal.enter("clear; TERM=\(name) \(command); echo ended-$?")
          try terminal.wait(for: message, "ended-1")
          try terminal.wait(for: "no guest that nobody saw") { _ in user.guests == [] }
        }
      }
    }
  }
}
