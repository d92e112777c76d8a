import LinuxABI
import UMLHost

/// `pts` — a new pseudo terminal of the host for each time the line is opened; its name is announced,
/// so that somebody can attach screen or minicom to it.
///
/// The last one to leave the host side hangs the line up.
final class PseudoTerminalChannel: Channel {
  weak var client: (any ChannelClient)?
  private let roles: ChannelRoles
  private let environment: ChannelEnvironment
  private var stream: HostStream?
  private var device: String?
  private var sizeToken: WindowSizeWatch.Token?

  init(_ roles: ChannelRoles, _ environment: ChannelEnvironment) {
    self.roles = roles
    self.environment = environment
  }

  func open() throws(Errno) -> ChannelOpening {
    guard stream == nil else { return .open }
    let terminal = try HostPseudoTerminal.open()
    device = terminal.secondaryPath
    let primary = SharedDescriptor(terminal.intoPrimary())
    // Or the host would echo our output back at us until somebody attaches.
    try primary.setTerminalSettings(try primary.terminalSettings().raw)
    try primary.setNonBlocking(true)

    // An output half reads too: that is how it learns of a hang-up.
    let stream = HostStream(primary, on: environment.loop, reads: true)
    stream.onInput = { [weak self] in self?.received($0) }
    stream.onWritable = { [weak self] in self?.client?.channelWritable() }
    stream.onEnd = { [weak self] in self?.client?.channelHungUp() }
    stream.onBroken = { [weak self] in self?.client?.channelHungUp() }
    try stream.start()
    self.stream = stream
    sizeToken = environment.sizes.watch(primary.borrowed, polling: true) { [weak self] in
      self?.client?.channelResized($0)
    }
    return .open
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

  var windowSize: WindowSize? {
    guard let size = try? stream?.borrowed.terminalSize(), size.rows > 0 else { return nil }
    return size
  }

  var announcedDevices: [String] { device.map { [$0] } ?? [] }
  var description: String { device.map { "pts:\($0)" } ?? "pts" }

  private func received(_ bytes: [UInt8]) {
    // A terminal program that attaches sets its size first, and no signal tells us.
    if let sizeToken { environment.sizes.check(sizeToken) }
    if roles.contains(.input) { client?.channelReceived(bytes) }
  }
}
