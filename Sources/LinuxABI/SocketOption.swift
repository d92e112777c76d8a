/// Whose option `setsockopt(2)` sets.
public struct SocketLevel: RawRepresentable, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SOL_SOCKET`.
  public static let socket = SocketLevel(rawValue: 1)
  /// The corresponding C constant is `SOL_IP`.
  public static let ip = SocketLevel(rawValue: 0)
  /// The corresponding C constant is `SOL_TCP`.
  public static let tcp = SocketLevel(rawValue: 6)
  /// The corresponding C constant is `SOL_UDP`.
  public static let udp = SocketLevel(rawValue: 17)
  /// The corresponding C constant is `SOL_IPV6`.
  public static let ip6 = SocketLevel(rawValue: 41)
  /// The corresponding C constant is `SOL_RAW`.
  public static let raw = SocketLevel(rawValue: 255)
  /// The corresponding C constant is `SOL_NETLINK`.
  public static let netlink = SocketLevel(rawValue: 270)
}

/// An option of every socket, level `SOL_SOCKET`.
public struct SocketOption: RawRepresentable, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SO_DEBUG`.
  public static let debug = SocketOption(rawValue: 1)
  /// The corresponding C constant is `SO_REUSEADDR`.
  public static let reuseAddress = SocketOption(rawValue: 2)
  /// The corresponding C constant is `SO_TYPE`.
  public static let type = SocketOption(rawValue: 3)
  /// Read once: reading clears it (`SO_ERROR`).
  public static let error = SocketOption(rawValue: 4)
  /// The corresponding C constant is `SO_DONTROUTE`.
  public static let dontRoute = SocketOption(rawValue: 5)
  /// The corresponding C constant is `SO_BROADCAST`.
  public static let broadcast = SocketOption(rawValue: 6)
  /// The corresponding C constant is `SO_SNDBUF`.
  public static let sendBuffer = SocketOption(rawValue: 7)
  /// The corresponding C constant is `SO_RCVBUF`.
  public static let receiveBuffer = SocketOption(rawValue: 8)
  /// The corresponding C constant is `SO_KEEPALIVE`.
  public static let keepAlive = SocketOption(rawValue: 9)
  /// The corresponding C constant is `SO_OOBINLINE`.
  public static let outOfBandInline = SocketOption(rawValue: 10)
  /// The corresponding C constant is `SO_NO_CHECK`.
  public static let noCheck = SocketOption(rawValue: 11)
  /// The corresponding C constant is `SO_PRIORITY`.
  public static let priority = SocketOption(rawValue: 12)
  /// The corresponding C constant is `SO_LINGER`.
  public static let linger = SocketOption(rawValue: 13)
  /// The corresponding C constant is `SO_REUSEPORT`.
  public static let reusePort = SocketOption(rawValue: 15)
  /// The corresponding C constant is `SO_PASSCRED`.
  public static let passCredentials = SocketOption(rawValue: 16)
  /// The corresponding C constant is `SO_PEERCRED`.
  public static let peerCredentials = SocketOption(rawValue: 17)
  /// The corresponding C constant is `SO_RCVLOWAT`.
  public static let receiveLowWater = SocketOption(rawValue: 18)
  /// The corresponding C constant is `SO_SNDLOWAT`.
  public static let sendLowWater = SocketOption(rawValue: 19)
  /// The corresponding C constant is `SO_RCVTIMEO`.
  public static let receiveTimeout = SocketOption(rawValue: 20)
  /// The corresponding C constant is `SO_SNDTIMEO`.
  public static let sendTimeout = SocketOption(rawValue: 21)
  /// The corresponding C constant is `SO_BINDTODEVICE`.
  public static let bindToDevice = SocketOption(rawValue: 25)
  /// The corresponding C constant is `SO_ATTACH_FILTER`.
  public static let attachFilter = SocketOption(rawValue: 26)
  /// The corresponding C constant is `SO_DETACH_FILTER`.
  public static let detachFilter = SocketOption(rawValue: 27)
  /// The corresponding C constant is `SO_PEERNAME`.
  public static let peerName = SocketOption(rawValue: 28)
  /// The corresponding C constant is `SO_TIMESTAMP`.
  public static let timestamp = SocketOption(rawValue: 29)
  /// The corresponding C constant is `SO_ACCEPTCONN`.
  public static let isListening = SocketOption(rawValue: 30)
  /// The corresponding C constant is `SO_PEERSEC`.
  public static let peerSecurity = SocketOption(rawValue: 31)
  /// The corresponding C constant is `SO_SNDBUFFORCE`.
  public static let sendBufferForce = SocketOption(rawValue: 32)
  /// The corresponding C constant is `SO_RCVBUFFORCE`.
  public static let receiveBufferForce = SocketOption(rawValue: 33)
  /// The corresponding C constant is `SO_PASSSEC`.
  public static let passSecurity = SocketOption(rawValue: 34)
  /// The corresponding C constant is `SO_MARK`.
  public static let mark = SocketOption(rawValue: 36)
  /// The corresponding C constant is `SO_PROTOCOL`.
  public static let `protocol` = SocketOption(rawValue: 38)
  /// The corresponding C constant is `SO_DOMAIN`.
  public static let domain = SocketOption(rawValue: 39)
  /// The corresponding C constant is `SO_PEERGROUPS`.
  public static let peerGroups = SocketOption(rawValue: 59)
}

/// A control message's kind at level `SOL_SOCKET`.
public enum ControlMessageType: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SCM_RIGHTS`.
  case rights = 1
  /// The corresponding C constant is `SCM_CREDENTIALS`.
  case credentials = 2
}
