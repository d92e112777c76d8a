import LinuxABI

/// A line as its terminal's driver: what the guest does goes to the channel.
extension Line: TerminalDriver {
  func willOpen(_ terminal: Terminal) throws(Errno) {
    guard let channel else { throw .noSuchAddressOrDevice }
    if !isOpenByGuest { setModemLines([.dataTerminalReady, .requestToSend]) }
    guard state == .closed else { return }
    state = try channel.open() == .open ? .open : .waiting
    if state == .open { opened(channel) }
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
}
