import CHost
import Glibc
public import LinuxABI

/// A pseudo terminal of the host: the primary side is ours, the secondary side is what programs
/// see as their terminal.
@frozen
public struct HostPseudoTerminal: ~Copyable, Sendable {
  /// Our side (ptmx).
  public let primary: HostDescriptor
  /// The N of `/dev/pts/N`.
  public let number: Int32

  /// Opens and unlocks one. Nobody holds the secondary side yet: until somebody does, the primary
  /// side reports a hang-up only after a first opening and closing. See pts(4).
  public static func open(size: WindowSize? = nil) throws(Errno) -> HostPseudoTerminal {
    let primary = HostDescriptor(
      try hostCall { posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC) })
    let fd = primary.rawValue
    _ = try shimCall { chost_pty_unlock(fd) }
    let number = try shimCall { chost_pty_number(fd) }
    if let size { try primary.setTerminalSize(size) }
    return HostPseudoTerminal(primary: primary, number: number)
  }

  init(primary: consuming HostDescriptor, number: Int32) {
    self.primary = primary
    self.number = number
  }

  /// Opens the secondary side, never as a controlling terminal. See pts(4).
  public func openSecondary() throws(Errno) -> HostDescriptor {
    let fd = primary.rawValue
    return HostDescriptor(
      try shimCall { chost_pty_open_peer(fd, O_RDWR | O_NOCTTY | O_CLOEXEC) })
  }

  /// The secondary side's path, in the mount namespace where the pair was opened.
  public var secondaryPath: String { "/dev/pts/\(number)" }

  /// Starts a command whose controlling terminal and standard descriptors are the secondary side.
  public func spawn(_ command: consuming ProcessRequest) throws(Errno) -> HostProcess {
    let secondary = try openSecondary()
    command.use(terminal: secondary.borrowed)
    let process = try HostProcess.spawn(command)
    secondary.close()
    return process
  }

  /// Keeps the primary side only.
  public consuming func intoPrimary() -> HostDescriptor {
    primary
  }
}

extension ProcessRequest {
  /// Makes a terminal the command's standard descriptors and controlling terminal, in a session of
  /// its own.
  public mutating func use(terminal: BorrowedDescriptor) {
    descriptors = [terminal, terminal, terminal]
    group = .newSession
    takesControllingTerminal = true
  }
}
