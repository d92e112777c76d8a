import LinuxABI
import TestSupport
import Testing
import UMLHost

/// Somebody who uses umltop: a home directory, a terminal, and the commands.
///
/// When the value goes, so do the guests that were started in it.
final class UserSession {
  let home: String
  let terminal: TmuxTerminal
  private let environment: [String]

  init(rows: Int = 34, columns: Int = 120) throws {
    home = try HostFile.makeTemporaryDirectory(prefix: "umltop-system-")
    let path = HostEnvironment["PATH"] ?? "/usr/bin:/bin"
    environment = [
      "HOME=\(home)", "TMPDIR=\(home)/tmp", "XDG_CACHE_HOME=\(HostPaths.cache)", "LANG=C.UTF-8",
      "PATH=\(try BuildProducts.directory()):\(path)", "SWIFT_BACKTRACE=enable=no",
    ]
    try HostFile.makeDirectories("\(home)/tmp")
    terminal = try TmuxTerminal(home, environment: environment, rows: rows, columns: columns)
  }

  deinit {
    terminal.close()
    for guest in guests {
      guard let process = try? process(of: guest) else { continue }
      // The number in a stale directory may be somebody else's.
      guard HostProcessEntry(process)?.name == "umltop" else { continue }
      try? HostSystem.send(.kill, to: process)
    }
    // What is ending still takes its own files away, or has not made its last ones yet.
    for _ in 0..<400 {
      if (try? HostFile.removeTree(home)) != nil { break }
      try? Pause.take()
    }
  }

  // MARK: Commands

  /// Runs umltop without a terminal. What it prints is returned when it ends as it should.
  @discardableResult
  func umltop(
    _ words: String..., end: String = "exit 0", _ location: SourceLocation = #_sourceLocation
  ) throws -> String {
    try run(try BuildProducts.umltop(), ["umltop"] + words, end, location)
  }

  /// The path of umltop.
  var program: String { get throws { try BuildProducts.umltop() } }

  /// Runs another program of the host.
  @discardableResult
  func run(
    _ program: String, _ words: [String], _ end: String = "exit 0",
    _ location: SourceLocation = #_sourceLocation
  ) throws -> String {
    let run = try HostCommand(
      ProcessRequest(
        path: program, arguments: words, environment: environment, directory: home))
    #expect(run.status == end, "\(run.output)", sourceLocation: location)
    return run.output
  }

  /// What is in the directory for temporary files.
  var temporaryNames: [String] { get throws { try HostFile.names(in: "\(home)/tmp") } }

  // MARK: Guests

  /// The names of the directories in ~/.uml.
  var guests: [String] {
    // The interface has a hidden one of its own.
    ((try? HostFile.names(in: "\(home)/.uml")) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  func process(of guest: String) throws -> Int32 {
    let text = try HostFile.text(of: "\(home)/.uml/\(guest)/pid")
    return try #require(Int32(text.prefix { $0.isNumber }))
  }

  /// Boots a guest that nobody looks at.
  func boot(_ guest: String, _ words: String...) throws {
    let name = try run(
      try BuildProducts.umltop(), ["umltop", "boot", "--detach", "umid=\(guest)"] + words)
    #expect(name == "\(guest)\n")
  }

  /// Logs in where the terminal's keys go, and waits for the shell.
  func logIn(_ guest: String) throws {
    let prompt = "\(guest):~#"
    for _ in 0..<10 {
      try terminal.enter("root")
      try terminal.wait(for: "Password:")
      try terminal.enter("umltop")
      // login forgets what is typed before it has turned the echo off, and then it waits.
      var looks = 0
      let screen = try terminal.wait(for: prompt) { screen in
        looks += 1
        return screen.contains(prompt) || looks > 300
      }
      if screen.contains(prompt) { return }
      try terminal.press("Enter")
      try terminal.wait(for: "Login incorrect")
    }
  }

  /// Boots the demo in the terminal and logs in on the left.
  func startDemo() throws {
    try terminal.enter("umltop")
    try terminal.wait(for: "left login:", "right login:")
    try logIn("left")
  }

  /// Waits until no process of these is left, and no directory of a guest.
  func expectNothingLeft(
    _ processes: [HostProcessEntry], _ location: SourceLocation = #_sourceLocation
  ) throws {
    try terminal.wait(for: "the end of \(processes)") { _ in
      processes.allSatisfy { !$0.isAlive }
    }
    #expect(guests == [], sourceLocation: location)
  }
}
