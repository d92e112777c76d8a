import CHost
import Glibc
public import LinuxABI

/// What a descriptor of a terminal can do. Everything fails with `.inappropriateIOCTLForDevice`
/// (ENOTTY) on something else.
extension DescriptorAccess where Self: ~Copyable {
  /// Whether this is a terminal.
  public var isTerminal: Bool { isatty(rawValue) == 1 }

  /// The current modes. See tcgetattr(3).
  public func terminalSettings() throws(Errno) -> TerminalSettings {
    var result = termios()
    let fd = rawValue
    _ = try hostCall { tcgetattr(fd, &result) }
    return TerminalSettings(result)
  }

  /// Changes the modes. A process in the background stops with SIGTTOU unless that is blocked
  /// or ignored. See tcsetattr(3).
  public func setTerminalSettings(
    _ settings: TerminalSettings, _ when: TerminalChange = .immediately
  ) throws(Errno) {
    var value = settings.termios
    let fd = rawValue
    _ = try hostCall { tcsetattr(fd, when.code, &value) }
  }

  /// The size in cells. See ioctl_tty(2), TIOCGWINSZ.
  public func terminalSize() throws(Errno) -> WindowSize {
    var size = winsize()
    let fd = rawValue
    _ = try shimCall { chost_get_window_size(fd, &size) }
    return WindowSize(size)
  }

  /// Changes the size; the foreground group gets SIGWINCH if it differs. See ioctl_tty(2),
  /// TIOCSWINSZ.
  public func setTerminalSize(_ size: WindowSize) throws(Errno) {
    var value = size.winsize
    let fd = rawValue
    _ = try shimCall { chost_set_window_size(fd, &value) }
  }

  /// Sends a break of the usual length, a quarter to half a second. tcsendbreak(3).
  public func sendBreak() throws(Errno) {
    let fd = rawValue
    _ = try hostCall { tcsendbreak(fd, 0) }
  }

  /// The path of the terminal, such as `/dev/pts/3`. See ttyname(3).
  public func terminalName() throws(Errno) -> String {
    let fd = rawValue
    var buffer = [CChar](repeating: 0, count: 256)
    let code = ttyname_r(fd, &buffer, buffer.count)
    guard code == 0 else { throw Errno(rawValue: code) }
    return String(nulTerminated: buffer)
  }

  /// The process group in the foreground. See tcgetpgrp(3).
  public func foregroundGroup() throws(Errno) -> Int32 {
    let fd = rawValue
    return try hostCall { tcgetpgrp(fd) }
  }
}

extension String {
  /// The text up to the first NUL of a C buffer.
  init(nulTerminated buffer: [CChar]) {
    self.init(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
