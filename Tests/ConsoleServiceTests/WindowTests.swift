import LinuxABI
import Testing
import UMLHost

@testable import ConsoleService

@Suite("Windows of a kernel", .timeLimit(.minutes(1)))
struct WindowTests {
  @Test("an invitation reaches the interfaces that run, and what a killed one left is removed")
  func invitations() throws {
    let directory = try TestDirectory()
    let guests = GuestDirectory(path: directory.path)
    let loop = try EventLoop()
    var received: [PaneInvitation] = []
    let inbox = try InvitationInbox(in: guests, on: loop) { received.append($0) }
    let stale = "\(directory.path)/\(PaneInvitation.prefix)1"
    try HostSocket.datagram(path: stale).close()
    let invitation = PaneInvitation(guest: "left", line: "con1")
    #expect(invitation.send(in: guests) == 1)
    loop.runOnce(timeoutNanoseconds: 5_000_000_000)
    #expect(received == [invitation] && !HostFile.exists(stale))
    #expect(guests.entries.isEmpty)
    inbox.close()
    #expect(invitation.send(in: guests) == 0)
  }

  @Test(
    "what is no invitation is none", arguments: ["", "left", "left con1 more", " con1", "left "])
  func malformed(text: String) {
    #expect(PaneInvitation(Array(text.utf8)) == nil)
  }

  @Test("a terminal is handed over with the line's name; other names are refused")
  func handover() throws {
    let directory = try TestDirectory()
    let path = "\(directory.path)/left"
    try HostFile.makeDirectories(path)
    try HostFile.writeAtomically(Array("1\n".utf8), to: "\(path)/pid")
    let thread = try LoopThread(name: "windows") {
      do {
        let loop = try EventLoop()
        var count = 0
        let reception = try TerminalReception(path, on: loop) { line, terminal in
          count += 1
          return line == "con1" && terminal.isTerminal
        }
        while count == 0 { loop.runOnce() }
        withExtendedLifetime(reception) {}
      } catch {}
    }
    let terminal = try HostPseudoTerminal.open()
    while !HostFile.exists("\(path)/\(TerminalReception.socketName)") {}
    let entry = try #require(GuestEntry(umid: "left", path: path))
    #expect(throws: Errno.connectionRefused) {
      try TerminalHandover.give(terminal.primary.borrowed, as: "../x", to: entry)
    }
    try TerminalHandover.give(terminal.primary.borrowed, as: "con1", to: entry)
    thread.join()
  }
}
