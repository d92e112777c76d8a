import LinuxABI
import UMLEngine
import UMLHost

/// The cables of lines that are terminals of the host: a real UML kernel's, a command's, a serial
/// port's. What ``LineRequest`` can do for them.
///
/// A line that somebody else has to get, screen for instance, is let go with `null`.
final class KernelCables {
  private let hub: ConsoleHub
  private let loop: EventLoop
  private let place: MachinePlace
  /// Whose the lines are, in words: `a command`.
  private let owner: String
  private var lines: [String: TerminalLine] = [:]
  private var cabled: [String: CabledLine] = [:]
  private var released: Set<String> = []
  /// Told when a line is let go, and when it is to be taken again; nil where that cannot be.
  var onRelease: ((_ line: String, _ isReleased: Bool) -> Void)?

  init(
    _ hub: ConsoleHub, loop: EventLoop, place: MachinePlace, owner: String = "a real UML kernel"
  ) {
    self.owner = owner
    self.hub = hub
    self.loop = loop
    self.place = place
  }

  /// A line the hub serves. Where somebody still holds the other end of its cable, it is joined
  /// again.
  func add(_ line: TerminalLine) {
    lines[line.name] = line
    released.remove(line.name)
    // The line may be another terminal than before.
    let old = cabled.removeValue(forKey: line.name)
    old?.unplug()
    guard let spec = old?.status.attachment ?? place.pluggedCables[line.name] else { return }
    // Who held it may have gone by now.
    _ = try? perform(LineRequest(line: line.name, .attach(spec)))
  }

  /// Answers a client's request, if it is about a line.
  func answer(_ command: String, ticket: UInt64) -> Bool {
    guard let request = LineRequest(command) else { return false }
    do throws(LineControlError) {
      hub.answer(ticket, status: 0, text: try perform(request))
    } catch {
      hub.answer(ticket, status: 1, text: error.description)
    }
    return true
  }

  func perform(_ request: LineRequest) throws(LineControlError) -> String {
    guard let name = request.line else {
      return (Array(lines.keys) + released).sorted().map(report).joined()
    }
    if released.contains(name) { return try performReleased(request.action, name) }
    guard let line = lines[name] else {
      throw LineControlError("\(place.machineName) has no line \(name) here")
    }
    switch request.action {
    case .show: return report(name)
    case .attach("null") where onRelease != nil: release(line)
    case .attach(let spec): try attach(line, spec)
    case .restore: unplug(line)
    case .sendBreak: _ = line.send(.sendBreak)
    case .log: throw LineControlError("\(name) cannot be logged: it is \(owner)'s")
    }
    return ""
  }

  private func performReleased(_ action: LineRequest.Action, _ name: String)
    throws(LineControlError) -> String
  {
    switch action {
    case .show: return report(name)
    case .restore: onRelease?(name, false)
    case .attach("null"): break
    default: throw LineControlError("\(name) was let go; take it again with: restore")
    }
    return ""
  }

  /// Hangs the line up in the guest: a program that opens it there gets another terminal, which is
  /// left to others.
  private func release(_ line: TerminalLine) {
    cabled.removeValue(forKey: line.name)?.unplug()
    lines[line.name] = nil
    released.insert(line.name)
    hub.add(ReleasedLine(line.name))
    onRelease?(line.name, true)
  }

  private func report(_ name: String) -> String {
    if released.contains(name) { return "\(name)\tnull\tclosed\n" }
    guard let status = cabled[name]?.status else { return "\(name)\tpane\topen\n" }
    let partner = status.cable?.partner.map { "joined \($0)" } ?? "unplugged"
    return "\(name)\t\(status.attachment)\topen\t\(partner)\n"
  }

  private func attach(_ line: TerminalLine, _ text: String) throws(LineControlError) {
    guard case .channel(.cable(let spec)) = try? LineSpec(parsing: text) else {
      throw LineControlError(
        "\(line.name) is \(owner)'s: here it can only get a cable\(onRelease == nil ? "" : " or null"), not \(text)"
      )
    }
    unplug(line)
    let hub = hub
    let name = line.name
    do throws(Errno) {
      let made = try CabledLine(line, spec, place: place, loop: loop) { [unowned hub] in
        hub.pump(name)
      }
      cabled[name] = made
      hub.add(made)
    } catch {
      throw LineControlError("\(name): \(text): \(error)")
    }
  }

  private func unplug(_ line: TerminalLine) {
    guard let old = cabled.removeValue(forKey: line.name) else { return }
    old.unplug()
    hub.add(line)
  }
}
