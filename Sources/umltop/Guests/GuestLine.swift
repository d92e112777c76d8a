internal import ArgumentParser
internal import ConsoleService
internal import UMLEngine

/// A line of a guest as one writes it: `left:ssl1`.
struct GuestLine: ExpressibleByArgument, CustomStringConvertible {
  let umid: String
  let line: String

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":") else { return nil }
    umid = String(argument[..<colon])
    line = String(argument[argument.index(after: colon)...])
    guard !umid.isEmpty, !line.isEmpty else { return nil }
  }

  var description: String { "\(umid):\(line)" }

  /// The way to the line's guest.
  func control(in directory: GuestDirectory) throws(CommandFailure) -> LineControl {
    do throws(GuestLookupError) {
      return LineControl(try directory.find(umid))
    } catch {
      throw CommandFailure(error)
    }
  }
}
