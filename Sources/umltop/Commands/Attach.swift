internal import ArgumentParser
internal import ConsoleService
internal import UMLHost

/// `umltop attach`: the interface on guests that run.
struct Attach: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the consoles of guests that run.",
    discussion: """
      Without a name, of all that were booted by umltop. A real UML kernel that somebody else has \
      started is shown when it is named: its pts consoles are opened, but for those that another \
      program has open.
      """)

  @Argument(help: "The guests' names.", completion: Completions.guests)
  var umid: [String] = []

  @Flag(help: "Look on only: nothing is typed, nothing resized.")
  var readOnly = false

  @OptionGroup var interface: InterfaceOptions
  @OptionGroup var guests: GuestOptions

  func run() throws {
    HostSignals.ignoreBrokenPipes()
    let directory = guests.directory
    var names: [String] = []
    for name in umid {
      names.append(try directory.findShown(name).umid)
    }
    if umid.isEmpty { names = directory.running.filter(\.hasConsoleService).map(\.umid) }
    guard !names.isEmpty else {
      throw CommandFailure(
        "no guest with a console service is running in \(directory.path); boot one with: "
          + "umltop boot --detach umid=left")
    }
    var shown = Interface(directory, interface)
    shown.isReadOnly = readOnly
    try shown.show(names)
  }
}
