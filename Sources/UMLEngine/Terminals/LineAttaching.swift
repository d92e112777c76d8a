import LinuxABI
import UMLHost

/// What a line is attached to.
extension Line {
  /// Attaches it for the first time: to `attached`, where that is something else than the
  /// command line says.
  func begin(_ text: String, attached: String?) throws(LineError) {
    defer { bootSpecText = text }
    try configure(attached ?? text)
  }

  /// What it is attached to when somebody no longer wants what he attached it to.
  var specToRestore: String {
    let spec = try? LineSpec(parsing: bootSpecText)
    switch spec {
    case nil, .some(.none): return "null"
    case .channel(.cable): return environment.paneHost == nil ? "null" : "pane"
    default: return bootSpecText
    }
  }

  /// Attaches the line to what `text` says. Throws with UML's words for the log or the management
  /// console; `detail` is what it logs before.
  func configure(_ text: String) throws(LineError) {
    guard !isOpenByGuest else { throw .isOpen }
    closeChannel()
    channel = nil
    specText = text
    let spec: LineSpec
    do throws(ChannelSpecError) {
      spec = try LineSpec(parsing: text)
      channel = try environment.makeChannel(spec, identity)
    } catch {
      throw .unparsable(error.description)
    }
    channel?.client = self
    if spec == .none { throw .none }
    if channel?.cable != nil { plugIn() }
  }

  /// A cable is there whether or not somebody uses the line.
  private func plugIn() {
    guard let channel else { return }
    do throws(Errno) {
      state = try channel.open() == .open ? .open : .waiting
    } catch {
      return terminals.kernel.log.warning("\(identity.name): \(specText): \(error)")
    }
    opened(channel)
  }

  /// Attaches the line to something else at once, whoever has it open: one plug is pulled and
  /// another put in. The guest's programs go on; only carrier may tell them. What cannot be had
  /// leaves the line as it is.
  func attach(_ text: String) throws(LineError) {
    let made: (any Channel)?
    do throws(ChannelSpecError) {
      made = try environment.makeChannel(try LineSpec(parsing: text), identity)
    } catch {
      throw .unparsable(error.description)
    }
    guard let new = made else { throw .none }
    new.client = self
    let isWanted = isOpenByGuest || terminals.isConsole(self) || new.cable != nil
    var opening: ChannelOpening?
    do throws(Errno) {
      if isWanted { opening = try new.open() }
    } catch {
      throw .unavailable(error)
    }
    channel?.client = nil
    closeChannel()
    channel = new
    specText = text
    switch opening {
    case nil: break
    case .waiting: state = .waiting
    case .open:
      state = .open
      opened(new)
      terminal.driverIsReady()
    }
    updateMonitor()
  }

  /// The machine ends: the host gets its terminals back, after the last words if it takes them
  /// before `deadline`, monotonic nanoseconds.
  func shutDown(until deadline: Int64) {
    while state == .open, let terminal = usedTerminal, !terminal.isDrained {
      let now = HostClock.monotonicNanoseconds()
      guard now < deadline else { break }
      environment.loop.runOnce(until: min(deadline, now + 20_000_000))
      terminal.driverIsReady()
    }
    closeChannel()
    channel = nil
  }
}
