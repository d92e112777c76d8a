/// A request of `ioctl(2)` on a socket: netdevice(7) and the routing table.
public struct InterfaceRequest: NamedNumber {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SIOCADDRT`.
  public static let addRoute = InterfaceRequest(rawValue: 0x890b)
  /// The corresponding C constant is `SIOCDELRT`.
  public static let deleteRoute = InterfaceRequest(rawValue: 0x890c)
  /// The corresponding C constant is `SIOCGIFNAME`.
  public static let getName = InterfaceRequest(rawValue: 0x8910)
  /// The corresponding C constant is `SIOCGIFCONF`.
  public static let getConfiguration = InterfaceRequest(rawValue: 0x8912)
  /// The corresponding C constant is `SIOCGIFFLAGS`.
  public static let getFlags = InterfaceRequest(rawValue: 0x8913)
  /// The corresponding C constant is `SIOCSIFFLAGS`.
  public static let setFlags = InterfaceRequest(rawValue: 0x8914)
  /// The corresponding C constant is `SIOCGIFADDR`.
  public static let getAddress = InterfaceRequest(rawValue: 0x8915)
  /// The corresponding C constant is `SIOCSIFADDR`.
  public static let setAddress = InterfaceRequest(rawValue: 0x8916)
  /// The corresponding C constant is `SIOCGIFDSTADDR`.
  public static let getPeerAddress = InterfaceRequest(rawValue: 0x8917)
  /// The corresponding C constant is `SIOCSIFDSTADDR`.
  public static let setPeerAddress = InterfaceRequest(rawValue: 0x8918)
  /// The corresponding C constant is `SIOCGIFBRDADDR`.
  public static let getBroadcast = InterfaceRequest(rawValue: 0x8919)
  /// The corresponding C constant is `SIOCSIFBRDADDR`.
  public static let setBroadcast = InterfaceRequest(rawValue: 0x891a)
  /// The corresponding C constant is `SIOCGIFNETMASK`.
  public static let getNetmask = InterfaceRequest(rawValue: 0x891b)
  /// The corresponding C constant is `SIOCSIFNETMASK`.
  public static let setNetmask = InterfaceRequest(rawValue: 0x891c)
  /// The corresponding C constant is `SIOCGIFMETRIC`.
  public static let getMetric = InterfaceRequest(rawValue: 0x891d)
  /// The corresponding C constant is `SIOCSIFMETRIC`.
  public static let setMetric = InterfaceRequest(rawValue: 0x891e)
  /// The corresponding C constant is `SIOCGIFMTU`.
  public static let getMTU = InterfaceRequest(rawValue: 0x8921)
  /// The corresponding C constant is `SIOCSIFMTU`.
  public static let setMTU = InterfaceRequest(rawValue: 0x8922)
  /// The corresponding C constant is `SIOCSIFNAME`.
  public static let setName = InterfaceRequest(rawValue: 0x8923)
  /// The corresponding C constant is `SIOCSIFHWADDR`.
  public static let setHardwareAddress = InterfaceRequest(rawValue: 0x8924)
  /// The corresponding C constant is `SIOCGIFHWADDR`.
  public static let getHardwareAddress = InterfaceRequest(rawValue: 0x8927)
  /// The corresponding C constant is `SIOCADDMULTI`.
  public static let addMulticast = InterfaceRequest(rawValue: 0x8931)
  /// The corresponding C constant is `SIOCDELMULTI`.
  public static let deleteMulticast = InterfaceRequest(rawValue: 0x8932)
  /// The corresponding C constant is `SIOCGIFINDEX`.
  public static let getIndex = InterfaceRequest(rawValue: 0x8933)
  /// The corresponding C constant is `SIOCGIFTXQLEN`.
  public static let getQueueLength = InterfaceRequest(rawValue: 0x8942)
  /// The corresponding C constant is `SIOCSIFTXQLEN`.
  public static let setQueueLength = InterfaceRequest(rawValue: 0x8943)
  /// The corresponding C constant is `SIOCGIFMAP`.
  public static let getMap = InterfaceRequest(rawValue: 0x8970)
  /// The corresponding C constant is `SIOCSIFMAP`.
  public static let setMap = InterfaceRequest(rawValue: 0x8971)
  /// The corresponding C constant is `SIOCETHTOOL`.
  public static let ethtool = InterfaceRequest(rawValue: 0x8946)
  /// The corresponding C constant is `SIOCDARP`.
  public static let deleteARP = InterfaceRequest(rawValue: 0x8953)
  /// The corresponding C constant is `SIOCGARP`.
  public static let getARP = InterfaceRequest(rawValue: 0x8954)
  /// The corresponding C constant is `SIOCSARP`.
  public static let setARP = InterfaceRequest(rawValue: 0x8955)
  /// The corresponding C constant is `SIOCATMARK`.
  public static let atMark = InterfaceRequest(rawValue: 0x8905)
  /// The corresponding C constant is `SIOCGSTAMP`.
  public static let getTimestamp = InterfaceRequest(rawValue: 0x8906)

  public static let names: [FlagName<UInt32>] = [
    .init(0x890b, "SIOCADDRT"),
    .init(0x890c, "SIOCDELRT"),
    .init(0x8910, "SIOCGIFNAME"),
    .init(0x8912, "SIOCGIFCONF"),
    .init(0x8913, "SIOCGIFFLAGS"),
    .init(0x8914, "SIOCSIFFLAGS"),
    .init(0x8915, "SIOCGIFADDR"),
    .init(0x8916, "SIOCSIFADDR"),
    .init(0x8917, "SIOCGIFDSTADDR"),
    .init(0x8918, "SIOCSIFDSTADDR"),
    .init(0x8919, "SIOCGIFBRDADDR"),
    .init(0x891a, "SIOCSIFBRDADDR"),
    .init(0x891b, "SIOCGIFNETMASK"),
    .init(0x891c, "SIOCSIFNETMASK"),
    .init(0x891d, "SIOCGIFMETRIC"),
    .init(0x891e, "SIOCSIFMETRIC"),
    .init(0x8921, "SIOCGIFMTU"),
    .init(0x8922, "SIOCSIFMTU"),
    .init(0x8923, "SIOCSIFNAME"),
    .init(0x8924, "SIOCSIFHWADDR"),
    .init(0x8927, "SIOCGIFHWADDR"),
    .init(0x8931, "SIOCADDMULTI"),
    .init(0x8932, "SIOCDELMULTI"),
    .init(0x8933, "SIOCGIFINDEX"),
    .init(0x8942, "SIOCGIFTXQLEN"),
    .init(0x8943, "SIOCSIFTXQLEN"),
    .init(0x8970, "SIOCGIFMAP"),
    .init(0x8971, "SIOCSIFMAP"),
    .init(0x8946, "SIOCETHTOOL"),
    .init(0x8953, "SIOCDARP"),
    .init(0x8954, "SIOCGARP"),
    .init(0x8955, "SIOCSARP"),
    .init(0x8905, "SIOCATMARK"),
    .init(0x8906, "SIOCGSTAMP"),
  ]
}

/// A network interface's state: `ifr_flags`.
public struct InterfaceFlags: FlagSet {
  public var rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The corresponding C constant is `IFF_UP`.
  public static let up = InterfaceFlags(rawValue: 0x1)
  /// The corresponding C constant is `IFF_BROADCAST`.
  public static let broadcast = InterfaceFlags(rawValue: 0x2)
  /// The corresponding C constant is `IFF_DEBUG`.
  public static let debug = InterfaceFlags(rawValue: 0x4)
  /// The corresponding C constant is `IFF_LOOPBACK`.
  public static let loopback = InterfaceFlags(rawValue: 0x8)
  /// The corresponding C constant is `IFF_POINTOPOINT`.
  public static let pointToPoint = InterfaceFlags(rawValue: 0x10)
  /// The corresponding C constant is `IFF_NOTRAILERS`.
  public static let noTrailers = InterfaceFlags(rawValue: 0x20)
  /// The corresponding C constant is `IFF_RUNNING`.
  public static let running = InterfaceFlags(rawValue: 0x40)
  /// The corresponding C constant is `IFF_NOARP`.
  public static let noARP = InterfaceFlags(rawValue: 0x80)
  /// The corresponding C constant is `IFF_PROMISC`.
  public static let promiscuous = InterfaceFlags(rawValue: 0x100)
  /// The corresponding C constant is `IFF_ALLMULTI`.
  public static let allMulticast = InterfaceFlags(rawValue: 0x200)
  /// The corresponding C constant is `IFF_MASTER`.
  public static let master = InterfaceFlags(rawValue: 0x400)
  /// The corresponding C constant is `IFF_SLAVE`.
  public static let slave = InterfaceFlags(rawValue: 0x800)
  /// The corresponding C constant is `IFF_MULTICAST`.
  public static let multicast = InterfaceFlags(rawValue: 0x1000)
  /// The corresponding C constant is `IFF_PORTSEL`.
  public static let portSelection = InterfaceFlags(rawValue: 0x2000)
  /// The corresponding C constant is `IFF_AUTOMEDIA`.
  public static let automaticMedia = InterfaceFlags(rawValue: 0x4000)
  /// The corresponding C constant is `IFF_DYNAMIC`.
  public static let dynamic = InterfaceFlags(rawValue: 0x8000)

  public static let names: [FlagName<UInt16>] = [
    .init(0x1, "IFF_UP"),
    .init(0x2, "IFF_BROADCAST"),
    .init(0x4, "IFF_DEBUG"),
    .init(0x8, "IFF_LOOPBACK"),
    .init(0x10, "IFF_POINTOPOINT"),
    .init(0x20, "IFF_NOTRAILERS"),
    .init(0x40, "IFF_RUNNING"),
    .init(0x80, "IFF_NOARP"),
    .init(0x100, "IFF_PROMISC"),
    .init(0x200, "IFF_ALLMULTI"),
    .init(0x400, "IFF_MASTER"),
    .init(0x800, "IFF_SLAVE"),
    .init(0x1000, "IFF_MULTICAST"),
    .init(0x2000, "IFF_PORTSEL"),
    .init(0x4000, "IFF_AUTOMEDIA"),
    .init(0x8000, "IFF_DYNAMIC"),
  ]

  public static let known = union(of: names)
}

/// A network interface's kind: `sa_family` of its hardware address.
public enum InterfaceHardware: UInt16, CaseIterable, Sendable {
  /// The corresponding C constant is `ARPHRD_ETHER`.
  case ethernet = 1
  /// The corresponding C constant is `ARPHRD_SLIP`.
  case slip = 256
  /// The corresponding C constant is `ARPHRD_PPP`.
  case ppp = 512
  /// The corresponding C constant is `ARPHRD_LOOPBACK`.
  case loopback = 772
  /// The corresponding C constant is `ARPHRD_NONE`.
  case none = 65534

  /// The C constant's name.
  public var name: String {
    switch self {
    case .ethernet: "ARPHRD_ETHER"
    case .slip: "ARPHRD_SLIP"
    case .ppp: "ARPHRD_PPP"
    case .loopback: "ARPHRD_LOOPBACK"
    case .none: "ARPHRD_NONE"
    }
  }
}
