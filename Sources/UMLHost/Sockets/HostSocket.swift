import CHost
import Glibc
public import LinuxABI

/// Makes sockets. What an open socket can do is in `SocketOperations.swift`.
public enum HostSocket {
  /// What a socket carries.
  public enum Kind: Sendable {
    /// Bytes in order. SOCK_STREAM.
    case stream
    /// Messages. SOCK_DGRAM.
    case datagram
    /// Messages in order, connected. SOCK_SEQPACKET.
    case sequencedPacket

    var code: Int32 {
      switch self {
      case .stream: Int32(SOCK_STREAM.rawValue)
      case .datagram: Int32(SOCK_DGRAM.rawValue)
      case .sequencedPacket: Int32(SOCK_SEQPACKET.rawValue)
      }
    }
  }

  /// Whose addresses a socket uses.
  public enum Family: Sendable {
    case local
    case ipv4
    case ipv6

    var code: Int32 {
      switch self {
      case .local: AF_UNIX
      case .ipv4: AF_INET
      case .ipv6: AF_INET6
      }
    }
  }

  /// An unbound socket. See socket(2).
  public static func create(
    _ family: Family, _ kind: Kind, nonBlocking: Bool = false
  ) throws(Errno) -> HostDescriptor {
    let type =
      kind.code | Int32(SOCK_CLOEXEC.rawValue)
      | (nonBlocking ? Int32(SOCK_NONBLOCK.rawValue) : 0)
    return HostDescriptor(try hostCall { socket(family.code, type, 0) })
  }

  /// Connects a stream to an address.
  ///
  /// Non-blocking, the connection may still be on its way: wait for `.writable`, then look at
  /// `takeSocketError()`. The error `.nowInProgress` does not appear.
  public static func connect(
    to address: HostSocketAddress, _ kind: Kind = .stream, nonBlocking: Bool = false
  ) throws(Errno) -> HostDescriptor {
    let socket = try create(try address.family(), kind, nonBlocking: nonBlocking)
    do throws(Errno) {
      try socket.connect(to: address)
    } catch {
      guard error == .nowInProgress else { throw error }
    }
    return socket
  }

  /// Connects to a local socket by path, however deep its directory. See connect(2).
  public static func connect(
    path: String, _ kind: Kind = .stream, nonBlocking: Bool = false
  ) throws(Errno) -> HostDescriptor {
    try withSocketPath(path) { (address) throws(Errno) in
      try connect(to: address, kind, nonBlocking: nonBlocking)
    }
  }

  /// A datagram socket bound to an address; a path gets the mode that the umask leaves.
  public static func datagram(
    boundTo address: HostSocketAddress, nonBlocking: Bool = false
  ) throws(Errno) -> HostDescriptor {
    let socket = try create(try address.family(), .datagram, nonBlocking: nonBlocking)
    try socket.bind(to: address)
    return socket
  }

  /// A local datagram socket at a path, which only this user may write to (mode 0600).
  /// The path has to be free; whoever closes the socket removes it. See unix(7).
  public static func datagram(path: String, nonBlocking: Bool = false) throws(Errno)
    -> HostDescriptor
  {
    let socket = try create(.local, .datagram, nonBlocking: nonBlocking)
    try socket.bindPrivately(path)
    return socket
  }

  /// Whether somebody listens at a socket's path; nil when there is none. Nobody is disturbed.
  public static func isServed(_ path: String, _ kind: Kind) -> Bool? {
    guard HostFile.exists(path) else { return nil }
    // Connecting with the wrong kind of socket tells (EPROTOTYPE) without a connection.
    let other: Kind = kind == .datagram ? .stream : .datagram
    do throws(Errno) {
      _ = try connect(path: path, other, nonBlocking: true)
      return true
    } catch {
      return error != .connectionRefused && error != .noSuchFileOrDirectory
    }
  }

  /// Two sockets connected to each other. See socketpair(2).
  public static func pair(
    _ kind: Kind = .stream, nonBlocking: Bool = false
  ) throws(Errno) -> HostSocketPair {
    var ends: (Int32, Int32) = (-1, -1)
    let type =
      kind.code | Int32(SOCK_CLOEXEC.rawValue)
      | (nonBlocking ? Int32(SOCK_NONBLOCK.rawValue) : 0)
    _ = try hostCall {
      withUnsafeMutableBytes(of: &ends) { buffer in
        socketpair(AF_UNIX, type, 0, buffer.assumingMemoryBound(to: Int32.self).baseAddress)
      }
    }
    return HostSocketPair(first: HostDescriptor(ends.0), second: HostDescriptor(ends.1))
  }

  /// Lends an address for a path. Paths beyond the 107 bytes of `sun_path` go through the
  /// directory's descriptor; the name itself has to be shorter than about 80.
  static func withSocketPath<Result: ~Copyable>(
    _ path: String, _ body: (HostSocketAddress) throws(Errno) -> Result
  ) throws(Errno) -> Result {
    if path.utf8.count <= 107 { return try body(.path(path)) }
    let directory = try HostFile.open(HostFile.parentPath(of: path), [.path, .directory])
    return try body(.path("/proc/self/fd/\(directory.rawValue)/\(HostFile.lastName(of: path))"))
  }
}

/// Two connected sockets.
@frozen
public struct HostSocketPair: ~Copyable, Sendable {
  public var first: HostDescriptor
  public var second: HostDescriptor

  init(first: consuming HostDescriptor, second: consuming HostDescriptor) {
    self.first = first
    self.second = second
  }
}
