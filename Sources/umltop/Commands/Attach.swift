internal import ArgumentParser
internal import ConsoleService
internal import UMLHost

/// `umltop attach`: the interface on guests that run.
struct Attach: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the consoles of guests that run.",
    discussion: "Without a name, of all of them.")

  @Argument(help: "The guests' names.")
  var umid: [String] = []

  @Flag(help: "Look on only: nothing is typed, nothing resized.")
  var readOnly = false

  @OptionGroup var guests: GuestOptions

  func run() throws {
    HostSignals.ignoreBrokenPipes()
    let directory = guests.directory
    var names: [String] = []
    for name in umid {
      do throws(GuestLookupError) {
        names.append(try directory.findServed(name).umid)
      } catch {
        throw CommandFailure(error)
      }
    }
    if umid.isEmpty { names = directory.running.filter(\.hasConsoleService).map(\.umid) }
    guard !names.isEmpty else {
      throw CommandFailure(
        "no guest with a console service is running in \(directory.path); boot one with: "
          + "umltop boot --detach umid=left")
    }
    var interface = Interface(directory)
    interface.isReadOnly = readOnly
    try interface.show(names)
  }
}
