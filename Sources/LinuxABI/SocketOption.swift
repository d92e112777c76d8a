/// Whose option `setsockopt(2)` sets.
public struct SocketLevel: NamedNumber {
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

  public static let names: [FlagName<Int32>] = [
    .init(1, "SOL_SOCKET"),
    .init(0, "SOL_IP"),
    .init(6, "SOL_TCP"),
    .init(17, "SOL_UDP"),
    .init(41, "SOL_IPV6"),
    .init(255, "SOL_RAW"),
    .init(270, "SOL_NETLINK"),
  ]
}

/// An option of every socket, level `SOL_SOCKET`.
public struct SocketOption: NamedNumber {
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

  public static let names: [FlagName<Int32>] = [
    .init(1, "SO_DEBUG"),
    .init(2, "SO_REUSEADDR"),
    .init(3, "SO_TYPE"),
    .init(4, "SO_ERROR"),
    .init(5, "SO_DONTROUTE"),
    .init(6, "SO_BROADCAST"),
    .init(7, "SO_SNDBUF"),
    .init(8, "SO_RCVBUF"),
    .init(9, "SO_KEEPALIVE"),
    .init(10, "SO_OOBINLINE"),
    .init(11, "SO_NO_CHECK"),
    .init(12, "SO_PRIORITY"),
    .init(13, "SO_LINGER"),
    .init(15, "SO_REUSEPORT"),
    .init(16, "SO_PASSCRED"),
    .init(17, "SO_PEERCRED"),
    .init(18, "SO_RCVLOWAT"),
    .init(19, "SO_SNDLOWAT"),
    .init(20, "SO_RCVTIMEO"),
    .init(21, "SO_SNDTIMEO"),
    .init(25, "SO_BINDTODEVICE"),
    .init(26, "SO_ATTACH_FILTER"),
    .init(27, "SO_DETACH_FILTER"),
    .init(28, "SO_PEERNAME"),
    .init(29, "SO_TIMESTAMP"),
    .init(30, "SO_ACCEPTCONN"),
    .init(31, "SO_PEERSEC"),
    .init(32, "SO_SNDBUFFORCE"),
    .init(33, "SO_RCVBUFFORCE"),
    .init(34, "SO_PASSSEC"),
    .init(36, "SO_MARK"),
    .init(38, "SO_PROTOCOL"),
    .init(39, "SO_DOMAIN"),
    .init(59, "SO_PEERGROUPS"),
  ]
}

/// An option of the internet protocol, level `SOL_IP`.
public struct InternetOption: NamedNumber {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `IP_TOS`.
  public static let typeOfService = InternetOption(rawValue: 1)
  /// The corresponding C constant is `IP_TTL`.
  public static let timeToLive = InternetOption(rawValue: 2)
  /// The corresponding C constant is `IP_HDRINCL`.
  public static let includeHeader = InternetOption(rawValue: 3)
  /// The corresponding C constant is `IP_OPTIONS`.
  public static let options = InternetOption(rawValue: 4)
  /// The corresponding C constant is `IP_RECVOPTS`.
  public static let receiveOptions = InternetOption(rawValue: 6)
  /// The corresponding C constant is `IP_PKTINFO`.
  public static let packetInformation = InternetOption(rawValue: 8)
  /// The corresponding C constant is `IP_MTU_DISCOVER`.
  public static let mtuDiscover = InternetOption(rawValue: 10)
  /// The corresponding C constant is `IP_RECVERR`.
  public static let receiveErrors = InternetOption(rawValue: 11)
  /// The corresponding C constant is `IP_RECVTTL`.
  public static let receiveTimeToLive = InternetOption(rawValue: 12)
  /// The corresponding C constant is `IP_RECVTOS`.
  public static let receiveTypeOfService = InternetOption(rawValue: 13)
  /// The corresponding C constant is `IP_MTU`.
  public static let mtu = InternetOption(rawValue: 14)
  /// The corresponding C constant is `IP_FREEBIND`.
  public static let freeBind = InternetOption(rawValue: 15)
  /// The corresponding C constant is `IP_TRANSPARENT`.
  public static let transparent = InternetOption(rawValue: 19)
  /// The corresponding C constant is `IP_MULTICAST_IF`.
  public static let multicastInterface = InternetOption(rawValue: 32)
  /// The corresponding C constant is `IP_MULTICAST_TTL`.
  public static let multicastTimeToLive = InternetOption(rawValue: 33)
  /// The corresponding C constant is `IP_MULTICAST_LOOP`.
  public static let multicastLoop = InternetOption(rawValue: 34)
  /// The corresponding C constant is `IP_ADD_MEMBERSHIP`.
  public static let addMembership = InternetOption(rawValue: 35)
  /// The corresponding C constant is `IP_DROP_MEMBERSHIP`.
  public static let dropMembership = InternetOption(rawValue: 36)
  /// The corresponding C constant is `IP_BIND_ADDRESS_NO_PORT`.
  public static let bindAddressNoPort = InternetOption(rawValue: 24)

  public static let names: [FlagName<Int32>] = [
    .init(1, "IP_TOS"),
    .init(2, "IP_TTL"),
    .init(3, "IP_HDRINCL"),
    .init(4, "IP_OPTIONS"),
    .init(6, "IP_RECVOPTS"),
    .init(8, "IP_PKTINFO"),
    .init(10, "IP_MTU_DISCOVER"),
    .init(11, "IP_RECVERR"),
    .init(12, "IP_RECVTTL"),
    .init(13, "IP_RECVTOS"),
    .init(14, "IP_MTU"),
    .init(15, "IP_FREEBIND"),
    .init(19, "IP_TRANSPARENT"),
    .init(32, "IP_MULTICAST_IF"),
    .init(33, "IP_MULTICAST_TTL"),
    .init(34, "IP_MULTICAST_LOOP"),
    .init(35, "IP_ADD_MEMBERSHIP"),
    .init(36, "IP_DROP_MEMBERSHIP"),
    .init(24, "IP_BIND_ADDRESS_NO_PORT"),
  ]
}

/// An option of TCP, level `SOL_TCP`.
public struct TransmissionOption: NamedNumber {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `TCP_NODELAY`.
  public static let noDelay = TransmissionOption(rawValue: 1)
  /// The corresponding C constant is `TCP_MAXSEG`.
  public static let maximumSegment = TransmissionOption(rawValue: 2)
  /// The corresponding C constant is `TCP_CORK`.
  public static let cork = TransmissionOption(rawValue: 3)
  /// The corresponding C constant is `TCP_KEEPIDLE`.
  public static let keepIdle = TransmissionOption(rawValue: 4)
  /// The corresponding C constant is `TCP_KEEPINTVL`.
  public static let keepInterval = TransmissionOption(rawValue: 5)
  /// The corresponding C constant is `TCP_KEEPCNT`.
  public static let keepCount = TransmissionOption(rawValue: 6)
  /// The corresponding C constant is `TCP_SYNCNT`.
  public static let synCount = TransmissionOption(rawValue: 7)
  /// The corresponding C constant is `TCP_LINGER2`.
  public static let linger2 = TransmissionOption(rawValue: 8)
  /// The corresponding C constant is `TCP_DEFER_ACCEPT`.
  public static let deferAccept = TransmissionOption(rawValue: 9)
  /// The corresponding C constant is `TCP_WINDOW_CLAMP`.
  public static let windowClamp = TransmissionOption(rawValue: 10)
  /// The corresponding C constant is `TCP_INFO`.
  public static let information = TransmissionOption(rawValue: 11)
  /// The corresponding C constant is `TCP_QUICKACK`.
  public static let quickAcknowledge = TransmissionOption(rawValue: 12)
  /// The corresponding C constant is `TCP_CONGESTION`.
  public static let congestion = TransmissionOption(rawValue: 13)
  /// The corresponding C constant is `TCP_USER_TIMEOUT`.
  public static let userTimeout = TransmissionOption(rawValue: 18)
  /// The corresponding C constant is `TCP_FASTOPEN`.
  public static let fastOpen = TransmissionOption(rawValue: 23)

  public static let names: [FlagName<Int32>] = [
    .init(1, "TCP_NODELAY"),
    .init(2, "TCP_MAXSEG"),
    .init(3, "TCP_CORK"),
    .init(4, "TCP_KEEPIDLE"),
    .init(5, "TCP_KEEPINTVL"),
    .init(6, "TCP_KEEPCNT"),
    .init(7, "TCP_SYNCNT"),
    .init(8, "TCP_LINGER2"),
    .init(9, "TCP_DEFER_ACCEPT"),
    .init(10, "TCP_WINDOW_CLAMP"),
    .init(11, "TCP_INFO"),
    .init(12, "TCP_QUICKACK"),
    .init(13, "TCP_CONGESTION"),
    .init(18, "TCP_USER_TIMEOUT"),
    .init(23, "TCP_FASTOPEN"),
  ]
}

/// A control message's kind at level `SOL_SOCKET`.
public enum ControlMessageType: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SCM_RIGHTS`.
  case rights = 1
  /// The corresponding C constant is `SCM_CREDENTIALS`.
  case credentials = 2

  /// The C constant's name.
  public var name: String {
    switch self {
    case .rights: "SCM_RIGHTS"
    case .credentials: "SCM_CREDENTIALS"
    }
  }
}
