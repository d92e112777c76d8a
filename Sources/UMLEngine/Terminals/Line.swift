import LinuxABI
import UMLHost

/// A console or serial line: a terminal of the guest on a channel of the host. `con1`, `ssl0`.
final class Line: TerminalDriver {
  let identity: LineIdentity
  unowned let terminals: Terminals
  let environment: ChannelEnvironment
  /// nil until somebody wants it: most of the eighty lines of a guest are never used.
  private var usedTerminal: Terminal?

  /// As it was configured; what the management console shows while the line is not open.
  private(set) var specText: String
  /// What the command line said.
  private(set) var bootSpecText = "none"
  /// nil for a line that does not exist: `none`, or a spec that made no sense.
  private var channel: (any Channel)?
  private var state = State.closed
  /// The host side is at its end; the guest has to read what came before.
  private var hangsUpWhenRead = false
  private var modem = ModemState()
  private var isSendingBreak = false
  /// Who listens beside the channel.
  var taps: [any LineTap] = []
  var statusTimer: TimerToken?
  /// A BREAK on the kernel's console announces a command, see ``Terminals/onSystemRequest``.
  private var breakTime: UInt64?

  private enum State {
    case closed
    /// The channel waits for a peer.
    case waiting
    case open
  }

  init(_ identity: LineIdentity, _ terminals: Terminals, _ environment: ChannelEnvironment) {
    self.identity = identity
    self.terminals = terminals
    self.environment = environment
    specText = "none"
  }

  var device: DeviceNumber {
    let first: UInt32 = identity.kind == .console ? 0 : 64
    return DeviceNumber(major: 4, minor: first + UInt32(identity.number))
  }

  var terminal: Terminal {
    if let usedTerminal { return usedTerminal }
    let terminal = Terminal(
      terminals.kernel, kind: identity.kind == .console ? .console : .serial, device: device,
      name: identity.deviceName, driver: self)
    usedTerminal = terminal
    return terminal
  }

  var exists: Bool { channel != nil }
  /// Open, and nobody is at the other side yet.
  var isWaiting: Bool { state == .waiting }
  var isOpenByGuest: Bool { usedTerminal.map { $0.openCount > 0 } ?? false }

  /// What the management console answers to `config con1`.
  var description: String {
    guard let channel else { return "none" }
    return state == .closed ? specText : channel.description
  }

  var hasPaneChannel: Bool { channel is PaneChannel }
  var channelCable: CableStatus? { channel?.cable }

  // MARK: Configuration

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
  /// another put in. The guest's programs go on; only carrier may tell them. What cannot be had leaves
  /// the line as it is.
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

  // MARK: As the terminal's driver

  func willOpen(_ terminal: Terminal) throws(Errno) {
    guard let channel else { throw .noSuchAddressOrDevice }
    if !isOpenByGuest { setModemLines([.dataTerminalReady, .requestToSend]) }
    guard state == .closed else { return }
    state = try channel.open() == .open ? .open : .waiting
    if state == .open { opened(channel) }
  }

  private func opened(_ channel: any Channel) {
    channel.setReading(!terminal.isThrottled)
    channel.setLineSettings(terminal.discipline.settings, speed: terminal.speeds.output)
    channel.setModemLines(modem.driven)
    channelModemLinesChanged()
    if let size = channel.windowSize { terminal.setWindowSize(size) }
    for device in channel.announcedDevices { announce(device) }
    updateMonitor()
  }

  private func announce(_ device: String) {
    let title = identity.kind == .console ? "Virtual console" : "Serial line"
    terminals.kernel.log.info("\(title) \(identity.number) assigned device '\(device)'")
  }

  /// What was written still goes out; the host side stays for the next one to open it.
  func wasClosed(_ terminal: Terminal) {
    terminal.discardInput()
    if terminal.discipline.settings.controlFlags.contains(.hangUpOnClose) { setModemLines([]) }
    inputWasRead()
  }

  func transmit(_ bytes: UnsafeRawBufferPointer) -> Int {
    if isSendingBreak || !isClearToSend { return 0 }
    switch state {
    case .open: return send(bytes)
    case .waiting: return 0
    // Hung up: nobody will ever see it.
    case .closed: return bytes.count
    }
  }

  private func send(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let channel else { return bytes.count }
    let count = channel.write(bytes)
    modem.countSent(count)
    if channel.cable != nil { reportStatusSoon() }
    if !taps.isEmpty, count > 0 {
      for tap in taps { tap.lineSent(UnsafeRawBufferPointer(rebasing: bytes[..<count])) }
    }
    return count
  }

  func transmitUrgently(_ byte: UInt8) {
    if state == .open { _ = [byte].withUnsafeBytes { channel?.write($0) } }
  }

  func setReceiving(_ isReceiving: Bool) {
    channel?.setReading(isReceiving)
    modem.isHoldingBack = !isReceiving && hasHardwareFlowControl
    driveModem()
  }

  func inputWasRead() { if hangsUpWhenRead { channelHungUp() } }

  /// The host side of a console is a terminal of today.
  var initialSettings: Termios {
    var settings = Termios.standard
    switch identity.kind {
    case .console: settings.inputFlags.insert(.isUTF8)
    // As Linux' serial ports: to open one does not wait for somebody at the other side.
    case .serial: settings.controlFlags.insert(.local)
    }
    return settings
  }

  // MARK: The modem

  var modemLines: ModemLines? { identity.kind == .serial ? modem.all : nil }
  var modemCounts: ModemCounts? { identity.kind == .serial ? modem.counts : nil }
  var hasCarrier: Bool { identity.kind == .console || modem.hasCarrier }

  func setModemLines(_ lines: ModemLines) {
    modem.wanted = lines
    driveModem()
  }

  private func driveModem() {
    if state == .open { channel?.setModemLines(modem.driven) }
  }

  private var hasHardwareFlowControl: Bool {
    identity.kind == .serial
      && terminal.discipline.settings.controlFlags.contains(.hardwareFlowControl)
  }

  private var isClearToSend: Bool {
    !hasHardwareFlowControl || modem.received.contains(.clearToSend)
  }

  func setBreak(_ isSending: Bool) {
    guard isSending != isSendingBreak else { return }
    isSendingBreak = isSending
    if state == .open { channel?.setBreak(isSending) }
    if !isSending { terminal.driverIsReady() }
  }

  func settingsChanged(from old: Termios, to new: Termios) {
    if state == .open { channel?.setLineSettings(new, speed: terminal.speeds.output) }
    // A speed of zero hangs up the telephone. See termios(3), B0.
    let wasDown = old.baudRate == .b0
    let isDown = new.baudRate == .b0
    if wasDown != isDown {
      setModemLines(isDown ? [] : [.dataTerminalReady, .requestToSend])
    }
    if modem.isHoldingBack, !hasHardwareFlowControl {
      modem.isHoldingBack = false
      driveModem()
    }
    // A line that waited for somebody need not any more.
    terminal.modemQueue.wakeAll()
    if isClearToSend { terminal.driverIsReady() }
  }

  private func closeChannel() {
    if state != .closed { channel?.close() }
    state = .closed
    hangsUpWhenRead = false
  }
}

extension Line: ChannelClient {
  func channelOpened() {
    guard state == .waiting, let channel else { return }
    state = .open
    opened(channel)
    terminal.driverIsReady()
  }

  func channelReceived(_ bytes: [UInt8]) {
    modem.countReceived(bytes.count)
    if channelCable != nil { reportStatusSoon() }
    var bytes = bytes[...]
    if let time = breakTime, let command = bytes.first {
      breakTime = nil
      // As sysrq over a serial line: the letter has to come within five seconds.
      if terminals.kernel.clock.monotonic - time < 5_000_000_000 {
        bytes = bytes.dropFirst()
        terminals.onSystemRequest?(command)
      }
    }
    if !bytes.isEmpty { terminal.receive(Array(bytes)) }
  }

  func channelReceivedBreak() {
    modem.countBreak()
    if terminals.isConsole(self), terminals.onSystemRequest != nil {
      breakTime = terminals.kernel.clock.monotonic
    } else {
      terminal.receiveBreak()
    }
  }

  func channelWritable() { terminal.driverIsReady() }

  func channelModemLinesChanged() {
    let lines = state == .open ? channel?.modemLines : nil
    let isLost = modem.receive(lines ?? ModemState.ready)
    if channelCable != nil { reportStatus() }
    terminal.modemQueue.wakeAll()
    // The host side stays: the carrier may come back.
    if isLost, !terminal.discipline.settings.controlFlags.contains(.local) {
      terminal.hangUp()
    } else {
      terminal.driverIsReady()
    }
  }

  func channelResized(_ size: WindowSize) { terminal.setWindowSize(size) }

  func channelInputEnded() {
    guard terminal.hasUnreadInput else { return channelHungUp() }
    hangsUpWhenRead = true
  }

  func channelHungUp() {
    // What never came is not waited for again at once: the next open tries.
    let wasOpen = state == .open
    closeChannel()
    terminal.hangUp()
    // The kernel's messages, and those who have it as /dev/console, go on.
    if wasOpen, isOpenByGuest || terminals.isConsole(self) { terminals.openForConsole(self) }
  }
}
