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
    if let phase = try RawConsole(conversation, line: line.line).run() {
      throw CommandFailure("guest '\(line.umid)' has \(phase)")
    }
    if BorrowedDescriptor.standardInput.isTerminal {
      printError("Left \(line.umid) \(line.line).")
    }
  }
}
