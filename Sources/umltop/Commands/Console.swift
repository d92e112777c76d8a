internal import ArgumentParser
internal import UMLHost

/// `umltop console`: one console, raw.
struct Console: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Uses one console in this terminal, without panes.",
    discussion: "Ctrl-] leaves; the guest runs on.")

  @OptionGroup var line: LineOptions

  func run() throws {
    let conversation = try line.connect()
    if BorrowedDescriptor.standardInput.isTerminal {
      printError("Connected to \(line.umid) \(line.line). Ctrl-] leaves.")
    }
    try RawConsole(conversation, line: line.line).run()
    if BorrowedDescriptor.standardInput.isTerminal {
      printError("Left \(line.umid) \(line.line).")
    }
  }
}
