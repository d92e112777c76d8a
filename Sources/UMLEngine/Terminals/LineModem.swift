import LinuxABI

/// The modem of a serial line, and what follows from its settings.
extension Line {
  var modemLines: ModemLines? { identity.kind == .serial ? modem.all : nil }
  var modemCounts: ModemCounts? { identity.kind == .serial ? modem.counts : nil }
  var hasCarrier: Bool { identity.kind == .console || modem.hasCarrier }

  func setModemLines(_ lines: ModemLines) {
    modem.wanted = lines
    driveModem()
  }

  func driveModem() {
    if state == .open { channel?.setModemLines(modem.driven) }
  }

  var hasHardwareFlowControl: Bool {
    identity.kind == .serial
      && terminal.discipline.settings.controlFlags.contains(.hardwareFlowControl)
  }

  var isClearToSend: Bool {
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
}
