import LinuxABI
import TestSupport
import UMLHost

/// A terminal to work at as a person does: keys go in, a screen comes out.
///
/// A tmux of its own, on a socket of its own, with a shell whose prompt is `host$ `. It ends with
/// the value.
final class TmuxTerminal {
  /// Why a test cannot go on.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let program = HostProcess.findExecutable("tmux")
  /// How long anything may take before a test gives up. Nothing depends on it but that.
  private static let patienceSeconds: Int64 = 60

  private let path: String
  private let socket: String
  private let environment: [String]

  /// Starts it, with its socket in a directory and the shell in an environment.
  init(_ directory: String, environment: [String], rows: Int, columns: Int) throws {
    guard let path = Self.program else { throw Failure(description: "tmux is not installed") }
    self.path = path
    socket = "\(directory)/tmux"
    self.environment = environment
    try tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "env", "-u",
      "TMUX", "-u", "TMUX_PANE", "TERM=screen-256color", "PS1=host$ ", "/bin/sh")
    try wait(for: "host$")
  }

  deinit { close() }

  /// Ends it, and what runs in it.
  func close() { _ = try? tmux("kill-server") }

  @discardableResult
  private func tmux(_ words: String...) throws -> String {
    let run = try HostCommand(
      ProcessRequest(
        path: path, arguments: ["tmux", "-u", "-S", socket] + words, environment: environment))
    guard run.status == "exit 0" else {
      throw Failure(description: "tmux \(words.joined(separator: " ")): \(run.output)\(run.status)")
    }
    return run.output
  }

  // MARK: Keys

  /// Types text as it is.
  func type(_ text: String) throws { try tmux("send-keys", "-l", "--", text) }

  /// Presses keys by their tmux names: `Enter`, `C-b`, `Up`.
  func press(_ keys: String...) throws {
    for key in keys { try tmux("send-keys", "--", key) }
  }

  /// Types a line.
  func enter(_ line: String) throws {
    try type(line)
    try press("Enter")
  }

  /// Clicks into a cell, counted from 1.
  func click(row: Int, column: Int) throws {
    try type("\u{1b}[<0;\(column);\(row)M\u{1b}[<0;\(column);\(row)m")
  }

  func resize(rows: Int, columns: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  // MARK: The screen

  /// What it shows now, without blanks at the ends of lines.
  func screen() throws -> String { try tmux("capture-pane", "-p") }

  /// Waits until all of these texts are on the screen.
  @discardableResult
  func wait(for texts: String...) throws -> String {
    try wait(for: texts.map { "'\($0)'" }.joined(separator: " and ")) { screen in
      texts.allSatisfy(screen.contains)
    }
  }

  /// Waits until something is so.
  @discardableResult
  func wait(
    for what: String, _ condition: (_ screen: String) throws -> Bool
  ) throws -> String {
    let deadline = HostClock.monotonicNanoseconds() + Self.patienceSeconds * 1_000_000_000
    while true {
      let screen = try screen()
      if try condition(screen) { return screen }
      guard HostClock.monotonicNanoseconds() < deadline else {
        throw Failure(description: "waited in vain for \(what) on\n\(screen)")
      }
      try Pause.take()
    }
  }

  // MARK: Its state

  /// The line discipline's settings.
  func settings() throws -> TerminalSettings {
    try HostFile.open(try tty(), [.readWrite, .noControllingTerminal]).terminalSettings()
  }

  /// What a program can leave behind: the alternate screen, a hidden cursor, mouse reports,
  /// application keys.
  func modes() throws -> String {
    try tmux(
      "display-message", "-p",
      "alternate #{alternate_on} cursor #{cursor_flag} mouse #{mouse_any_flag} "
        + "keys #{keypad_cursor_flag}#{keypad_flag}")
  }

  /// What the window's title says.
  func title() throws -> String {
    String(try tmux("display-message", "-p", "#{pane_title}").dropLast())
  }

  private func tty() throws -> String {
    try tmux("display-message", "-p", "#{pane_tty}").filter { $0 != "\n" }
  }
}

/// A moment for others to get on, between two looks at what they do.
enum Pause {
  static func take() throws(Errno) {
    let nothing = try HostFile.pipe()
    try nothing.reading.borrowed.waitUntil(.readable, timeoutMilliseconds: 15)
  }
}
