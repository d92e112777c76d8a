internal import ArgumentParser

@main
struct UMLTop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "umltop",
    abstract: "Boots user-mode Linux guests and hosts their consoles in panes.",
    subcommands: [Boot.self])
}
