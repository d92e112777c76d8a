import LinuxABI
import UMLHost

/// What channels of one guest share: the loop, who shows panes, the host terminals in use.
final class ChannelEnvironment {
  let loop: EventLoop
  let paneHost: (any PaneHost)?
  let place: MachinePlace
  /// Where a channel says what the person at the host should know.
  let log: (String) -> Void
  let sizes: WindowSizeWatch
  let rawTerminals: RawTerminals
  /// See ``LineConfiguration/serialsAreRaw``.
  var serialsAreRaw = true
  /// Where terminals with BSD names are looked for.
  var deviceDirectory = "/dev"
  /// How windows are opened, and where they appear; nowhere when nil.
  var emulator = EmulatorCommand()
  var display = HostEnvironment["DISPLAY"]
  private var wakes: PaneWakes?
  private var panes: [LineIdentity: LinePane] = [:]
  private var ports: [PortAddress: WeakPort] = [:]

  private struct WeakPort {
    weak var port: TelnetPort?
  }

  init(
    loop: EventLoop, paneHost: (any PaneHost)? = nil,
    place: MachinePlace = MachinePlace(machineName: "", directory: ""),
    log: @escaping (String) -> Void = { _ in }
  ) {
    self.place = place
    self.loop = loop
    self.paneHost = paneHost
    self.log = log
    sizes = WindowSizeWatch(loop)
    rawTerminals = RawTerminals(log: log)
  }

  deinit { closePanes() }

  /// Throws when something the channel is about has to be there at once, and is not.
  func makeChannel(_ spec: ChannelSpec, _ line: LineIdentity, _ roles: ChannelRoles)
    throws(ChannelSpecError) -> any Channel
  {
    switch spec {
    case .descriptor(let number):
      DescriptorChannel(number, roles, self, isRaw: isRaw(line))
    case .null: NullChannel()
    case .pseudoTerminal: PseudoTerminalChannel(.pts, line, roles, self)
    case .legacyPseudoTerminal: PseudoTerminalChannel(.pty, line, roles, self)
    case .terminal(let path): TerminalDeviceChannel(path, line, roles, self)
    case .port(let address): PortChannel(address, try port(address), line, roles, self)
    case .cable(let cable): CableChannel(cable, line, self)
    case .xterm: XtermChannel(line, roles, self)
    case .pane: PaneChannel(line, self)
    }
  }

  /// nil for a line that does not exist.
  func makeChannel(_ spec: LineSpec, _ line: LineIdentity) throws(ChannelSpecError)
    -> (any Channel)?
  {
    switch spec {
    case .none: nil
    case .channel(let spec): try makeChannel(spec, line, .both)
    case .pair(let input, let output) where input == output && !input.makesTerminal:
      try makeChannel(input, line, .both)
    case .pair(let input, let output):
      ChannelPair(
        input: try makeChannel(input, line, .input), output: try makeChannel(output, line, .output))
    }
  }

  /// All lines that name a port share it.
  private func port(_ address: PortAddress) throws(ChannelSpecError) -> TelnetPort {
    if let port = ports[address]?.port { return port }
    do throws(Errno) {
      let port = try TelnetPort(address, self)
      ports[address.with(port: port.port)] = WeakPort(port: port)
      return port
    } catch {
      throw ChannelSpecError("binding to port \(address) failed, errno = \(error.rawValue)")
    }
  }

  /// Whether host terminals of a line are put into raw mode.
  func isRaw(_ line: LineIdentity) -> Bool { line.kind == .console || serialsAreRaw }

  /// The pane of a line, made when there is none yet; nil where nobody shows panes.
  func pane(of line: LineIdentity) throws(Errno) -> LinePane? {
    if let pane = panes[line] { return pane }
    guard let host = paneHost else { return nil }
    let wakes = try paneWakes()
    let pane = LinePane(line)
    panes[line] = pane
    let number = wakes.add { [weak pane] in pane?.woken() }
    let mailbox = wakes.mailbox
    pane.link.whenInput { mailbox.send(number) }
    host.add(pane.link)
    return pane
  }

  private func paneWakes() throws(Errno) -> PaneWakes {
    if let wakes { return wakes }
    let made = try PaneWakes(loop)
    wakes = made
    return made
  }

  /// A pane that was made for a line before.
  func existingPane(of line: LineIdentity) -> LinePane? { panes[line] }

  /// The machine ends: the service is told.
  func closePanes() {
    for pane in panes.values { pane.link.close() }
    panes = [:]
  }
}
