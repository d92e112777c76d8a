internal import ArgumentParser
internal import ConsoleService
internal import UMLHost

/// `umltop wait`: until a console shows something.
struct Wait: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Waits until a console shows something.",
    discussion: """
      What the screen shows already counts, unless --new is given. A line that the guest has yet to open \
      is waited for. Exit status 0 when it is there; 1 when the time is over, or the guest ended.
      """)

  @OptionGroup var line: LineOptions

  @Argument(help: "A regular expression; ^ and $ stand for the ends of a line.")
  var pattern: String

  @Option(help: "How many seconds to wait at most.")
  var timeout: Double = 30

  @Flag(help: "Only what comes from now on counts.")
  var new = false

  @Flag(name: .shortAndLong, help: "Print the lines with what was found.")
  var print = false

  func validate() throws {
    guard timeout > 0, timeout < 1e9 else {
      throw ValidationError("--timeout is a number of seconds above 0, not \(timeout)")
    }
    _ = try regex()
  }

  private func regex() throws -> Regex<AnyRegexOutput> {
    do {
      return try Regex(pattern).anchorsMatchLineEndings()
    } catch {
      throw ValidationError("'\(pattern)' is no regular expression: \(error)")
    }
  }

  func run() throws {
    let regex = try regex()
    let deadline = HostClock.monotonicNanoseconds() + Int64(timeout * 1e9)
    let conversation = try line.connect()
    do throws(ConversationError) {
      let watched = try WatchedLine(line.line, of: conversation, until: deadline)
      var search = LineSearch(watched, skipsShown: new)
      if try conversation.wait(until: deadline, { search.finds(regex) }) {
        if print { Swift.print(search.found) }
        return
      }
      printError(
        "\(line.umid) \(line.line) did not show '\(pattern)' within \(timeout) s; it shows:\n"
          + watched.screenText)
    } catch {
      throw CommandFailure(error)
    }
    throw ExitCode.failure
  }
}
