import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

@Suite("A machine's directory on the host")
struct MachineDirectoryTests {
  private let parent: String

  init() throws {
    parent = try HostFile.makeTemporaryDirectory()
  }

  private func claim(_ name: String?) throws -> MachineDirectory {
    try MachineDirectory.claim(IdentityOptions(name: name, directory: "\(parent)/guests/"))
  }

  private func cleanUp() { try? HostFile.removeTree(parent) }

  @Test("it is made with a pid file and removed in the end")
  func life() throws {
    defer { cleanUp() }
    let machine = try claim("left")
    #expect(machine.path == "\(parent)/guests/left")
    #expect(try HostFile.text(of: "\(machine.path)/pid") == "\(HostSystem.processID)\n")
    machine.remove()
    #expect(!HostFile.exists(machine.path))
  }

  @Test("a place where others could put theirs is refused, and says why")
  func strangers() throws {
    defer { cleanUp() }
    try HostFile.makeDirectories("\(parent)/guests")
    let guests = SharedDescriptor(try HostFile.open("\(parent)/guests", .directory))
    try guests.setPermissions(0o777)
    let error = #expect(throws: BootError.self) { try claim("left") }
    #expect(error?.description.contains("everybody may write there") == true)
    // As /tmp is.
    try guests.setPermissions(0o1777)
    let machine = try claim("left")
    #expect(try HostFile.status(of: machine.path).permissions == 0o700)
    guard HostSystem.effectiveUserID == 0 else { return }
    try guests.setOwner(user: 12345, group: nil)
    let other = #expect(throws: BootError.self) { try claim("right") }
    #expect(other?.description.contains("it belongs to user 12345") == true)
  }

  @Test("sockets that killed processes left beside it are removed, those of living ones are not")
  func staleSockets() throws {
    defer { cleanUp() }
    let guests = "\(parent)/guests"
    try HostFile.makeDirectories("\(guests)/.cables")
    let dead = [
      "/tmp/xterm-pipe-\(HostSystem.processID)", "\(guests)/.ui-1", "\(guests)/.cables/lab",
    ]
    for path in dead { _ = try HostSocket.datagram(path: path) }
    let living = try HostListener(path: "\(guests)/.cables/own")
    try HostFile.writeAtomically([], to: "\(guests)/.kept", permissions: 0o600)
    _ = try claim("left")
    #expect(dead.filter { HostFile.exists($0) } == [])
    #expect(HostFile.exists("\(guests)/.cables/own") && HostFile.exists("\(guests)/.kept"))
    withExtendedLifetime(living) {}
  }

  @Test("a name in use is replaced by a random one, in User Mode Linux' words")
  func clash() throws {
    defer { cleanUp() }
    let first = try claim("left")
    let second = try claim("left")
    #expect(second.name.utf8.count == 6)
    #expect(
      second.notes.map(\.text) == [
        "umid \"left\" is already in use by pid \(HostSystem.processID)",
        "Failed to initialize umid \"left\", trying with a random umid",
      ])
    #expect(HostFile.exists(first.path))
  }

  @Test("the directory of a dead machine is taken over")
  func stale() throws {
    defer { cleanUp() }
    let path = "\(parent)/guests/left"
    try HostFile.makeDirectories(path)
    // No process has a number that high.
    try HostFile.writeAtomically(Array("2000000000\n".utf8), to: "\(path)/pid")
    try HostFile.writeAtomically([], to: "\(path)/console")
    let machine = try claim("left")
    #expect(machine.name == "left")
    #expect(try HostFile.names(in: path) == ["pid"])
  }

  @Test(
    "so is that of a process whose number somebody else has by now",
    arguments: ["mconsole", "console"])
  func reusedNumber(socket: String) throws {
    defer { cleanUp() }
    let path = "\(parent)/guests/left"
    try HostFile.makeDirectories(path)
    try HostFile.writeAtomically(Array("\(HostSystem.processID)\n".utf8), to: "\(path)/pid")
    // Bound and closed: a socket file that nobody answers.
    _ = try HostSocket.datagram(path: "\(path)/\(socket)")
    #expect(try claim("left").name == "left")
  }

  @Test("so is that of a machine that was killed while it wrote its number")
  func killedEarly() throws {
    defer { cleanUp() }
    let path = "\(parent)/guests/left"
    try HostFile.makeDirectories(path)
    try HostFile.open("\(path)/pid.77-12345.tmp", [.writeOnly, .create]).writeAll([])
    #expect(try claim("left").name == "left")
  }

  @Test("what is no machine's directory is left alone")
  func foreign() throws {
    defer { cleanUp() }
    try HostFile.makeDirectories("\(parent)/guests/left/papers")
    let machine = try claim("left")
    #expect(machine.name != "left")
    #expect(HostFile.isDirectory("\(parent)/guests/left/papers"))
  }

  @Test("a place where nothing can be made is an error that names it")
  func impossible() throws {
    defer { cleanUp() }
    let file = "\(parent)/file"
    try HostFile.writeAtomically([], to: file)
    let error = #expect(throws: BootError.self) {
      try MachineDirectory.claim(IdentityOptions(name: nil, directory: "\(file)/x"))
    }
    #expect(error?.description.contains("\(file)/x") == true)
  }
}
