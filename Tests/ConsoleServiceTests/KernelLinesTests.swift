import Testing

@testable import ConsoleService

@Suite("Lines of a UML kernel")
struct KernelLinesTests {
  @Test(
    "panes become descriptors, the rest stays, the last of a kind holds",
    arguments: [
      (
        "con=null ssl=null con0=pane con1=pane mem=64M",
        "mem=64M con0=fd:0,fd:1 con1=fd:3 con=null ssl=null", "con0:0 con1:3", "tty0 tty1"
      ),
      (
        "con0=fd:0,fd:1 con=pts ssl=null ssl2=pane", "con0=fd:0,fd:1 con=pts ssl2=fd:3 ssl=null",
        "con0:0 ssl2:3", "tty0 ttyS2"
      ),
      (
        "con=null ssl=null con0=pts con1=pane con1=null con0x2=pane,null",
        "con0=pts con1=null con2=fd:3,null con=null ssl=null", "early:0 con2:3", "tty0 tty2"
      ),
      (
        "con0=null,fd:2 con1=fd:0,fd:1 con=none ssl=none con99=pts conx=null",
        "conx=null con0=null,fd:2 con1=fd:0,fd:1 con=none con99=pts ssl=none", "early:0",
        "tty0 tty1"
      ),
    ])
  func rewriting(given: String, words: String, lines: String, devices: String) throws {
    let result = try KernelLines(given.split(separator: " ").map(String.init))
    #expect(result.words.joined(separator: " ") == words)
    #expect(result.lines.map { "\($0.name):\($0.descriptor)" }.joined(separator: " ") == lines)
    #expect(result.loginDevices.joined(separator: " ") == devices)
  }

  @Test("without a word all consoles and four serial lines are panes")
  func defaults() throws {
    let result = try KernelLines(["ssl0=null"])
    #expect(result.lines.count == 19 && result.descriptorCount == 21)
    #expect(result.lines.last == KernelLines.Line(name: "ssl3", descriptor: 20))
    #expect(result.loginDevices == ["tty0", "tty1"])
  }

  @Test("all lines of a kind can be panes")
  func everything() throws {
    let result = try KernelLines(["con=pane", "ssl=pane"])
    #expect(result.lines.count == 80 && result.descriptorCount == 82)
  }

  @Test("a descriptor that the kernel would not have is refused")
  func foreignDescriptor() {
    #expect(throws: KernelLines.Problem.self) { try KernelLines(["con1=fd:7"]) }
  }
}

@Suite("Text of a UML kernel")
struct KernelTextTests {
  @Test(
    "a boot, the first program, a restart and a panic are told from other lines",
    arguments: [
      ("Checking that ptrace can change system call numbers...OK\r\n", ["booting"], nil),
      ("Run /sbin/init as init process\r\n", ["running"], nil),
      ("[    0.170000] Run /bin/sh as init process\n", ["running"], nil),
      ("x Run /sbin/init as init process\nRun home\n", [], nil),
      ("Freeing unused kernel memory: 100k\n", ["running"], nil),
      ("reboot: Restarting system\r\nRun /init as init process\r\n", ["booting", "running"], nil),
      ("<0>[  1.0] Kernel panic - not syncing: VFS: no root\r\n", [], "VFS: no root"),
      ("Kernel panic - not syncing: unfinished", [], nil),
    ] as [(String, [String], String?)])
  func milestones(output: String, expected: [String], reason: String?) {
    for size in [1, 1000] {
      var text = KernelText()
      var found: [KernelText.Milestone] = []
      var rest = Array(output.utf8)[...]
      while !rest.isEmpty {
        found += text.take(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      #expect(found.map { "\($0)" } == expected)
      #expect(text.panicReason == reason)
    }
  }
}

@Suite("Replies of a management console")
struct ManagementReplyTests {
  @Test("parts are put together, the first one's status holds")
  func parts() {
    var reply = ManagementReplyParts()
    #expect(reply.take(part(2, more: 1, "one ")) == nil)
    #expect(reply.take(part(0, more: 0, "two")) == .init(status: 2, text: "one two"))
  }

  @Test(
    "bare text, of kernels that know another version, is an answer too",
    arguments: [
      ("OK Linux usermode 2.4.26", 0, "Linux usermode 2.4.26"),
      (
        "ERR Version 0 mconsole clients are not supported by this driver", 1,
        "Version 0 mconsole clients are not supported by this driver"
      ),
      ("huh", 1, "huh"),
    ] as [(String, Int32, String)])
  func bare(text: String, status: Int32, answer: String) {
    var reply = ManagementReplyParts()
    #expect(reply.take(Array(text.utf8)) == .init(status: status, text: answer))
  }

  private func part(_ status: UInt8, more: UInt8, _ text: String) -> [UInt8] {
    let bytes = Array(text.utf8) + [0]
    return [status, 0, 0, 0, more, 0, 0, 0, UInt8(bytes.count), 0, 0, 0] + bytes
  }
}
