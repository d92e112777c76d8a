import ConsoleService
import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine
@testable import UMLTUI

/// A guest whose kernel is the test, with one line served by a real console service.
private final class ServedGuest {
  let path: String
  let line = PaneLink(line: "con0")
  private let server: ConsoleServer

  init() throws {
    let number = String(try HostSystem.randomNumber(), radix: 36)
    path = "\(HostPaths.temporary)/umltop-tui-\(HostSystem.processID)-\(number)"
    server = try ConsoleServer(
      .init(
        path: path,
        guest: GuestInfo(
          umid: "left", process: HostSystem.processID, kernel: "Test 1.0", phase: .running)))
    server.add(line)
  }

  func print(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { line.write($0) } }
  func finish(_ phase: GuestPhase) { server.finish(phase) }
}

@Suite("Panes on a console service", .timeLimit(.minutes(1)))
struct ConsolePaneSourceTests {
  /// Runs the loop until something is so; the time limit is the test's.
  private func run(_ loop: EventLoop, until isSo: () -> Bool) {
    while !isSo() { loop.runOnce(timeoutNanoseconds: 50_000_000) }
  }

  @Test("output, keys, sizes and the end of a guest go through the service")
  func wholeWay() throws {
    let guest = try ServedGuest()
    let loop = try EventLoop()
    guest.print("left login: ")
    var configuration = ApplicationConfiguration { name, loop, sink in
      ConsolePaneSource(guest: name, path: guest.path, loop: loop, sink: sink)
    }
    configuration.guests = ["left"]
    let application = TextApplication(configuration, rows: 10, columns: 50, loop: loop)
    defer { application.close() }

    run(loop) { application.renderText().contains("left login:") }
    #expect(application.state(of: "left") == .running)

    var received: [PaneLink.Input] = []
    run(loop) {
      received += guest.line.takeInput()
      return !received.isEmpty
    }
    #expect(received == [.resize(rows: 7, columns: 50)])

    application.type("root\n", guest: "left", line: "con0")
    received = []
    run(loop) {
      received += guest.line.takeInput()
      return !received.isEmpty
    }
    #expect(received == [.bytes(Array("root\r".utf8))])

    guest.print("root\r\nhalting")
    run(loop) { application.screenText(guest: "left", line: "con0").contains("halting") }
    guest.finish(.halted(status: 0))
    run(loop) { application.state(of: "left") == .halted(0) }
    #expect(application.renderText().contains("■ halted (0) — press r to restart"))
  }

  @Test("where nobody serves there is no source")
  func nobody() throws {
    let loop = try EventLoop()
    let source = ConsolePaneSource(guest: "x", path: "/nonexistent/console", loop: loop) { _ in }
    #expect(source == nil)
  }
}
