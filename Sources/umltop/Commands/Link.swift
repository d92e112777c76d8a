internal import ArgumentParser
internal import ConsoleService
internal import UMLEngine
internal import UMLHost

/// `umltop link`: a serial cable between two running guests.
struct Link: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Joins two lines of running guests with a null-modem cable.",
    discussion: """
      For example: umltop link left:ssl1 right:ssl1. Then microcom /dev/ttyS1 in one guest talks to \
      whatever uses /dev/ttyS1 in the other. Programs that have the lines open go on. The cable \
      stays while one of the guests runs, and whoever comes back after a reboot finds it again.
      """)

  @Argument(help: "A line, such as left:ssl1.")
  var first: GuestLine

  @Argument(help: "The line at the other end.")
  var second: GuestLine

  @Flag(help: "Let bytes take as long as the lines' baud rates say.")
  var baud = false

  @OptionGroup var guests: GuestOptions

  func validate() throws {
    guard first.description != second.description else {
      throw ValidationError("a cable has two ends: \(first) cannot be both")
    }
  }

  func run() throws {
    HostSignals.ignoreBrokenPipes()
    let name = CableSpec.name(first.description, second.description)
    let spec = "cable:\(name)\(baud ? CableSpec.pacedSuffix : "")"
    let ends = [
      (first, try first.control(in: guests.directory)),
      (second, try second.control(in: guests.directory)),
    ]
    do throws(LineControlError) {
      if try joinForeign(ends) { return }
      for (end, control) in ends {
        if let other = try control.cable(of: end.line), !other.hasPrefix(name) {
          throw LineControlError.joined(end.description, other)
        }
      }
      _ = try ends[0].1.perform(LineRequest(line: first.line, .attach(spec)))
      do throws(LineControlError) {
        _ = try ends[1].1.perform(LineRequest(line: second.line, .attach(spec)))
      } catch {
        // One end alone is of no use to anybody.
        _ = try ends[0].1.perform(LineRequest(line: first.line, .restore))
        throw error
      }
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension Link {
  /// Attaches our line to the terminal of a real UML kernel's, which knows no cables; false where
  /// neither is such a kernel's.
  private func joinForeign(_ ends: [(GuestLine, LineControl)]) throws(LineControlError) -> Bool {
    let terminals = [
      try ends[0].1.terminalOfForeignLine(ends[0].0.line),
      try ends[1].1.terminalOfForeignLine(ends[1].0.line),
    ]
    switch (terminals[0], terminals[1]) {
    case (nil, nil): return false
    case (.some(let path), nil):
      _ = try ends[1].1.perform(LineRequest(line: ends[1].0.line, .attach("tty:\(path)")))
    case (nil, .some(let path)):
      _ = try ends[0].1.perform(LineRequest(line: ends[0].0.line, .attach("tty:\(path)")))
    case (.some, .some): throw LineControlError.bothForeign
    }
    return true
  }
}
