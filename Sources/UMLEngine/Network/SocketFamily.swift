import LinuxABI

/// The makers of sockets, one for each address family. Another family is a type of this kind and a
/// row in ``SocketFamilies``.
protocol SocketFamily {
  static var domain: SocketDomain { get }

  /// ESOCKTNOSUPPORT or EPROTONOSUPPORT for what the family does not have.
  static func makeSocket(
    _ type: SocketType, protocol number: Int32, _ call: SyscallContext
  ) throws(Errno) -> any Socket

  /// Two sockets connected with each other. EOPNOTSUPP where there is no such thing.
  static func makePair(
    _ type: SocketType, protocol number: Int32, _ call: SyscallContext
  ) throws(Errno) -> (any Socket, any Socket)
}

extension SocketFamily {
  static func makePair(
    _ type: SocketType, protocol number: Int32, _ call: SyscallContext
  ) throws(Errno) -> (any Socket, any Socket) { throw .notSupportedOnSocket }
}

enum SocketFamilies {
  private static var all: [any SocketFamily.Type] { [LocalSocketFamily.self] }

  /// EAFNOSUPPORT for a family that is not there.
  static func family(_ domain: Int32) throws(Errno) -> any SocketFamily.Type {
    guard let family = all.first(where: { $0.domain.rawValue == domain }) else {
      throw .addressFamilyNotSupported
    }
    return family
  }
}
