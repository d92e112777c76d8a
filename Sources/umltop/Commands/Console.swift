internal import ArgumentParser
internal import ConsoleService
internal import UMLHost

/// `umltop console`: one console, raw.
struct Console: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Uses one console in this terminal, without panes.",
    discussion: "Ctrl-] leaves, as the window's title says; the guest runs on.")

  @OptionGroup var line: LineOptions

  func run() throws {
    let conversation = try line.connect()
    let console = RawConsole(
      conversation, line: line.line, title: "\(line.umid) \(line.line): Ctrl-] leaves")
    switch try console.run() {
    case nil: say("Left \(line.umid) \(line.line).")
    case .halted(0): say("\(line.umid) has halted.")
    case let phase?: throw CommandFailure("guest '\(line.umid)' has \(phase)")
    }
  }

  /// Tells a person; a script has the status.
  private func say(_ text: String) {
    if BorrowedDescriptor.standardInput.isTerminal { printError(text) }
  }
}
