import LinuxABI
import Testing
import UMLHost

@testable import ConsoleService

@Suite("Lines of somebody else's kernel")
struct LineSurveyTests {
  @Test(
    "what a management console says about a line",
    arguments: [
      ("pts:/dev/pts/5", .terminal(path: "/dev/pts/5")), ("pts", .unopened), ("pty", .unopened),
      ("pty:/dev/ttyp1\n", .terminal(path: "/dev/ttyp1")), ("null", .other("null")),
      ("fd:0,fd:1", .other("fd:0,fd:1")), ("", .other("")),
      ("pts:/dev/pts/5,pts:/dev/pts/6", .other("pts:/dev/pts/5,pts:/dev/pts/6")),
    ] as [(String, LineSetting)])
  func settings(text: String, setting: LineSetting) {
    #expect(LineSetting(text) == setting)
  }

  @Test(
    "a line is asked for again when it could not be opened, or was lost meanwhile",
    arguments: [(true, false, false), (false, false, true), (true, true, true)])
  func again(isOpened: Bool, isLost: Bool, isPending: Bool) throws {
    let management = ManagementChannel(path: "/nonexistent", loop: try EventLoop())
    var lose: () -> Void = {}
    let survey = LineSurvey(management, process: nil) { _, _ in
      lose()
      return isOpened
    }
    if isLost { lose = { survey.lost("con1") } }
    survey.take("con1", ManagementClient.Reply(status: 0, text: "pts:/dev/pts/nobody"))
    #expect(survey.pending.contains("con1") == isPending)
    lose = {}
  }

  @Test("a line that was a terminal is asked for again whatever a kernel says that boots")
  func rebooting() throws {
    let management = ManagementChannel(path: "/nonexistent", loop: try EventLoop())
    let survey = LineSurvey(management, process: nil) { _, _ in true }
    survey.take("con1", ManagementClient.Reply(status: 0, text: "pts:/dev/pts/nobody"))
    survey.lost("con1")
    for line in ["con1", "con2"] {
      survey.take(line, ManagementClient.Reply(status: 1, text: "no such device"))
    }
    #expect(survey.pending.contains("con1"))
    #expect(!survey.pending.contains("con2"))
  }

  @Test("who has a terminal open is named; nobody is no reason")
  func holders() throws {
    let terminal = try HostPseudoTerminal.open()
    let path = terminal.secondaryPath
    #expect(HostProcessTable.holders(of: path).isEmpty)
    #expect(LineSurvey.reason(path, []) == nil)
    let cat = try terminal.spawn(ProcessRequest(path: "/bin/cat", arguments: ["cat"]))
    defer {
      cat.send(.kill)
      _ = try? cat.wait()
    }
    #expect(
      LineSurvey.reason(path, HostProcessTable.holders(of: path))
        == "it is \(path), and cat (process \(cat.processID)) has that open")
  }
}
