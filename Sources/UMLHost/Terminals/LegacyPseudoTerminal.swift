import Glibc
import LinuxABI

/// A pseudo terminal with names as BSD had them: the primary side /dev/ptyp0, the secondary
/// /dev/ttyp0. Few hosts have these still.
public struct LegacyPseudoTerminal: ~Copyable, Sendable {
  /// Our side.
  public let primary: HostDescriptor
  /// Its path: `/dev/ptyp0`.
  public let primaryPath: String

  /// The first free pair, nil when there is none. Banks p to s are looked at, as User Mode Linux
  /// does.
  public static func open(in directory: String = "/dev") -> LegacyPseudoTerminal? {
    for bank in "pqrs" {
      guard HostFile.exists("\(directory)/pty\(bank)0") else { return nil }
      for digit in "0123456789abcdef" {
        let path = "\(directory)/pty\(bank)\(digit)"
        guard access("\(directory)/tty\(bank)\(digit)", R_OK | W_OK) == 0,
          let primary = try? HostFile.open(path, [.readWrite, .noControllingTerminal])
        else { continue }
        return LegacyPseudoTerminal(primary: primary, primaryPath: path)
      }
    }
    return nil
  }

  init(primary: consuming HostDescriptor, primaryPath: String) {
    self.primary = primary
    self.primaryPath = primaryPath
  }

  /// Keeps the primary side only.
  public consuming func intoPrimary() -> HostDescriptor {
    primary
  }
}
