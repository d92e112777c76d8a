import LinuxABI
import UMLHost

/// `cable:NAME` — a null-modem cable to whatever line has the other end of it.
///
/// ```
///   DTR ──► DSR and carrier      RTS ──► CTS      data and BREAK ──► data and BREAK, in order
/// ```
final class CableChannel: Channel {
  weak var client: (any ChannelClient)?
  private let spec: CableSpec
  private let environment: ChannelEnvironment
  private let end: CableEnd
  private var pacing = CablePacing()
  private var pacingTimer: TimerToken?

  init(_ spec: CableSpec, _ line: LineIdentity, _ environment: ChannelEnvironment) {
    self.spec = spec
    self.environment = environment
    end = CableEnd(
      path: environment.place.cablePath(spec.name),
      title: "\(environment.place.machineName) \(line.name)", loop: environment.loop)
    end.onData = { [unowned self] in client?.channelReceived($0) }
    end.onBreak = { [unowned self] begins in if begins { client?.channelReceivedBreak() } }
    end.onRoom = { [unowned self] in client?.channelWritable() }
    end.onChange = { [unowned self] in client?.channelModemLinesChanged() }
  }

  func open() throws(Errno) -> ChannelOpening {
    try end.start()
    return .open
  }

  func close() {
    if let pacingTimer { environment.loop.cancel(pacingTimer) }
    pacingTimer = nil
    end.close()
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard spec.isPaced else { return end.write(bytes) }
    let allowed = pacing.take(bytes.count, now: HostClock.monotonicNanoseconds())
    let sent =
      allowed > 0 ? end.write(UnsafeRawBufferPointer(rebasing: bytes[..<allowed])) : 0
    pacing.giveBack(allowed - sent)
    // Otherwise it is the other end that makes us wait.
    if sent == allowed, allowed < bytes.count { goOnLater() }
    return sent
  }

  private func goOnLater() {
    guard pacingTimer == nil else { return }
    pacingTimer = environment.loop.schedule(at: pacing.nextTime) { [weak self] in
      self?.pacingTimer = nil
      self?.client?.channelWritable()
    }
  }

  func setReading(_ isReading: Bool) { end.setReading(isReading) }
  func setModemLines(_ lines: ModemLines) { end.setLines(lines) }
  func setBreak(_ isSending: Bool) { end.setBreak(isSending) }
  func setLineSettings(_ settings: Termios, speed: UInt32) {
    pacing.set(settings, speed: speed)
  }

  var modemLines: ModemLines? { end.partnerLines.crossed }
  var description: String { "cable:\(spec)" }
  var cable: CableStatus? {
    CableStatus(
      name: spec.name, partner: end.partner, sentCount: end.sentCount,
      receivedCount: end.receivedCount)
  }
}

/// How a cable is plugged in, as seen from one end.
public struct CableStatus: Hashable, Sendable {
  public var name: String
  /// Who is at the other end, such as `right ssl1`; nil while nobody is.
  public var partner: String?
  /// Bytes since the line was attached to it.
  public var sentCount: UInt64
  public var receivedCount: UInt64

  public init(name: String, partner: String?, sentCount: UInt64, receivedCount: UInt64) {
    self.name = name
    self.partner = partner
    self.sentCount = sentCount
    self.receivedCount = receivedCount
  }
}
