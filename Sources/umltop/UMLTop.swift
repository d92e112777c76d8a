internal import ArgumentParser
internal import ConsoleService
internal import LinuxABI
internal import UMLEngine
internal import UMLHost

@main
struct UMLTop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "umltop",
    abstract: "Boots user-mode Linux guests and shows their consoles in panes.",
    discussion: """
      Without a subcommand it shows the consoles of all guests that run. Where none runs, it boots \
      two, left and right. Ctrl-b ? shows the keys; Ctrl-b d leaves, and the guests run on.
      """,
    version: "umltop, whose kernel is \(Machine.kernelName)",
    subcommands: [
      Boot.self, Attach.self, List.self, Console.self, Send.self, Capture.self, Wait.self,
      ManagementConsole.self, Replay.self, Keep.self, PortHelper.self,
      Line.self, Link.self, Unlink.self,
    ])

  @Option(
    name: .customLong("exec"),
    help: ArgumentHelp("Show a command of this host in a pane instead.", valueName: "command"))
  var command: String?

  @Flag(help: "With --exec: the pane is the whole terminal, and the command ends with it.")
  var bare = false

  @Flag(help: "Boot two guests, run a few commands on them, print the screen as text, halt them.")
  var snapshot = false

  @OptionGroup var interface: InterfaceOptions
  @OptionGroup var guests: GuestOptions

  /// As the terminal program of a UML kernel it is called with that one's words, not with ours.
  static func main() {
    HostSystem.openStandardDescriptors()
    guard let window = WindowProgram(CommandLine.arguments) else {
      refuseUnknownHelp()
      main(nil)
      return finishOutput()
    }
    HostSignals.ignoreBrokenPipes()
    do throws(CommandFailure) {
      try window.run()
    } catch {
      printError("umltop: \(error)")
      HostSystem.exit(status: 1)
    }
  }

  /// The library's `help` answers a name it does not know with the help of the whole.
  private static func refuseUnknownHelp() {
    let words = CommandLine.arguments.dropFirst()
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    guard words.first == "help", let name = words.dropFirst().first, !name.hasPrefix("-"),
      !names.contains(name)
    else { return }
    printError("Error: there is no command '\(name)'; umltop help lists those there are")
    HostSystem.exit(status: 64)
  }

  /// What was printed may still be on its way, to a full disk for instance.
  private static func finishOutput() {
    do throws(Errno) {
      try HostSystem.flushStandardOutput()
    } catch {
      // Whoever closed the pipe has read enough.
      guard error != .brokenPipe else { return }
      printError("Error: cannot write: \(error)")
      HostSystem.exit(status: 1)
    }
  }

  func validate() throws {
    if bare, command == nil { throw ValidationError("--bare needs --exec") }
    if snapshot, command != nil { throw ValidationError("choose one of --snapshot and --exec") }
  }

  func run() throws {
    HostSignals.ignoreBrokenPipes()
    if let command {
      try Interface(guests.directory, interface).show(command: command, isBare: bare)
    } else if snapshot {
      try Snapshot.run()
    } else if !Interface.hasTerminal {
      printError("There is no terminal here, so this is what it would show:")
      try Snapshot.run()
    } else {
      try showAll()
    }
  }

  private func showAll() throws {
    let directory = guests.directory
    let running = directory.running.filter(\.hasConsoleService).map(\.umid)
    guard running.isEmpty else { return try Interface(directory, interface).show(running) }
    let demo = try Demo.boot(directory: guests.umlDirectory)
    do {
      try Interface(directory, interface).show(demo)
    } catch let failure as CommandFailure {
      // Nobody has seen them: they are not to stay.
      Demo.halt(demo, in: directory)
      throw failure
    }
  }
}
