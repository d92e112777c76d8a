import LinuxABI

/// A line as its channel's client: what comes from the host goes to the terminal.
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

  func channelReceivedDamaged(_ byte: UInt8) {
    modem.countReceived(1)
    modem.countDamaged()
    terminal.receiveDamaged(byte)
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
