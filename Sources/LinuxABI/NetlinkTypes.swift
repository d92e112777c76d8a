/// What a netlink message is: netlink(7) and rtnetlink(7).
public struct NetlinkMessageType: NamedNumber {
  public var rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The corresponding C constant is `NLMSG_NOOP`.
  public static let noOperation = NetlinkMessageType(rawValue: 1)
  /// Also the acknowledgement, with error zero (`NLMSG_ERROR`).
  public static let error = NetlinkMessageType(rawValue: 2)
  /// The corresponding C constant is `NLMSG_DONE`.
  public static let done = NetlinkMessageType(rawValue: 3)
  /// The corresponding C constant is `RTM_NEWLINK`.
  public static let newLink = NetlinkMessageType(rawValue: 16)
  /// The corresponding C constant is `RTM_DELLINK`.
  public static let deleteLink = NetlinkMessageType(rawValue: 17)
  /// The corresponding C constant is `RTM_GETLINK`.
  public static let getLink = NetlinkMessageType(rawValue: 18)
  /// The corresponding C constant is `RTM_SETLINK`.
  public static let setLink = NetlinkMessageType(rawValue: 19)
  /// The corresponding C constant is `RTM_NEWADDR`.
  public static let newAddress = NetlinkMessageType(rawValue: 20)
  /// The corresponding C constant is `RTM_DELADDR`.
  public static let deleteAddress = NetlinkMessageType(rawValue: 21)
  /// The corresponding C constant is `RTM_GETADDR`.
  public static let getAddress = NetlinkMessageType(rawValue: 22)
  /// The corresponding C constant is `RTM_NEWROUTE`.
  public static let newRoute = NetlinkMessageType(rawValue: 24)
  /// The corresponding C constant is `RTM_DELROUTE`.
  public static let deleteRoute = NetlinkMessageType(rawValue: 25)
  /// The corresponding C constant is `RTM_GETROUTE`.
  public static let getRoute = NetlinkMessageType(rawValue: 26)
  /// The corresponding C constant is `RTM_NEWNEIGH`.
  public static let newNeighbor = NetlinkMessageType(rawValue: 28)
  /// The corresponding C constant is `RTM_DELNEIGH`.
  public static let deleteNeighbor = NetlinkMessageType(rawValue: 29)
  /// The corresponding C constant is `RTM_GETNEIGH`.
  public static let getNeighbor = NetlinkMessageType(rawValue: 30)
  /// The corresponding C constant is `RTM_NEWRULE`.
  public static let newRule = NetlinkMessageType(rawValue: 32)
  /// The corresponding C constant is `RTM_GETRULE`.
  public static let getRule = NetlinkMessageType(rawValue: 34)

  public static let names: [FlagName<UInt16>] = [
    .init(1, "NLMSG_NOOP"),
    .init(2, "NLMSG_ERROR"),
    .init(3, "NLMSG_DONE"),
    .init(16, "RTM_NEWLINK"),
    .init(17, "RTM_DELLINK"),
    .init(18, "RTM_GETLINK"),
    .init(19, "RTM_SETLINK"),
    .init(20, "RTM_NEWADDR"),
    .init(21, "RTM_DELADDR"),
    .init(22, "RTM_GETADDR"),
    .init(24, "RTM_NEWROUTE"),
    .init(25, "RTM_DELROUTE"),
    .init(26, "RTM_GETROUTE"),
    .init(28, "RTM_NEWNEIGH"),
    .init(29, "RTM_DELNEIGH"),
    .init(30, "RTM_GETNEIGH"),
    .init(32, "RTM_NEWRULE"),
    .init(34, "RTM_GETRULE"),
  ]
}

/// A netlink message's flags. The bits from 0x100 on mean one thing in requests that get and
/// another in requests that make something.
public struct NetlinkFlags: FlagSet {
  public var rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The corresponding C constant is `NLM_F_REQUEST`.
  public static let request = NetlinkFlags(rawValue: 0x1)
  /// The corresponding C constant is `NLM_F_MULTI`.
  public static let multipart = NetlinkFlags(rawValue: 0x2)
  /// The corresponding C constant is `NLM_F_ACK`.
  public static let acknowledge = NetlinkFlags(rawValue: 0x4)
  /// The corresponding C constant is `NLM_F_ECHO`.
  public static let echo = NetlinkFlags(rawValue: 0x8)
  /// The corresponding C constant is `NLM_F_DUMP_INTR`.
  public static let interrupted = NetlinkFlags(rawValue: 0x10)
  /// In a get request; in a new request it replaces (`NLM_F_ROOT`).
  public static let root = NetlinkFlags(rawValue: 0x100)
  /// In a get request; in a new request it must not exist (`NLM_F_MATCH`).
  public static let match = NetlinkFlags(rawValue: 0x200)
  /// The corresponding C constant is `NLM_F_CREATE`.
  public static let create = NetlinkFlags(rawValue: 0x400)
  /// The corresponding C constant is `NLM_F_APPEND`.
  public static let append = NetlinkFlags(rawValue: 0x800)

  public static let names: [FlagName<UInt16>] = [
    .init(0x1, "NLM_F_REQUEST"),
    .init(0x2, "NLM_F_MULTI"),
    .init(0x4, "NLM_F_ACK"),
    .init(0x8, "NLM_F_ECHO"),
    .init(0x10, "NLM_F_DUMP_INTR"),
    .init(0x100, "NLM_F_ROOT"),
    .init(0x200, "NLM_F_MATCH"),
    .init(0x400, "NLM_F_CREATE"),
    .init(0x800, "NLM_F_APPEND"),
  ]

  public static let known = union(of: names)
}

extension NetlinkFlags {
  /// Everything of a kind. The corresponding C constant is `NLM_F_DUMP`.
  public static let dump: NetlinkFlags = [.root, .match]
  /// The corresponding C constant is `NLM_F_REPLACE`.
  public static let replace = NetlinkFlags.root
  /// The corresponding C constant is `NLM_F_EXCL`.
  public static let exclusive = NetlinkFlags.match
}

/// Which part of the kernel a netlink socket talks to: `socket(2)`'s protocol.
public struct NetlinkProtocol: NamedNumber {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `NETLINK_ROUTE`.
  public static let route = NetlinkProtocol(rawValue: 0)
  /// The corresponding C constant is `NETLINK_KOBJECT_UEVENT`.
  public static let events = NetlinkProtocol(rawValue: 15)
  /// The corresponding C constant is `NETLINK_GENERIC`.
  public static let generic = NetlinkProtocol(rawValue: 16)

  public static let names: [FlagName<Int32>] = [
    .init(0, "NETLINK_ROUTE"),
    .init(15, "NETLINK_KOBJECT_UEVENT"),
    .init(16, "NETLINK_GENERIC"),
  ]
}

/// An attribute of a network interface's message.
public enum LinkAttribute: UInt16, CaseIterable, Sendable {
  /// The corresponding C constant is `IFLA_ADDRESS`.
  case hardwareAddress = 1
  /// The corresponding C constant is `IFLA_BROADCAST`.
  case broadcast = 2
  /// The corresponding C constant is `IFLA_IFNAME`.
  case name = 3
  /// The corresponding C constant is `IFLA_MTU`.
  case mtu = 4
  /// The corresponding C constant is `IFLA_LINK`.
  case link = 5
  /// The corresponding C constant is `IFLA_QDISC`.
  case queueDiscipline = 6
  /// The corresponding C constant is `IFLA_STATS`.
  case statistics = 7
  /// The corresponding C constant is `IFLA_TXQLEN`.
  case queueLength = 13
  /// The corresponding C constant is `IFLA_OPERSTATE`.
  case operationState = 16
  /// The corresponding C constant is `IFLA_LINKMODE`.
  case linkMode = 17
  /// The corresponding C constant is `IFLA_GROUP`.
  case group = 27
  /// The corresponding C constant is `IFLA_STATS64`.
  case statistics64 = 23

  /// The C constant's name.
  public var name: String {
    switch self {
    case .hardwareAddress: "IFLA_ADDRESS"
    case .broadcast: "IFLA_BROADCAST"
    case .name: "IFLA_IFNAME"
    case .mtu: "IFLA_MTU"
    case .link: "IFLA_LINK"
    case .queueDiscipline: "IFLA_QDISC"
    case .statistics: "IFLA_STATS"
    case .queueLength: "IFLA_TXQLEN"
    case .operationState: "IFLA_OPERSTATE"
    case .linkMode: "IFLA_LINKMODE"
    case .group: "IFLA_GROUP"
    case .statistics64: "IFLA_STATS64"
    }
  }
}

/// An attribute of an interface address's message.
public enum AddressAttribute: UInt16, CaseIterable, Sendable {
  /// The corresponding C constant is `IFA_ADDRESS`.
  case address = 1
  /// The corresponding C constant is `IFA_LOCAL`.
  case local = 2
  /// The corresponding C constant is `IFA_LABEL`.
  case label = 3
  /// The corresponding C constant is `IFA_BROADCAST`.
  case broadcast = 4
  /// The corresponding C constant is `IFA_CACHEINFO`.
  case cacheInformation = 6
  /// The corresponding C constant is `IFA_FLAGS`.
  case flags = 8

  /// The C constant's name.
  public var name: String {
    switch self {
    case .address: "IFA_ADDRESS"
    case .local: "IFA_LOCAL"
    case .label: "IFA_LABEL"
    case .broadcast: "IFA_BROADCAST"
    case .cacheInformation: "IFA_CACHEINFO"
    case .flags: "IFA_FLAGS"
    }
  }
}

/// An attribute of a route's message.
public enum RouteAttribute: UInt16, CaseIterable, Sendable {
  /// The corresponding C constant is `RTA_DST`.
  case destination = 1
  /// The corresponding C constant is `RTA_SRC`.
  case source = 2
  /// The corresponding C constant is `RTA_IIF`.
  case inputInterface = 3
  /// The corresponding C constant is `RTA_OIF`.
  case outputInterface = 4
  /// The corresponding C constant is `RTA_GATEWAY`.
  case gateway = 5
  /// The corresponding C constant is `RTA_PRIORITY`.
  case priority = 6
  /// The corresponding C constant is `RTA_PREFSRC`.
  case preferredSource = 7
  /// The corresponding C constant is `RTA_METRICS`.
  case metrics = 8
  /// The corresponding C constant is `RTA_TABLE`.
  case table = 15

  /// The C constant's name.
  public var name: String {
    switch self {
    case .destination: "RTA_DST"
    case .source: "RTA_SRC"
    case .inputInterface: "RTA_IIF"
    case .outputInterface: "RTA_OIF"
    case .gateway: "RTA_GATEWAY"
    case .priority: "RTA_PRIORITY"
    case .preferredSource: "RTA_PREFSRC"
    case .metrics: "RTA_METRICS"
    case .table: "RTA_TABLE"
    }
  }
}

/// What a route does.
public enum RouteType: UInt8, CaseIterable, Sendable {
  /// The corresponding C constant is `RTN_UNSPEC`.
  case unspecified = 0
  /// The corresponding C constant is `RTN_UNICAST`.
  case unicast = 1
  /// The corresponding C constant is `RTN_LOCAL`.
  case local = 2
  /// The corresponding C constant is `RTN_BROADCAST`.
  case broadcast = 3
  /// The corresponding C constant is `RTN_MULTICAST`.
  case multicast = 5
  /// The corresponding C constant is `RTN_BLACKHOLE`.
  case blackhole = 6
  /// The corresponding C constant is `RTN_UNREACHABLE`.
  case unreachable = 7
  /// The corresponding C constant is `RTN_PROHIBIT`.
  case prohibit = 8

  /// The C constant's name.
  public var name: String {
    switch self {
    case .unspecified: "RTN_UNSPEC"
    case .unicast: "RTN_UNICAST"
    case .local: "RTN_LOCAL"
    case .broadcast: "RTN_BROADCAST"
    case .multicast: "RTN_MULTICAST"
    case .blackhole: "RTN_BLACKHOLE"
    case .unreachable: "RTN_UNREACHABLE"
    case .prohibit: "RTN_PROHIBIT"
    }
  }
}

/// How far a route or an address reaches.
public enum RouteScope: UInt8, CaseIterable, Sendable {
  /// The corresponding C constant is `RT_SCOPE_UNIVERSE`.
  case universe = 0
  /// The corresponding C constant is `RT_SCOPE_SITE`.
  case site = 200
  /// The corresponding C constant is `RT_SCOPE_LINK`.
  case link = 253
  /// The corresponding C constant is `RT_SCOPE_HOST`.
  case host = 254
  /// The corresponding C constant is `RT_SCOPE_NOWHERE`.
  case nowhere = 255

  /// The C constant's name.
  public var name: String {
    switch self {
    case .universe: "RT_SCOPE_UNIVERSE"
    case .site: "RT_SCOPE_SITE"
    case .link: "RT_SCOPE_LINK"
    case .host: "RT_SCOPE_HOST"
    case .nowhere: "RT_SCOPE_NOWHERE"
    }
  }
}

/// Who made a route.
public enum RouteOrigin: UInt8, CaseIterable, Sendable {
  /// The corresponding C constant is `RTPROT_UNSPEC`.
  case unspecified = 0
  /// The corresponding C constant is `RTPROT_REDIRECT`.
  case redirect = 1
  /// The corresponding C constant is `RTPROT_KERNEL`.
  case kernel = 2
  /// The corresponding C constant is `RTPROT_BOOT`.
  case boot = 3
  /// The corresponding C constant is `RTPROT_STATIC`.
  case `static` = 4
  /// The corresponding C constant is `RTPROT_DHCP`.
  case dhcp = 16

  /// The C constant's name.
  public var name: String {
    switch self {
    case .unspecified: "RTPROT_UNSPEC"
    case .redirect: "RTPROT_REDIRECT"
    case .kernel: "RTPROT_KERNEL"
    case .boot: "RTPROT_BOOT"
    case .static: "RTPROT_STATIC"
    case .dhcp: "RTPROT_DHCP"
    }
  }
}

/// A routing table's number.
public enum RouteTable: UInt8, CaseIterable, Sendable {
  /// The corresponding C constant is `RT_TABLE_UNSPEC`.
  case unspecified = 0
  /// The corresponding C constant is `RT_TABLE_DEFAULT`.
  case `default` = 253
  /// The corresponding C constant is `RT_TABLE_MAIN`.
  case main = 254
  /// The corresponding C constant is `RT_TABLE_LOCAL`.
  case local = 255

  /// The C constant's name.
  public var name: String {
    switch self {
    case .unspecified: "RT_TABLE_UNSPEC"
    case .default: "RT_TABLE_DEFAULT"
    case .main: "RT_TABLE_MAIN"
    case .local: "RT_TABLE_LOCAL"
    }
  }
}

/// A route's flags in the routing requests of `ioctl(2)` and in `/proc/net/route`.
public struct RouteFlags: FlagSet {
  public var rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The corresponding C constant is `RTF_UP`.
  public static let up = RouteFlags(rawValue: 0x1)
  /// The corresponding C constant is `RTF_GATEWAY`.
  public static let gateway = RouteFlags(rawValue: 0x2)
  /// The corresponding C constant is `RTF_HOST`.
  public static let host = RouteFlags(rawValue: 0x4)
  /// The corresponding C constant is `RTF_REINSTATE`.
  public static let reinstate = RouteFlags(rawValue: 0x8)
  /// The corresponding C constant is `RTF_DYNAMIC`.
  public static let dynamic = RouteFlags(rawValue: 0x10)
  /// The corresponding C constant is `RTF_MODIFIED`.
  public static let modified = RouteFlags(rawValue: 0x20)
  /// The corresponding C constant is `RTF_MTU`.
  public static let mtu = RouteFlags(rawValue: 0x40)
  /// The corresponding C constant is `RTF_WINDOW`.
  public static let window = RouteFlags(rawValue: 0x80)
  /// The corresponding C constant is `RTF_REJECT`.
  public static let reject = RouteFlags(rawValue: 0x200)

  public static let names: [FlagName<UInt16>] = [
    .init(0x1, "RTF_UP"),
    .init(0x2, "RTF_GATEWAY"),
    .init(0x4, "RTF_HOST"),
    .init(0x8, "RTF_REINSTATE"),
    .init(0x10, "RTF_DYNAMIC"),
    .init(0x20, "RTF_MODIFIED"),
    .init(0x40, "RTF_MTU"),
    .init(0x80, "RTF_WINDOW"),
    .init(0x200, "RTF_REJECT"),
  ]

  public static let known = union(of: names)
}
