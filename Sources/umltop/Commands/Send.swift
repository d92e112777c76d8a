internal import ArgumentParser
internal import ConsoleService

/// `umltop send`: types into a line.
struct Send: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Types text into a console.",
    discussion: """
      The text may hold escapes as C has them: \\r is the Enter key, \\e Escape, \\x03 Ctrl-C. It \
      returns when the line has taken everything.
      """)

  @OptionGroup var line: LineOptions

  @Argument(parsing: .remaining, help: "What to type; several words with a blank between them.")
  var text: [String] = []

  @Flag(name: .shortAndLong, help: "Press Enter after it.")
  var enter = false

  @Flag(name: .shortAndLong, help: "Take backslashes as they are.")
  var literal = false

  @Flag(name: .customLong("break"), help: "Send a BREAK first.")
  var sendsBreak = false

  func validate() throws {
    guard !text.isEmpty || enter || sendsBreak else {
      throw ValidationError("there is nothing to send")
    }
  }

  func run() throws {
    let joined = text.joined(separator: " ")
    let bytes = literal ? Array(joined.utf8) : try EscapedText.bytes(joined)
    let conversation = try line.connect()
    if sendsBreak { conversation.client?.sendBreak(to: line.line) }
    do throws(ConversationError) {
      try conversation.type(bytes + (enter ? [0x0d] : []), into: line.line)
    } catch {
      throw CommandFailure(error)
    }
  }
}
