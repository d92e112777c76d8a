import LinuxABI
import Synchronization
import TerminalEmulator
import UMLHost

@testable import ConsoleService
@testable import UMLEngine

/// A directory that goes with the test.
final class TestDirectory {
  let path: String

  init() throws {
    path =
      "\(HostPaths.temporary)/umltop-console-\(HostSystem.processID)-"
      + String(try HostSystem.randomNumber(), radix: 36)
    try HostFile.makeDirectories(path)
  }

  deinit { try? HostFile.removeTree(path) }
}

/// A guest whose kernel is the test: lines made with `line`, served at `path`.
final class TestGuest {
  let directory: TestDirectory
  let server: ConsoleServer
  var path: String { "\(directory.path)/console" }
  private var isFinished = false

  init(onRequest: ConsoleServer.RequestHandler? = nil) throws {
    directory = try TestDirectory()
    var configuration = ConsoleServer.Configuration(
      path: "\(directory.path)/console",
      guest: GuestInfo(umid: "left", process: HostSystem.processID, kernel: "Test 1.0"))
    configuration.onRequest = onRequest
    configuration.scrollbackLimit = 1000
    server = try ConsoleServer(configuration)
  }

  deinit { finish(.halted(status: 0)) }

  func finish(_ phase: GuestPhase) {
    if !isFinished { server.finish(phase) }
    isFinished = true
  }

  func line(_ name: String) -> TestLine {
    let link = PaneLink(line: name)
    server.add(link)
    return TestLine(link)
  }
}

/// The kernel's side of a line.
final class TestLine {
  let link: PaneLink
  private let room = Mutex(0)

  init(_ link: PaneLink) { self.link = link }

  /// Writes everything, waiting for room as a guest's program would.
  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { link.write($0) }
      rest = rest.dropFirst(count)
    }
  }

  func write(_ text: String) { write(Array(text.utf8)) }
}

/// A client and what it was told.
final class TestClient {
  let loop: EventLoop
  private(set) var client: ConsoleClient?
  private(set) var guest: GuestInfo?
  private(set) var lines: [LineInfo] = []
  private(set) var phases: [GuestPhase] = []
  private(set) var screens: [String: TerminalEmulator] = [:]
  private(set) var snapshotCounts: [String: Int] = [:]
  private(set) var outputCounts: [String: Int] = [:]
  private(set) var complaints: [String] = []
  private(set) var replies: [UInt32: (Int32, String)] = [:]
  private(set) var refusal: String?
  private(set) var isGone = false

  init(_ guest: TestGuest) throws {
    loop = try EventLoop()
    client = try ConsoleClient(path: guest.path, loop: loop) { [unowned self] in take($0) }
  }

  deinit { client?.close() }

  private func take(_ event: ConsoleClient.Event) {
    switch event {
    case .connected(let info): guest = info
    case .lines(let all): lines = all
    case .snapshot(let line, let rows, let columns, _, let bytes):
      let screen = TerminalEmulator(rows: rows, columns: columns, scrollbackLimit: 1000)
      screen.feed(bytes)
      screens[line] = screen
      snapshotCounts[line, default: 0] += 1
    case .output(let line, let bytes):
      screens[line]?.feed(bytes)
      outputCounts[line, default: 0] += bytes.count
    case .resized(let line, let rows, let columns):
      screens[line]?.resize(rows: rows, columns: columns)
    case .phase(let phase): phases.append(phase)
    case .reply(let number, let status, let text): replies[number] = (status, text)
    case .complaint(_, let reason): complaints.append(reason)
    case .refused(let reason): refusal = reason
    case .disconnected: isGone = true
    }
  }

  /// Lets things happen until the condition holds; false after ten seconds.
  @discardableResult
  func runs(until condition: () -> Bool) -> Bool {
    let deadline = HostClock.monotonicNanoseconds() + 10_000_000_000
    while !condition() {
      guard HostClock.monotonicNanoseconds() < deadline else { return false }
      // Other threads' doings are looked at now and then.
      loop.runOnce(timeoutNanoseconds: 5_000_000)
    }
    return true
  }

  func attach(_ line: String, readOnly: Bool = false) -> Bool {
    let before = snapshotCounts[line] ?? 0
    client?.attach(line, readOnly: readOnly)
    return runs { snapshotCounts[line] ?? 0 > before }
  }

  /// Everything asked for so far has been done.
  func settles() -> Bool {
    guard let number = client?.request("") else { return false }
    return runs { replies[number] != nil }
  }

  func shows(_ line: String, _ text: String) -> Bool {
    runs { screens[line]?.fullText().contains(text) == true }
  }
}
