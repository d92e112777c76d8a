internal import ArgumentParser
internal import ConsoleService

/// `umltop keep`: the process between a console service and a UML kernel. See ``KernelKeeper``.
struct Keep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: KernelKeeper.commandName, abstract: "Runs a kernel and buries what it leaves.",
    shouldDisplay: false)

  @Argument(help: "How many descriptors are the kernel's.")
  var count: Int

  @Argument(help: "The guest's directory.")
  var directory: String

  @Argument(parsing: .captureForPassthrough, help: "The kernel and its words.")
  var program: [String] = []

  func run() throws {
    throw ExitCode(
      try KernelKeeper.run(program, descriptorCount: count, directory: directory))
  }
}
