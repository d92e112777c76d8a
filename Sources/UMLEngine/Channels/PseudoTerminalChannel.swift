import LinuxABI
import UMLHost

/// `pts` and `pty` — a new pseudo terminal of the host for each time the line is opened; its name
/// is announced, so that somebody can attach screen or minicom to it.
///
/// The last one to leave the host side hangs the line up.
final class PseudoTerminalChannel: Channel {
  enum Names: String {
    /// `/dev/pts/N`.
    case pts
    /// `/dev/ptypN` for our side and `/dev/ttypN` for the other, where the host has such.
    case pty
  }

  weak var client: (any ChannelClient)?
  private let names: Names
  private let line: LineIdentity
  private let roles: ChannelRoles
  private let environment: ChannelEnvironment
  private var stream: HostStream?
  private var device: String?
  private var sizeToken: WindowSizeWatch.Token?

  init(
    _ names: Names, _ line: LineIdentity, _ roles: ChannelRoles, _ environment: ChannelEnvironment
  ) {
    self.names = names
    self.line = line
    self.roles = roles
    self.environment = environment
  }

  func open() throws(Errno) -> ChannelOpening {
    guard stream == nil else { return .open }
    let primary = try makeTerminal()
    // Or the host would echo our output back at us until somebody attaches.
    if environment.isRaw(line) {
      try primary.setTerminalSettings(try primary.terminalSettings().raw)
    }
    try primary.setNonBlocking(true)

    // An output half reads too: that is how it learns of a hang-up.
    let stream = HostStream(primary, on: environment.loop, reads: true)
    stream.report(to: self) { [weak self] in self?.received($0) }
    try stream.start()
    self.stream = stream
    sizeToken = environment.sizes.watch(primary.borrowed, polling: true) { [weak self] in
      self?.client?.channelResized($0)
    }
    return .open
  }

  private func makeTerminal() throws(Errno) -> SharedDescriptor {
    if names == .pty, let terminal = LegacyPseudoTerminal.open(in: environment.deviceDirectory) {
      device = terminal.primaryPath
      return SharedDescriptor(terminal.intoPrimary())
    }
    let terminal = try HostPseudoTerminal.open()
    device = terminal.secondaryPath
    return SharedDescriptor(terminal.intoPrimary())
  }

  func close() {
    if let sizeToken { environment.sizes.cancel(sizeToken) }
    sizeToken = nil
    stream?.stop()
    stream = nil
    device = nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int { stream?.write(bytes) ?? bytes.count }

  func setReading(_ isReading: Bool) {
    if roles.contains(.input) { stream?.setReading(isReading) }
  }

  var windowSize: WindowSize? { stream?.windowSize }

  var announcedDevices: [String] { device.map { [$0] } ?? [] }
  var description: String { device.map { "\(names.rawValue):\($0)" } ?? names.rawValue }

  private func received(_ bytes: [UInt8]) {
    // A terminal program that attaches sets its size first, and no signal tells us.
    if let sizeToken { environment.sizes.check(sizeToken) }
    if roles.contains(.input) { client?.channelReceived(bytes) }
  }
}
