import LinuxABI
import Testing
import UMLHost

@testable import ConsoleService

@Suite("Guest directory", .timeLimit(.minutes(1)))
struct GuestDirectoryTests {
  @Test("running, dead and foreign directories are told apart")
  func entries() throws {
    let directory = try TestDirectory()
    let served = try guest("served", in: directory, process: HostSystem.processID)
    let listener = try HostListener(path: "\(served)/console")
    // Its number is in use, but not by a guest: nobody listens.
    let killed = try guest("killed", in: directory, process: HostSystem.processID)
    try leaveSocket("\(killed)/mconsole")
    _ = try guest("stale", in: directory, process: Int32.max)
    try HostFile.makeDirectories("\(directory.path)/other")
    let guests = GuestDirectory(path: directory.path)
    #expect(guests.entries.map(\.umid) == ["killed", "served", "stale"])
    #expect(guests.running.map(\.umid) == ["served"])
    #expect(try guests.findServed("served").process == HostSystem.processID)
    _ = listener
  }

  @Test(
    "a guest that cannot be found is told from one that is gone, with those that run",
    arguments: [
      ("none", "there is no guest 'none' in DIR (running: left)"),
      (
        "stale",
        "guest 'stale' is gone: its process 2147483647 has ended, but it left DIR/stale behind "
          + "(running: left)"
      ),
      (
        "left",
        "guest 'left' has no console service: it was not booted by umltop, or its lines are not "
          + "panes; its management console answers to: umltop mconsole left help"
      ),
      ("../x", "there is no guest '../x' in DIR (running: left)"),
    ])
  func errors(umid: String, message: String) throws {
    let directory = try TestDirectory()
    _ = try guest("left", in: directory, process: HostSystem.processID)
    _ = try guest("stale", in: directory, process: Int32.max)
    let text = message.split(separator: "DIR", omittingEmptySubsequences: false)
      .joined(separator: directory.path)
    do throws(GuestLookupError) {
      _ = try GuestDirectory(path: directory.path).findServed(umid)
      Issue.record("it was found")
    } catch {
      #expect(error.description == text)
    }
  }

  private func guest(
    _ umid: String, in directory: TestDirectory, process: Int32
  ) throws -> String {
    let path = "\(directory.path)/\(umid)"
    try HostFile.makeDirectories(path)
    try HostFile.writeAtomically(Array("\(process)\n".utf8), to: "\(path)/pid", permissions: 0o644)
    return path
  }

  /// A socket whose owner is gone.
  private func leaveSocket(_ path: String) throws {
    try HostSocket.datagram(path: path).close()
  }
}
