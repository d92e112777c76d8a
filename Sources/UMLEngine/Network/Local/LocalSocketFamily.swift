import LinuxABI

/// AF_UNIX. See unix(7).
enum LocalSocketFamily: SocketFamily {
  static let domain = SocketDomain.local

  static func makeSocket(
    _ type: SocketType, protocol number: Int32, _ call: SyscallContext
  ) throws(Errno) -> any Socket {
    guard number == 0 || number == domain.rawValue else { throw .protocolNotSupported }
    let table = call.kernel.localSockets
    switch type {
    case .stream, .sequentialPacket: return try LocalConnectionSocket(table, type)
    // Linux, too, takes a raw local socket for a datagram one.
    case .datagram, .raw: return try LocalDatagramSocket(table, .datagram)
    default: throw .socketTypeNotSupported
    }
  }

  static func makePair(
    _ type: SocketType, protocol number: Int32, _ call: SyscallContext
  ) throws(Errno) -> (any Socket, any Socket) {
    let first = try makeSocket(type, protocol: number, call)
    let second = try makeSocket(type, protocol: number, call)
    if let a = first as? LocalConnectionSocket, let b = second as? LocalConnectionSocket {
      LocalConnectionSocket.pair(a, b, LocalCredentials(call.task))
    } else if let a = first as? LocalDatagramSocket, let b = second as? LocalDatagramSocket {
      LocalDatagramSocket.pair(a, b, LocalCredentials(call.task))
    }
    return (first, second)
  }
}
