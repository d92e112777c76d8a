public import LinuxABI

/// One record of a terminal log, `tty_log_dir=` and `tty_log_fd=`, without its data. The form is
/// User Mode Linux's `struct tty_log_buf`, so that its playlog reads ours.
public struct TerminalLogRecord: GuestLayout, Equatable {
  public static let size = 40

  /// What happened to the terminal.
  public enum Kind: Int32, Sendable {
    /// The data is the number of the terminal of who opened it, 0 for none.
    case open = 1
    case close = 2
    case transfer = 3
  }

  /// Which way the data went.
  public enum Direction: Int32, Sendable {
    case none = 0
    /// From the terminal to the guest: what was typed.
    case read = 1
    /// From the guest to the terminal.
    case write = 2
  }

  /// nil for what this program does not know.
  public var kind: Kind?
  /// Names the terminal: its device number.
  public var terminal: UInt64
  /// Bytes of data that follow.
  public var length: Int32
  public var direction: Direction
  /// Since 1970.
  public var seconds: UInt64
  public var microseconds: UInt64

  init(_ kind: Kind, _ terminal: UInt64, _ length: Int, _ direction: Direction, at time: TimeSpec) {
    self.kind = kind
    self.terminal = terminal
    self.length = Int32(clamping: length)
    self.direction = direction
    seconds = UInt64(max(0, time.seconds))
    microseconds = UInt64(max(0, time.nanoseconds / 1000))
  }

  public init(from reader: inout ByteReader) {
    kind = Kind(rawValue: reader.read())
    reader.skip(4)
    terminal = reader.read()
    length = reader.read()
    direction = Direction(rawValue: reader.read()) ?? .none
    seconds = reader.read()
    microseconds = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(kind?.rawValue ?? 0)
    writer.pad(4)
    writer.write(terminal)
    writer.write(length)
    writer.write(direction.rawValue)
    writer.write(seconds)
    writer.write(microseconds)
  }

  /// The guest's device, below /dev.
  public var terminalName: String {
    let device = DeviceNumber(rawValue: terminal)
    switch (device.major, device.minor) {
    case (4, let minor) where minor >= 64: return "ttyS\(minor - 64)"
    case (4, let minor): return "tty\(minor)"
    case (136, let minor): return "pts/\(minor)"
    default: return "\(device)"
    }
  }
}
