import CHost
import Glibc
public import LinuxABI

/// A socket that waits for connections. Non-blocking. A local one removes its path at the end.
public final class HostListener: DescriptorAccess {
  private let descriptor: HostDescriptor
  private let path: String?
  /// To remove only our own name, should somebody have put another socket in its place.
  private let boundFile: HostFileStatus?

  public var rawValue: Int32 { descriptor.rawValue }

  /// Listens at a path that only this user may connect to (mode 0600).
  ///
  /// A socket file whose owner is gone is replaced.
  ///
  /// - Throws: `.addressInUse` when somebody listens there already.
  public init(path: String, kind: HostSocket.Kind = .stream, backlog: Int32 = 16) throws(Errno) {
    descriptor = try HostSocket.create(.local, kind, nonBlocking: true)
    do throws(Errno) {
      try descriptor.bindPrivately(path)
    } catch {
      guard error == .addressInUse, try Self.isStale(path, kind) else { throw error }
      try HostFile.remove(path)
      try descriptor.bindPrivately(path)
    }
    self.path = path
    boundFile = try? HostFile.status(of: path, followingLink: false)
    let fd = descriptor.rawValue
    _ = try hostCall { listen(fd, backlog) }
  }

  /// Listens on a TCP port; port 0 takes any. An IPv6 address is only that: `::` leaves IPv4 to
  /// others. See listen(2).
  public init(on address: HostSocketAddress, backlog: Int32 = 16) throws(Errno) {
    descriptor = try HostSocket.create(try address.family(), .stream, nonBlocking: true)
    path = nil
    boundFile = nil
    try descriptor.setAddressReuse(true)
    if case .ipv6 = address { try descriptor.setIPv6Only(true) }
    try descriptor.bind(to: address)
    let fd = descriptor.rawValue
    _ = try hostCall { listen(fd, backlog) }
  }

  deinit {
    guard let path, let boundFile,
      let now = try? HostFile.status(of: path, followingLink: false), now.isSameFile(as: boundFile)
    else { return }
    try? HostFile.remove(path)
  }

  /// The port of a TCP listener. See getsockname(2).
  public func port() throws(Errno) -> UInt16 {
    switch try localAddress() {
    case .ipv4(_, let port), .ipv6(_, let port): return port
    default: throw .notSupported
    }
  }

  /// Takes the next connection, nil when there is none yet. One that was broken off before we got
  /// to it is skipped. See accept4(2).
  public func accept(nonBlocking: Bool = true) throws(Errno) -> HostDescriptor? {
    let fd = descriptor.rawValue
    let flags = nonBlocking ? Int32(SOCK_NONBLOCK.rawValue) : 0
    while true {
      do throws(Errno) {
        return HostDescriptor(try shimCall { chost_accept(fd, flags) })
      } catch {
        if error == .wouldBlock { return nil }
        if error != .connectionAbort { throw error }
      }
    }
  }

  private static func isStale(_ path: String, _ kind: HostSocket.Kind) throws(Errno) -> Bool {
    guard try HostFile.status(of: path, followingLink: false).type == .socket else { return false }
    // Connecting with the wrong kind of socket tells whether there is an owner (EPROTOTYPE)
    // without handing it a connection.
    let other: HostSocket.Kind = kind == .datagram ? .stream : .datagram
    do throws(Errno) {
      _ = try HostSocket.connect(path: path, other, nonBlocking: true)
      return false
    } catch {
      return error == .connectionRefused
    }
  }
}
