internal import ArgumentParser
internal import ConsoleService
internal import UMLHost

/// Where guests are looked for.
struct GuestOptions: ParsableArguments {
  @Option(
    name: .customLong("uml-dir"),
    help: ArgumentHelp("Where guests keep their directories.", valueName: "directory"))
  var umlDirectory: String?

  var directory: GuestDirectory { GuestDirectory(path: umlDirectory) }
}

/// What a person reads on standard error before exit status 1.
struct CommandFailure: Error, CustomStringConvertible {
  let description: String

  init(_ error: some Error) { description = "\(error)" }
  init(_ text: String) { description = text }
}

/// Writes a line to standard error.
func printError(_ text: String) {
  // Where even that cannot be written nobody reads it.
  try? BorrowedDescriptor.standardError.writeAll(Array((text + "\n").utf8))
}
