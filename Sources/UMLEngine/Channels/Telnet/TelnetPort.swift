import LinuxABI
import UMLHost

/// One port of the host and who meets there: devices of the guest that are open and have no
/// session, and sessions for which no device was free. Each side is served in the order it came.
///
/// Exists while a channel names it; then nothing holds the port any more.
final class TelnetPort {
  /// Sessions without a device at most; more are turned away.
  static let waitingLimit = 32

  private let listeners: [HostListener]
  private let environment: ChannelEnvironment
  private var tokens: [EventToken] = []
  private var retry: TimerToken?
  private var sessions: [TelnetSession] = []
  private var devices: [Device] = []

  /// The channel holds the port, not the other way round.
  private struct Device {
    weak var channel: PortChannel?
  }

  /// Binds the port at once: that somebody else has it is to be known at boot.
  init(_ address: PortAddress, _ environment: ChannelEnvironment) throws(Errno) {
    self.environment = environment
    listeners = try Self.listeners(address)
    try listen()
  }

  private static func listeners(_ address: PortAddress) throws(Errno) -> [HostListener] {
    let first = try HostListener(on: address.socketAddresses[0])
    guard let port = try? first.port() else { return [first] }
    var all = [first]
    for other in address.with(port: port).socketAddresses.dropFirst() {
      do throws(Errno) {
        all.append(try HostListener(on: other))
      } catch {
        // Whoever telnets to localhost may ask for the IPv6 address first: another program's is no
        // good, but none at all is.
        if error == .addressInUse, address.port != 0 { throw error }
      }
    }
    return all
  }

  deinit {
    stopListening()
    if let retry { environment.loop.cancel(retry) }
    for session in sessions { session.close() }
  }

  /// As it turned out, where the system was to choose.
  var port: UInt16 { (try? listeners[0].port()) ?? 0 }

  /// Another program of the guest opened a device. Returns the session that waited longest, or the
  /// device itself waits.
  func session(for channel: PortChannel) -> TelnetSession? {
    if sessions.isEmpty {
      devices.append(Device(channel: channel))
      return nil
    }
    let session = sessions.removeFirst()
    session.onEnd = {}
    return session
  }

  /// A device that does not wait any more.
  func withdraw(_ channel: PortChannel) { devices.removeAll { $0.channel === channel } }

  private func listen() throws(Errno) {
    for listener in listeners {
      tokens.append(
        try environment.loop.add(listener.rawValue, .readable) { [weak self] _ in
          self?.accept(from: listener)
        })
    }
  }

  private func stopListening() {
    for token in tokens { environment.loop.remove(token) }
    tokens = []
  }

  private func accept(from listener: HostListener) {
    do throws(Errno) {
      while let socket = try listener.accept() {
        add(try TelnetSession(socket, on: environment.loop))
      }
    } catch {
      // Out of descriptors: the connection stays where it is, and would be reported without end.
      stopListening()
      retry = environment.loop.schedule(afterNanoseconds: 1_000_000_000) { [weak self] in
        try? self?.listen()
      }
    }
  }

  private func add(_ session: TelnetSession) {
    devices.removeAll { $0.channel == nil }
    if !devices.isEmpty, let channel = devices.removeFirst().channel {
      return channel.attach(session)
    }
    guard sessions.count < Self.waitingLimit else {
      session.say("Too many sessions are waiting here already.\r\n")
      return session.close()
    }
    if sessions.isEmpty { environment.log("No one waiting for port") }
    session.say(Self.notice)
    sessions.append(session)
    session.onEnd = { [weak self, weak session] in
      guard let session else { return }
      session.close()
      self?.sessions.removeAll { $0 === session }
    }
  }

  /// User Mode Linux's words, the NUL included.
  private static let notice = [
    "****", "There are currently no UML consoles waiting for port connections.",
    "Either disconnect from one to make it available or activate some more",
    "by enabling more consoles in the UML /etc/inittab.", "****", "\0",
  ].joined(separator: "\r\n")
}
