import LinuxABI
import UMLHost

/// The set-user-ID and set-group-ID bits of the guest's files.
///
/// On the host they would lend its users' rights to whatever the guest wrote there. So they are
/// kept beside the file, in an extended attribute, and the host's mode has the sticky bit in their
/// place: it means nothing for a regular file, and says where to look. Bits that the host's own
/// files have are the guest's as well, until it writes there.
final class HostSetID {
  private static let attribute = "user.umltop.mode"
  private static let special: UInt32 = 0o7000
  private static let sticky: UInt32 = 0o1000

  /// Where the host keeps no such attributes. Gone with the machine.
  private var kept: [HostFileSystem.Identity: UInt32] = [:]

  /// Gives an open file the permissions a guest wants it to have.
  func set(_ permissions: UInt32, _ file: SharedDescriptor, _ identity: HostFileSystem.Identity)
    throws(Errno)
  {
    let bits = permissions & Self.special
    guard bits != 0 else { return try file.setPermissions(permissions) }
    do throws(Errno) {
      try file.setExtendedAttribute(Self.attribute, Array(String(bits, radix: 8).utf8))
    } catch {
      kept[identity] = bits
    }
    try file.setPermissions(permissions & ~Self.special | Self.sticky)
  }

  /// The permissions a guest sees.
  func permissions(
    _ status: HostFileStatus, _ identity: HostFileSystem.Identity,
    _ file: () throws(Errno) -> SharedDescriptor
  ) -> UInt32 {
    guard status.type == .regular, status.permissions & Self.sticky != 0 else {
      return status.permissions
    }
    return status.permissions & ~Self.sticky | (stored(file) ?? kept[identity] ?? Self.sticky)
  }

  private func stored(_ file: () throws(Errno) -> SharedDescriptor) -> UInt32? {
    let value = try? file().extendedAttribute(Self.attribute)
    return value.flatMap { UInt32(String(decoding: $0, as: UTF8.self), radix: 8) }.map {
      $0 & Self.special
    }
  }
}
