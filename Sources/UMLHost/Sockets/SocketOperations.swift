import CHost
import Glibc
public import LinuxABI

/// What a descriptor of a socket can do. Everything fails with `.notSocket` on something else.
/// Writing to a socket whose peer is gone raises SIGPIPE with `write`, but never with `send`.
extension DescriptorAccess where Self: ~Copyable {
  /// Connects; see connect(2). After EINTR the connection goes on by itself, so this waits for it.
  public func connect(to address: HostSocketAddress) throws(Errno) {
    let fd = rawValue
    try address.withSocketAddress { (pointer, length) throws(Errno) in
      let code = -chost_connect(fd, pointer, length)
      if code == 0 { return }
      guard code == EINTR else { throw Errno(rawValue: code) }
      try waitUntil(.writable)
      if let error = try takeSocketError() { throw error }
    }
  }

  /// Gives the socket its address. See bind(2).
  public func bind(to address: HostSocketAddress) throws(Errno) {
    let fd = rawValue
    try address.withSocketAddress { (pointer, length) throws(Errno) in
      _ = try shimCall { chost_bind(fd, pointer, length) }
    }
  }

  /// Binds a local socket to a path that only this user may use (mode 0600).
  func bindPrivately(_ path: String) throws(Errno) {
    // A new socket's name gets the mode of the socket's inode: nobody can be faster than a chmod.
    let fd = rawValue
    _ = try hostCall { fchmod(fd, 0o600) }
    try HostSocket.withSocketPath(path) { (address) throws(Errno) in try bind(to: address) }
  }

  /// The error a connection or transfer met meanwhile, which is then forgotten. SO_ERROR.
  public func takeSocketError() throws(Errno) -> Errno? {
    let code = try socketOption(level: SOL_SOCKET, name: SO_ERROR)
    return code == 0 ? nil : Errno(rawValue: code)
  }

  /// Ends reading, writing or both, for all who have the socket. See shutdown(2).
  public func shutDown(reading: Bool, writing: Bool) throws(Errno) {
    guard reading || writing else { return }
    let how = reading && writing ? SHUT_RDWR : reading ? SHUT_RD : SHUT_WR
    let fd = rawValue
    _ = try hostCall { shutdown(fd, Int32(how)) }
  }

  /// Our own address. See getsockname(2).
  public func localAddress() throws(Errno) -> HostSocketAddress? {
    try address(chost_get_socket_name)
  }

  /// The other side's address. See getpeername(2).
  public func peerAddress() throws(Errno) -> HostSocketAddress? {
    try address(chost_get_peer_name)
  }

  /// Who was at the other end of a local socket when it connected. SO_PEERCRED.
  public func peerCredentials() throws(Errno) -> PeerCredentials {
    var process: Int32 = 0
    var user: UInt32 = 0
    var group: UInt32 = 0
    let fd = rawValue
    _ = try shimCall { chost_peer_credentials(fd, &process, &user, &group) }
    return PeerCredentials(process: process, user: user, group: group)
  }

  /// A socket option that is an integer. See socket(7), ip(7), tcp(7).
  public func socketOption(level: Int32, name: Int32) throws(Errno) -> Int32 {
    var value: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    let fd = rawValue
    _ = try hostCall { getsockopt(fd, level, name, &value, &length) }
    return value
  }

  /// Sets a socket option that is an integer. See setsockopt(2).
  public func setSocketOption(level: Int32, name: Int32, _ value: Int32) throws(Errno) {
    var value = value
    let fd = rawValue
    _ = try hostCall {
      setsockopt(fd, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  /// Sends small pieces at once instead of collecting them. TCP_NODELAY.
  public func setNoDelay(_ enabled: Bool) throws(Errno) {
    try setSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY, enabled ? 1 : 0)
  }

  /// Asks a silent peer after some time whether it is still there; one that is not ends the
  /// connection. SO_KEEPALIVE.
  public func setKeepAlive(afterSeconds seconds: Int32) throws(Errno) {
    try setSocketOption(level: SOL_SOCKET, name: SO_KEEPALIVE, 1)
    try setSocketOption(level: Int32(IPPROTO_TCP), name: TCP_KEEPIDLE, seconds)
    try setSocketOption(level: Int32(IPPROTO_TCP), name: TCP_KEEPINTVL, 10)
  }

  /// Leaves urgent data where it is in the stream. SO_OOBINLINE. See socket(7).
  public func setUrgentInline(_ enabled: Bool) throws(Errno) {
    try setSocketOption(level: SOL_SOCKET, name: SO_OOBINLINE, enabled ? 1 : 0)
  }

  /// Lets others bind the same address. SO_REUSEADDR.
  public func setAddressReuse(_ enabled: Bool) throws(Errno) {
    try setSocketOption(level: SOL_SOCKET, name: SO_REUSEADDR, enabled ? 1 : 0)
  }

  /// Keeps an IPv6 socket from taking IPv4 connections, too. IPV6_V6ONLY.
  func setIPv6Only(_ enabled: Bool) throws(Errno) {
    try setSocketOption(level: Int32(IPPROTO_IPV6), name: IPV6_V6ONLY, enabled ? 1 : 0)
  }

  /// Has every message of a local socket say who sent it. SO_PASSCRED. See unix(7).
  public func setReceivesCredentials(_ enabled: Bool) throws(Errno) {
    try setSocketOption(level: SOL_SOCKET, name: SO_PASSCRED, enabled ? 1 : 0)
  }

  private func address(
    _ call: (Int32, UnsafeMutableRawPointer?, UnsafeMutablePointer<socklen_t>?) -> Int32
  ) throws(Errno) -> HostSocketAddress? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let fd = rawValue
    _ = try shimCall { call(fd, &storage, &length) }
    return HostSocketAddress(storage, length: length)
  }
}

/// Who is at the other end of a local socket, or sent a message.
public struct PeerCredentials: Equatable, Sendable {
  public let process: Int32
  public let user: UInt32
  public let group: UInt32

  /// Whether it is who runs this process, or root.
  public var isTrusted: Bool { user == 0 || user == HostSystem.effectiveUserID }
}
