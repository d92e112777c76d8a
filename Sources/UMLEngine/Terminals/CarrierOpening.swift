import LinuxABI

/// An open of a serial line that waits for somebody at the other side. See termios(3), CLOCAL.
final class CarrierOpening: DelayedOpening {
  private let file: TerminalFile

  init(_ file: TerminalFile) { self.file = file }

  var object: any FileObject { file }
  var queue: WaitQueue { file.terminal.modemQueue }

  var isComplete: Bool {
    file.isHungUp || file.terminal.discipline.settings.controlFlags.contains(.local)
      || file.terminal.driver.hasCarrier
  }
}
