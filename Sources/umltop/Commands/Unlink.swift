internal import ArgumentParser
internal import ConsoleService
internal import UMLEngine
internal import UMLHost

/// `umltop unlink`: pulls a cable out.
struct Unlink: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Takes away the cable of a line, at both ends.",
    discussion: "Both lines are again what their guests' command lines made them.")

  @Argument(help: "A line at either end, such as left:ssl1.")
  var line: GuestLine

  @OptionGroup var guests: GuestOptions

  func run() throws {
    HostSignals.ignoreBrokenPipes()
    let control = try line.control(in: guests.directory)
    do throws(LineControlError) {
      guard let cable = try control.cable(of: line.line) else { return try unlinkForeign(control) }
      _ = try control.perform(LineRequest(line: line.line, .restore))
      guard let other = otherEnd(of: cable) else { return }
      // A guest that has ended has let go already.
      guard let control = try? other.control(in: guests.directory) else { return }
      _ = try control.perform(LineRequest(line: other.line, .restore))
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Takes a line of ours off the terminal of a real UML kernel's, where ``Link`` has put it.
  private func unlinkForeign(_ control: LineControl) throws(LineControlError) {
    if try control.isJoinedToTerminal(line.line) {
      _ = try control.perform(LineRequest(line: line.line, .restore))
      return
    }
    guard let path = try? control.terminalOfForeignLine(line.line) else {
      throw LineControlError.unjoined(line.description)
    }
    for entry in guests.directory.running where entry.hasConsoleService {
      let control = LineControl(entry)
      for name in try control.lines(on: path) where try control.isJoinedToTerminal(name) {
        _ = try control.perform(LineRequest(line: name, .restore))
        return
      }
    }
    throw LineControlError.unjoined(line.description)
  }

  private func otherEnd(of cable: String) -> GuestLine? {
    guard let spec = try? CableSpec(parsing: cable), let ends = CableSpec.ends(of: spec.name) else {
      return nil
    }
    return GuestLine(argument: ends.0 == line.description ? ends.1 : ends.0)
  }
}
