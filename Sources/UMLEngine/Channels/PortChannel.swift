import LinuxABI

/// `port:N` — waits for a telnet on a TCP port of the host. Many devices may share a port: each
/// session gets one of its own. See ``TelnetPort``.
///
/// The session stays when the guest closes the device, and ends with it when the client leaves.
final class PortChannel: Channel {
  weak var client: (any ChannelClient)?
  private let address: PortAddress
  private let line: LineIdentity
  private let roles: ChannelRoles
  private let environment: ChannelEnvironment
  private let port: TelnetPort
  private var session: TelnetSession?

  init(
    _ address: PortAddress, _ port: TelnetPort, _ line: LineIdentity, _ roles: ChannelRoles,
    _ environment: ChannelEnvironment
  ) {
    self.address = address
    self.port = port
    self.line = line
    self.roles = roles
    self.environment = environment
  }

  deinit { session?.close() }

  func open() throws(Errno) -> ChannelOpening {
    guard session == nil else { return .open }
    guard let session = port.session(for: self) else { return .waiting }
    take(session)
    return .open
  }

  func close() {
    port.withdraw(self)
    session?.channel = nil
    session?.onEnd = {}
    session?.close()
    session = nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int { session?.write(bytes) ?? bytes.count }
  func setReading(_ isReading: Bool) { session?.setReading(isReading) }
  var windowSize: WindowSize? { session?.windowSize }

  var description: String { "port:\(address.with(port: port.port))" }

  // MARK: The session's side

  /// A session for a device that waited.
  func attach(_ session: TelnetSession) {
    take(session)
    client?.channelOpened()
  }

  private func take(_ session: TelnetSession) {
    self.session = session
    session.onEnd = { [weak self] in self?.client?.channelHungUp() }
    session.channel = self
  }

  /// What a session calls its device when it is asked whether it is there.
  var title: String { line.name }

  func sessionReceived(_ bytes: [UInt8]) {
    if roles.contains(.input) { client?.channelReceived(bytes) }
  }

  func sessionReceivedBreak() { client?.channelReceivedBreak() }
  func sessionResized(_ size: WindowSize) { client?.channelResized(size) }
  func sessionIsWritable() { client?.channelWritable() }
}
