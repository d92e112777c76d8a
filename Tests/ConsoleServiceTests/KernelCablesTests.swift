import LinuxABI
import Testing
import UMLHost

@testable import ConsoleService
@testable import UMLEngine

@Suite("Lines of a UML kernel that a service has", .timeLimit(.minutes(1)))
struct KernelCablesTests {
  private let directory: TestDirectory
  private let hub: ConsoleHub
  private let cables: KernelCables

  init() throws {
    directory = try TestDirectory()
    let loop = try EventLoop()
    hub = try ConsoleHub(
      loop, listener: try HostListener(path: "\(directory.path)/console"),
      guest: GuestInfo(umid: "uml", process: 1, kernel: "test"))
    cables = KernelCables(
      hub, loop: loop, place: MachinePlace(machineName: "uml", directory: directory.path))
  }

  private func answer(_ command: String) throws -> String {
    try cables.perform(try #require(LineRequest(command)))
  }

  /// A line, and the path of its terminal.
  private func addLine() throws -> String {
    let terminal = try HostPseudoTerminal.open()
    let path = terminal.secondaryPath
    let primary = try terminal.primary.duplicate()
    let line = try TerminalLine("con1", primary, loop: hub.loop) {}
    hub.add(line)
    cables.add(line)
    return path
  }

  @Test("a line that is let go is closed here, and taken again when that is wanted")
  func release() throws {
    var told: [String] = []
    cables.onRelease = { told.append("\($0) \($1)") }
    let path = try addLine()
    _ = try answer("line con1 attach null")
    #expect(throws: Errno.self) {
      try HostFile.open(path, [.readWrite, .noControllingTerminal]).close()
    }
    #expect(try answer("line") == "con1\tnull\tclosed\n")
    #expect(throws: LineControlError.self) { try answer("line con1 attach cable:a") }
    #expect(hub.session("con1")?.inputRefusal?.contains("attached to null") == true)
    _ = try answer("line con1 restore")
    #expect(told == ["con1 true", "con1 false"])
    _ = try addLine()
    #expect(try answer("line con1") == "con1\tpane\topen\n")
  }

  @Test("a line that we made for the kernel stays")
  func ownLine() throws {
    _ = try addLine()
    #expect(throws: LineControlError.self) { try answer("line con1 attach null") }
  }
}
