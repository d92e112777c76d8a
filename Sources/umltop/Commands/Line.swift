internal import ArgumentParser
internal import ConsoleService
internal import UMLEngine
internal import UMLHost

/// `umltop line`: what lines are attached to, and what they shall be.
struct Line: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows or changes what a guest's lines are attached to.",
    discussion: """
      umltop line left lists the lines of a guest; umltop line left ssl1 attach pts attaches one to \
      something else, even while programs have it open; restore undoes that; log FILE keeps what the \
      guest writes, log alone ends it; break sends a BREAK.
      """)

  @Argument(help: "The guest's name.", completion: Completions.guests)
  var umid: String

  @Argument(help: "The line: con0, ssl1.", completion: Completions.lines)
  var line: String?

  @Argument(parsing: .remaining, help: "attach SPEC, restore, log [FILE], or break.")
  var words: [String] = []

  @OptionGroup var guests: GuestOptions

  func validate() throws {
    guard request == nil else { return }
    throw ValidationError(
      "'\(words.joined(separator: " "))' is nothing that a line can be told; that is attach SPEC, "
        + "restore, log [FILE], or break")
  }

  func run() throws {
    HostSignals.ignoreBrokenPipes()
    guard let request else { return }
    do {
      let text = try LineControl(try guests.directory.find(umid)).perform(request)
      print(text, terminator: text.isEmpty || text.hasSuffix("\n") ? "" : "\n")
    } catch {
      throw CommandFailure(error)
    }
  }

  private var request: LineRequest? {
    guard let line else { return LineRequest(line: nil, .show) }
    switch words.first {
    case nil: return LineRequest(line: line, .show)
    // The guest's process works elsewhere.
    case "log" where words.count == 2: return LineRequest(line: line, .log(absolute(words[1])))
    default: return LineRequest((["line", line] + words).joined(separator: " "))
    }
  }

  private func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let here = try? HostSystem.currentDirectory() else { return path }
    return "\(here)/\(path)"
  }
}
