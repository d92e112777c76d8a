import LinuxABI
import Synchronization
import TerminalEmulator
import Testing
import UMLHost

@testable import ConsoleService
@testable import UMLEngine

@Suite("Console server", .timeLimit(.minutes(2)))
struct ServerTests {
  @Test("a client is told what guest and which lines in use there are, in order")
  func greeting() throws {
    let guest = try TestGuest()
    _ = guest.line("con3")
    for name in ["ssl0", "con10", "con2"] { guest.line(name).write("login: ") }
    let client = try TestClient(guest)
    #expect(client.runs { client.lines.count == 3 })
    #expect(client.guest?.umid == "left")
    #expect(client.lines.map(\.name) == ["con2", "con10", "ssl0"])
  }

  @Test("one who comes later sees the screen and the history, then the output")
  func snapshot() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    for number in 1...100 { line.write("line \(number)\r\n") }
    line.write("\u{1b}[31mlogin: ")
    let client = try TestClient(guest)
    #expect(client.attach("con0"))
    #expect(client.shows("con0", "login:"))
    let text = client.screens["con0"]?.fullText()
    #expect(text?.hasPrefix("line 1\nline 2\n") == true)
    line.write("root")
    #expect(client.shows("con0", "login: root"))
    #expect(client.lines.first?.idleMilliseconds != nil)
  }

  @Test("a guest that ends with its clients is told when none comes")
  func nobody() throws {
    let directory = try TestDirectory()
    let told = try Mailbox<Bool>()
    var configuration = ConsoleServer.Configuration(
      path: "\(directory.path)/console", guest: GuestInfo(umid: "left", process: 1, kernel: ""))
    configuration.clientPatienceNanoseconds = 1
    configuration.onLastClient = { told.send(true) }
    let server = try ConsoleServer(configuration)
    _ = try told.descriptor.waitUntil(.readable)
    #expect(told.receive() == [true])
    server.finish(.halted(status: 0))
  }

  @Test("input, sizes and breaks reach the line in order; a read-only client changes nothing")
  func input() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    let client = try TestClient(guest)
    #expect(client.attach("con0", readOnly: true))
    client.client?.sendInput([1], to: "con0")
    client.client?.resize("con0", rows: 5, columns: 5)
    #expect(client.settles())
    #expect(client.complaints == Array(repeating: "con0 is attached read-only", count: 2))
    #expect(client.attach("con0"))
    client.client?.sendInput(Array("ls\r".utf8), to: "con0")
    client.client?.resize("con0", rows: 40, columns: 100)
    client.client?.sendBreak(to: "con0")
    client.client?.sendInput([3], to: "con7")
    #expect(client.settles())
    #expect(
      line.link.takeInput() == [
        .bytes(Array("ls\r".utf8)), .resize(rows: 40, columns: 100), .sendBreak,
      ])
    #expect(client.complaints.last == "left has no line con7, only con0")
  }

  @Test("the last size asked for is the line's, and everybody hears of it")
  func sizes() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    let first = try TestClient(guest)
    let second = try TestClient(guest)
    #expect(first.attach("con0") && second.attach("con0"))
    first.client?.resize("con0", rows: 30, columns: 90)
    #expect(first.settles())
    second.client?.resize("con0", rows: 10, columns: 40)
    #expect(first.runs { first.screens["con0"]?.columns == 40 })
    #expect(second.runs { second.screens["con0"]?.rows == 10 })
    #expect(first.runs { first.lines.first?.columns == 40 })
    #expect(line.link.takeInput().last == .resize(rows: 10, columns: 40))
  }

  @Test("the service answers the guest's questions, whoever looks")
  func replies() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    line.write("ab\u{1b}[6n")
    let client = try TestClient(guest)
    #expect(client.attach("con0"))
    #expect(line.link.takeInput() == [.bytes(Array("\u{1b}[1;3R".utf8))])
  }

  @Test("a program's title becomes the line's")
  func title() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    let client = try TestClient(guest)
    #expect(client.runs { client.guest != nil })
    line.write("\u{1b}]2;vi\u{7}")
    #expect(client.runs { client.lines.first?.title == "vi" })
  }

  @Test("a client that does not read stalls neither guest nor others, and catches up later")
  func slowClient() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    let slow = try TestClient(guest)
    #expect(slow.attach("con0"))
    let quick = try TestClient(guest)
    #expect(quick.attach("con0"))
    // From here on `slow` does not read.
    let text = (0..<200_000).map { "\($0): the quick brown fox\r\n" }.joined()
    line.write(text + "the end")
    #expect(quick.shows("con0", "the end"))
    #expect(slow.shows("con0", "the end"))
    #expect(slow.snapshotCounts["con0"] ?? 0 > 1)
    #expect(slow.outputCounts["con0"] ?? 0 < text.utf8.count)
    #expect(slow.screens["con0"]?.fullText() == quick.screens["con0"]?.fullText())
  }

  @Test("input waits in the client while the guest does not read, and none is lost")
  func inputBackPressure() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    let client = try TestClient(guest)
    #expect(client.runs { client.guest != nil })
    let bytes = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    client.client?.sendInput(bytes, to: "con0")
    #expect(client.client?.pendingBytes ?? 0 > 0)
    var typed: [UInt8] = []
    let isComplete = client.runs {
      for case .bytes(let part) in line.link.takeInput() { typed += part }
      return typed.count >= bytes.count
    }
    #expect(isComplete)
    #expect(typed == bytes)
  }

  @Test("the end is told after the last of the output, and the socket goes")
  func finish() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    let client = try TestClient(guest)
    #expect(client.attach("con0"))
    guest.server.setPhase(.running)
    line.write("reboot: System halted")
    guest.finish(.halted(status: 0))
    #expect(client.runs { client.isGone })
    #expect(client.phases == [.running, .halted(status: 0)])
    #expect(client.screens["con0"]?.text(ofRow: 0) == "reboot: System halted")
    #expect(!HostFile.exists(guest.path))
  }

  @Test("a line that comes back after a restart goes on with its history and size")
  func restart() throws {
    let guest = try TestGuest()
    let before = guest.line("con0")
    before.write("first boot\r\n")
    let client = try TestClient(guest)
    #expect(client.attach("con0"))
    client.client?.resize("con0", rows: 30, columns: 100)
    #expect(client.settles())
    before.link.close()
    let after = guest.line("con0")
    after.write("second boot")
    #expect(client.shows("con0", "first boot\nsecond boot"))
    #expect(after.link.takeInput() == [.resize(rows: 30, columns: 100)])
  }

  @Test("requests go to the kernel and its answer comes back")
  func requests() throws {
    let guest = try TestGuest { command, answer in
      answer(command == "halt" ? 0 : -22, "got \(command)")
    }
    let client = try TestClient(guest)
    #expect(client.runs { client.guest != nil })
    let numbers = ["halt", "nonsense"].compactMap { client.client?.request($0) }
    #expect(client.runs { client.replies.count == 2 })
    #expect(numbers.compactMap { client.replies[$0]?.0 } == [0, -22])
    #expect(client.replies[numbers[0]]?.1 == "got halt")
  }

  @Test("a command can wait for a line that the guest has not opened yet")
  func lateLine() throws {
    let guest = try TestGuest()
    let entry = try #require(GuestEntry(umid: "left", path: guest.directory.path))
    let conversation = try ConsoleConversation(with: entry)
    var line: TestLine?
    conversation.loop.schedule(afterNanoseconds: 20_000_000) {
      line = guest.line("con1")
      line?.write("a window")
    }
    let watched = try WatchedLine("con1", of: conversation, until: .max)
    #expect(try conversation.wait(until: nil) { watched.screenText == "a window" })
    #expect(throws: ConversationError("left has no line con2, only con1")) {
      try WatchedLine("con2", of: conversation, until: 1)
    }
  }
}
