import CHost
public import LinuxABI

/// What a descriptor of a serial port can do. Pseudo terminals keep settings, too, but have no
/// modem: what concerns it fails with `.inappropriateIOCTLForDevice` or `.invalidArgument`.
extension DescriptorAccess where Self: ~Copyable {
  /// Replaces the flags in `mask`, and sets both speeds, in bits per second, unless zero. See
  /// termios(3).
  public func setSerialSettings(
    _ flags: TerminalControlFlags, mask: TerminalControlFlags, speed: UInt32
  ) throws(Errno) {
    let fd = rawValue
    // A speed of the list goes by its name there: programs such as stty know no others.
    let code = BaudRate(bitsPerSecond: speed)?.controlFlags.rawValue ?? 0
    _ = try shimCall { chost_serial_configure(fd, mask.rawValue, flags.rawValue, code, speed) }
  }

  /// The output speed in bits per second. See termios(3).
  public func serialSpeed() throws(Errno) -> UInt32 {
    let fd = rawValue
    return UInt32(try shimCall { chost_serial_speed(fd) })
  }

  /// The modem's control lines, both ways. See ioctl_tty(2), TIOCMGET.
  public func modemLines() throws(Errno) -> ModemLines {
    let fd = rawValue
    return ModemLines(rawValue: try shimCall { chost_modem_get(fd) })
  }

  /// Raises and lowers lines. See ioctl_tty(2), TIOCMBIS.
  public func setModemLines(on: ModemLines, off: ModemLines) throws(Errno) {
    let fd = rawValue
    _ = try shimCall { chost_modem_set(fd, on.rawValue, off.rawValue) }
  }

  /// Begins or ends a BREAK. See ioctl_tty(2), TIOCSBRK.
  public func setSerialBreak(_ isSending: Bool) throws(Errno) {
    let fd = rawValue
    _ = try shimCall { chost_serial_break(fd, isSending ? 1 : 0) }
  }
}
