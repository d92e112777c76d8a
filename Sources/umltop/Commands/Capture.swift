internal import ArgumentParser
internal import ConsoleService
internal import TerminalEmulator

/// `umltop capture`: what a console shows, as text.
struct Capture: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints what a console shows, as text.")

  @OptionGroup var line: LineOptions

  @Flag(help: "With what has scrolled away.")
  var scrollback = false

  @Flag(help: "As the bytes that draw it, colours and all.")
  var escapes = false

  func run() throws {
    let conversation = try line.connect()
    do throws(ConversationError) {
      let watched = try WatchedLine(line.line, of: conversation)
      guard let screen = watched.screen else { return }
      if escapes {
        let bytes = screen.snapshot(scrollbackLines: scrollback ? .max : 0)
        print(String(decoding: bytes, as: UTF8.self))
      } else {
        print(watched.text(fromLine: scrollback ? 0 : screen.topLineNumber))
      }
    } catch {
      throw CommandFailure(error)
    }
  }
}
