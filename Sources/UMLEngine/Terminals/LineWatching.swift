import LinuxABI
import UMLHost

/// Those who look at a line beside its channel.
extension Line {
  /// For lists: name, what it is attached to, whether programs have it open, whether the command
  /// line said otherwise, its log.
  var report: String {
    var words = [identity.name, description, isOpenByGuest ? "open" : "closed"]
    if let cable = channelCable {
      words.append(cable.partner.map { "joined \($0)" } ?? "unplugged")
    } else if specText != bootSpecText {
      words.append("changed")
    }
    if let log { words.append("log \(log.path)") }
    return words.joined(separator: "\t")
  }

  /// Whether there is anything to say about it.
  var leadsSomewhere: Bool { exists && (isOpenByGuest || specText != "null") }

  private var log: LineLog? { taps.compactMap { $0 as? LineLog }.first }

  /// Begins to keep what the guest writes in a file, or ends it.
  func log(to path: String?) throws(LineError) {
    taps.removeAll { $0 is LineLog }
    defer { reportStatus() }
    guard let path else { return }
    do throws(Errno) {
      taps.append(
        try LineLog(path) { [unowned self] error in
          terminals.kernel.log.warning("\(identity.name): cannot log to \(path): \(error)")
        })
    } catch {
      throw .unavailable(error)
    }
  }

  /// Lets the pane of a line that is attached elsewhere look on.
  func updateMonitor() {
    taps.removeAll { $0 is PaneMonitor }
    defer { reportStatus() }
    guard let pane = monitoringPane else { return }
    taps.append(PaneMonitor(pane) { [unowned self] in channelReceivedBreak() })
  }

  private var monitoringPane: LinePane? {
    if hasPaneChannel { return nil }
    guard channelCable != nil else { return environment.existingPane(of: identity) }
    // A pane shows that there is a cable; without one it still works.
    return (try? environment.pane(of: identity)) ?? nil
  }

  /// Tells those who look at the pane what the line is attached to.
  func reportStatus() {
    environment.existingPane(of: identity)?.link.setStatus(
      PaneLink.Status(attachment: description, cable: channelCable, logPath: log?.path))
  }

  /// The same soon, as there is traffic.
  func reportStatusSoon() {
    guard statusTimer == nil else { return }
    statusTimer = environment.loop.schedule(afterNanoseconds: 500_000_000) { [weak self] in
      self?.statusTimer = nil
      self?.reportStatus()
    }
  }
}
