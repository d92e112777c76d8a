import LinuxABI
import Synchronization
import TerminalEmulator
import Testing
import UMLEngine
import UMLHost

@testable import ConsoleService

/// A command served from a thread of its own.
private final class RunningCommand {
  private let parent: TestDirectory
  private let thread: LoopThread
  private let status = Outcome()

  // With a patience it starts with its first client, and waits that long for it.
  init(
    _ command: String, endsWithClients: Bool = false, clientPatienceNanoseconds: Int64? = nil
  ) throws {
    parent = try TestDirectory()
    let path = parent.path
    let status = status
    let started = try Mailbox<Bool>()
    thread = try LoopThread(name: "command") {
      do {
        let directory = try MachineDirectory.claim(name: "cmd", in: path)
        var configuration = CommandGuest.Configuration(command: command, directory: directory)
        configuration.endsWithClients = endsWithClients
        if let clientPatienceNanoseconds {
          configuration.startsWithClient = true
          configuration.clientPatienceNanoseconds = clientPatienceNanoseconds
        }
        status.set(try CommandGuest(configuration).run { started.send(true) })
        directory.remove()
      } catch {
        started.send(false)
      }
    }
    _ = try started.descriptor.waitUntil(.readable)
    try #require(started.receive() == [true])
  }

  var entry: GuestEntry {
    get throws { try GuestDirectory(path: parent.path).findServed("cmd") }
  }

  /// Waits for its end; the exit status.
  func end() -> Int32? {
    thread.join()
    return status.value
  }

  var isCleanedUp: Bool { GuestDirectory(path: parent.path).entries.isEmpty }
}

private final class Outcome: Sendable {
  private let status = Mutex<Int32?>(nil)
  var value: Int32? { status.withLock { $0 } }
  func set(_ value: Int32) { status.withLock { $0 = value } }
}

@Suite("Command as a guest", .timeLimit(.minutes(1)))
struct CommandGuestTests {
  @Test("it has a terminal, gets input and sizes, and its status is the guest's")
  func conversation() throws {
    let command = try RunningCommand("read word; stty size; echo got $word; read end; exit 7")
    let conversation = try ConsoleConversation(with: try command.entry)
    let line = try WatchedLine("con0", of: conversation, readOnly: false)
    conversation.client?.resize("con0", rows: 33, columns: 99)
    try conversation.type(Array("hello\r".utf8), into: "con0")
    #expect(try conversation.wait(until: nil) { line.screenText.contains("33 99\ngot hello") })
    // The end may be heard of while the key is still being sent.
    #expect(throws: ConversationError("guest 'cmd' has halted(7)")) {
      try conversation.type([0x0d], into: "con0")
      _ = try conversation.wait(until: nil) { false }
    }
    #expect(command.end() == 7)
    #expect(command.isCleanedUp)
  }

  @Test("its line is there from the start, and can get a cable")
  func line() throws {
    let command = try RunningCommand("read end; exit 7")
    let control = LineControl(try command.entry)
    #expect(try control.perform(LineRequest(line: nil, .show)) == "con0\tpane\topen\n")
    #expect(throws: LineControlError.self) {
      try control.perform(LineRequest(line: "con0", .attach("pts")))
    }
    _ = try control.perform(LineRequest(line: "con0", .attach("cable:lab")))
    #expect(
      try control.perform(LineRequest(line: "con0", .show))
        == "con0\tcable:lab\topen\tunplugged\n")
    _ = try control.perform(LineRequest(line: "con0", .restore))
    let conversation = try ConsoleConversation(with: try command.entry)
    try conversation.type([0x0d], into: "con0")
    #expect(command.end() == 7)
  }

  @Test("all of its output is there at the end")
  func flood() throws {
    let command = try RunningCommand("read start; seq 1 100000; echo the end")
    let conversation = try ConsoleConversation(with: try command.entry)
    let line = try WatchedLine("con0", of: conversation, readOnly: false)
    try conversation.type([0x0d], into: "con0")
    _ = try? conversation.wait(until: nil) { false }
    #expect(line.text(fromLine: 0).hasSuffix("\n99999\n100000\nthe end"))
    #expect(command.end() == 0)
  }

  @Test("one that is to end with its clients does")
  func endsWithClients() throws {
    let command = try RunningCommand("cat", endsWithClients: true)
    let conversation = try ConsoleConversation(with: try command.entry)
    conversation.client?.close()
    #expect(command.end() == 128 + SignalNumber.hangUp.rawValue)
  }

  @Test("one that is to start with its client does not wait for ever")
  func abandoned() throws {
    let command = try RunningCommand("cat", clientPatienceNanoseconds: 1)
    #expect(command.end() == 1)
    #expect(command.isCleanedUp)
  }
}
