import CHost
import Glibc
import LinuxABI

/// A terminal's modes, as termios(3) has them.
public struct TerminalSettings: Equatable, Sendable {
  var termios: termios

  init(_ termios: termios) {
    self.termios = termios
  }

  /// `c_iflag`.
  public var inputFlags: UInt32 {
    get { termios.c_iflag }
    set { termios.c_iflag = newValue }
  }

  /// `c_oflag`.
  public var outputFlags: UInt32 {
    get { termios.c_oflag }
    set { termios.c_oflag = newValue }
  }

  /// `c_cflag`.
  public var controlFlags: UInt32 {
    get { termios.c_cflag }
    set { termios.c_cflag = newValue }
  }

  /// `c_lflag`.
  public var localFlags: UInt32 {
    get { termios.c_lflag }
    set { termios.c_lflag = newValue }
  }

  /// `c_cc`: the control characters, by the index of termios(3).
  public var controlCharacters: [UInt8] {
    get { withUnsafeBytes(of: termios.c_cc) { [UInt8]($0) } }
    set {
      withUnsafeMutableBytes(of: &termios.c_cc) { $0.copyBytes(from: newValue.prefix($0.count)) }
    }
  }

  /// The same without any processing: bytes pass as they are. cfmakeraw(3).
  public var raw: TerminalSettings {
    var result = self
    cfmakeraw(&result.termios)
    return result
  }

  /// Whether the line is edited before it is read (ICANON).
  public var isCanonical: Bool { localFlags & UInt32(ICANON) != 0 }

  public static func == (left: TerminalSettings, right: TerminalSettings) -> Bool {
    left.inputFlags == right.inputFlags && left.outputFlags == right.outputFlags
      && left.controlFlags == right.controlFlags && left.localFlags == right.localFlags
      && left.controlCharacters == right.controlCharacters
  }
}

/// When new settings take effect.
public enum TerminalChange: Sendable {
  /// At once. TCSANOW.
  case immediately
  /// After pending output. TCSADRAIN; may block for as long as output is stopped.
  case afterOutput
  /// After pending output, dropping unread input. TCSAFLUSH.
  case afterOutputDroppingInput

  var code: Int32 {
    switch self {
    case .immediately: TCSANOW
    case .afterOutput: TCSADRAIN
    case .afterOutputDroppingInput: TCSAFLUSH
    }
  }
}

extension WindowSize {
  init(_ size: winsize) {
    self.init(
      rows: size.ws_row, columns: size.ws_col, pixelWidth: size.ws_xpixel,
      pixelHeight: size.ws_ypixel)
  }

  var winsize: winsize {
    Glibc.winsize(
      ws_row: rows, ws_col: columns, ws_xpixel: pixelWidth, ws_ypixel: pixelHeight)
  }
}
