import LinuxABI
import UMLHost

/// `tty:DEVICE` — a terminal of the host: a virtual console, the secondary side of a pseudo
/// terminal, a serial port.
///
/// It is in raw mode while the channel is open, and as it was afterwards. A real port has the speed
/// and the character size that the guest sets, and its modem's lines are the guest's.
final class TerminalDeviceChannel: Channel {
  weak var client: (any ChannelClient)?
  private let path: String
  private let line: LineIdentity
  private let roles: ChannelRoles
  private let environment: ChannelEnvironment
  private var stream: HostStream?
  private var rawTerminal: String?
  private var sizeToken: WindowSizeWatch.Token?
  private var modem: ModemWatch?
  private var marks = ParityMarks()
  private var hasComplained = false
  private var wantsInput = true
  /// Until then the program that opened a serial line has not said how it wants its input.
  private var settling: TimerToken?
  private var settingsCount = 0

  init(
    _ path: String, _ line: LineIdentity, _ roles: ChannelRoles, _ environment: ChannelEnvironment
  ) {
    self.path = path
    self.line = line
    self.roles = roles
    self.environment = environment
  }

  func open() throws(Errno) -> ChannelOpening {
    guard stream == nil else { return .open }
    do throws(Errno) {
      let device = SharedDescriptor(try HostFile.open(path, openFlags))
      guard device.isTerminal else { throw .inappropriateIOCTLForDevice }
      try start(device)
    } catch {
      close()
      complain(error)
      throw error
    }
    hasComplained = false
    return .open
  }

  private var openFlags: OpenFlags {
    let access: OpenFlags =
      switch roles {
      case .input: .readOnly
      case .output: .writeOnly
      default: .readWrite
      }
    // Without waiting for a carrier: that is the guest's decision.
    return access.union([.nonBlocking, .noControllingTerminal])
  }

  private func start(_ device: SharedDescriptor) throws(Errno) {
    if environment.isRaw(line) { rawTerminal = environment.rawTerminals.acquire(device.borrowed) }
    if (try? device.modemLines()) != nil {
      modem = ModemWatch(device, on: environment.loop) { [weak self] in
        self?.client?.channelModemLinesChanged()
      }
    }
    let stream = HostStream(device, on: environment.loop, reads: roles.contains(.input))
    stream.report(to: self) { [weak self] in self?.received($0) }
    try stream.start()
    self.stream = stream
    if line.kind == .serial { settle() }
    sizeToken = environment.sizes.watch(device.borrowed, polling: true) { [weak self] size in
      if size.rows > 0 { self?.client?.channelResized(size) }
    }
  }

  /// What the other side said before anybody listened is waiting already. Read at once it would be
  /// echoed back as if it had been typed, before a terminal program can say that it wants no echo:
  /// so it waits for the program's settings, or a moment for a program that makes none.
  private func settle() {
    settingsCount = 0
    stream?.setReading(false)
    settling = environment.loop.schedule(afterNanoseconds: 200_000_000) { [weak self] in
      self?.settled()
    }
  }

  private func settled() {
    guard let settling else { return }
    environment.loop.cancel(settling)
    self.settling = nil
    stream?.setReading(wantsInput)
  }

  private func received(_ bytes: [UInt8]) {
    guard modem != nil else { return client?.channelReceived(bytes) ?? () }
    for event in marks.feed(bytes) {
      switch event {
      case .bytes(let bytes): client?.channelReceived(bytes)
      case .damaged(let byte): client?.channelReceivedDamaged(byte)
      case .breakReceived: client?.channelReceivedBreak()
      }
    }
  }

  func close() {
    if let sizeToken { environment.sizes.cancel(sizeToken) }
    sizeToken = nil
    if let settling { environment.loop.cancel(settling) }
    settling = nil
    modem?.cancel()
    modem = nil
    if let rawTerminal { environment.rawTerminals.release(rawTerminal) }
    rawTerminal = nil
    stream?.stop()
    stream = nil
    marks = ParityMarks()
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int { stream?.write(bytes) ?? bytes.count }

  func setReading(_ isReading: Bool) {
    wantsInput = isReading
    if settling == nil { stream?.setReading(isReading) }
  }

  var windowSize: WindowSize? { stream?.windowSize }

  var description: String { "tty:\(path)" }

  // MARK: A serial port

  func setLineSettings(_ settings: Termios, speed: UInt32) {
    // The first come with the open.
    settingsCount += 1
    if settingsCount > 1 { settled() }
    guard let stream, rawTerminal != nil else { return }
    let mask: TerminalControlFlags = [
      .sizeMask, .twoStopBits, .enableParity, .oddParity, .markOrSpaceParity, .hardwareFlowControl,
    ]
    // Pseudo terminals take what they can have, and refuse nothing.
    try? stream.borrowed.setSerialSettings(settings.controlFlags, mask: mask, speed: speed)
  }

  var modemLines: ModemLines? { modem?.received }
  func setModemLines(_ lines: ModemLines) { modem?.drive(lines) }

  func setBreak(_ isSending: Bool) {
    // What has no modem cannot send one.
    try? stream?.borrowed.setSerialBreak(isSending)
  }

  // MARK: Messages

  /// Once, not each time a getty tries again.
  private func complain(_ error: Errno) {
    guard !hasComplained else { return }
    hasComplained = true
    let reason =
      switch error {
      case .noSuchFileOrDirectory where path.hasPrefix("/dev/pts/"), .ioError:
        "nobody holds the other side of this pseudo terminal"
      case .inappropriateIOCTLForDevice: "it is not a terminal"
      default: error.description
      }
    environment.log("\(line.name): cannot open \(path): \(reason)")
  }
}
