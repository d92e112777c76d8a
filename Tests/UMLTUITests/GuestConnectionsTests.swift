import Testing
import UMLHost

@testable import UMLTUI

/// Guests that come and go at the test's wish.
private final class Rooms {
  var isOpen = true
  var restarts: [String] = []
  var sources: [FakeSource] = []
  var sinks: [(PaneSourceEvent) -> Void] = []
  let loop: EventLoop
  let workspace = Workspace(
    rows: 10, columns: 50, context: DrawContext(theme: .monochrome, glyphs: .unicode))
  private(set) var connections: GuestConnections?

  init() throws {
    loop = try EventLoop()
    var configuration = ApplicationConfiguration { [unowned self] guest, _, sink in
      guard isOpen else { return nil }
      sources.append(FakeSource(guest))
      sinks.append(sink)
      return sources.last
    }
    configuration.guests = ["left"]
    configuration.findGuests = { ["left", "right"] }
    configuration.restart = { [unowned self] guest, arguments in
      restarts.append("\(guest) \(arguments)")
      return arguments.isEmpty ? "no arguments" : nil
    }
    let made = GuestConnections(
      configuration, loop: loop, workspace: workspace, lookPauseMilliseconds: 0)
    connections = made
    made.connectAll()
  }

  func wait(forConnections count: Int) {
    while sources.count < count { loop.runOnce(timeoutNanoseconds: 100_000_000) }
  }
}

@Suite("Connections to guests", .timeLimit(.minutes(1)))
struct GuestConnectionsTests {
  @Test("a guest that is lost is looked for, and its old connection no longer heard")
  func reconnects() throws {
    let rooms = try Rooms()
    rooms.sinks[0](.lines([LineFacts(name: "con0")]))
    rooms.sinks[0](.state(.running))
    rooms.sinks[0](.disconnected)
    #expect(rooms.workspace.guest("left")?.state == .lost)
    rooms.wait(forConnections: 2)
    rooms.sinks[1](.state(.running))
    rooms.sinks[0](.state(.panicked))
    #expect(rooms.workspace.guest("left")?.state == .running)
    rooms.sinks[1](.lines([LineFacts(name: "con0")]))
    #expect(rooms.sources[1].takeCalls().first == "attach con0")
  }

  @Test("one that ended stays ended until it is restarted, with the arguments it had")
  func restarts() throws {
    let rooms = try Rooms()
    rooms.sinks[0](.connected(kernel: "k", arguments: ["mem=1M"]))
    rooms.isOpen = false
    rooms.sinks[0](.state(.halted(0)))
    rooms.sinks[0](.disconnected)
    rooms.loop.runOnce(timeoutNanoseconds: 0)
    #expect(rooms.workspace.guest("left")?.state == .halted(0))
    rooms.connections?.control("left", .restart)
    #expect(rooms.restarts == ["left [\"mem=1M\"]"])
    // Another r is for the guest that comes.
    #expect(rooms.workspace.guest("left")?.state == .booting)
    rooms.isOpen = true
    rooms.wait(forConnections: 2)
  }

  @Test("one that others boot again is there again")
  func returns() throws {
    let rooms = try Rooms()
    rooms.isOpen = false
    rooms.sinks[0](.lines([LineFacts(name: "con0")]))
    rooms.sinks[0](.state(.halted(0)))
    rooms.sinks[0](.disconnected)
    rooms.isOpen = true
    rooms.wait(forConnections: 2)
    rooms.sinks[1](.lines([LineFacts(name: "con0")]))
    #expect(rooms.sources[1].takeCalls().first == "attach con0")
  }

  @Test("halting goes to the guest; what fails is said; new guests are found")
  func requests() throws {
    let rooms = try Rooms()
    rooms.connections?.control("left", .halt)
    rooms.connections?.control("left", .reboot)
    #expect(rooms.sources[0].takeCalls() == ["request halt", "request reboot"])
    rooms.connections?.control("left", .restart)
    #expect(rooms.workspace.notice?.text == "left: no arguments")
    rooms.connections?.findNew()
    #expect(rooms.sources.map(\.guest) == ["left", "right"])
    rooms.sinks[1](.lines([LineFacts(name: "con0")]))
    #expect(rooms.workspace.panes.isEmpty)
    rooms.connections?.closeAll()
    #expect(rooms.sources[1].takeCalls() == ["close"])
  }
}
