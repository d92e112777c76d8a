/// An address family: `socket(2)`.
public enum SocketDomain: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `AF_UNSPEC`.
  case unspecified = 0
  /// The corresponding C constant is `AF_UNIX`.
  case local = 1
  /// The corresponding C constant is `AF_INET`.
  case internet = 2
  /// The corresponding C constant is `AF_INET6`.
  case internet6 = 10
  /// The corresponding C constant is `AF_NETLINK`.
  case netlink = 16
  /// The corresponding C constant is `AF_PACKET`.
  case packet = 17
  /// The corresponding C constant is `AF_VSOCK`.
  case virtualMachine = 40
}

/// A socket's kind, without the flags that `socket(2)` takes in the same argument.
public enum SocketType: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SOCK_STREAM`.
  case stream = 1
  /// The corresponding C constant is `SOCK_DGRAM`.
  case datagram = 2
  /// The corresponding C constant is `SOCK_RAW`.
  case raw = 3
  /// The corresponding C constant is `SOCK_RDM`.
  case reliableDatagram = 4
  /// The corresponding C constant is `SOCK_SEQPACKET`.
  case sequentialPacket = 5
  /// The corresponding C constant is `SOCK_PACKET`.
  case packet = 10
}

extension SocketType {
  /// The kind in `socket(2)`'s type argument; `nil` is an unknown kind.
  public init?(argument: Int32) { self.init(rawValue: argument & 0xf) }
}

/// What `socket(2)`'s type argument holds beside the type, and the flags of `accept4(2)`.
public struct SocketFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SOCK_NONBLOCK`.
  public static let nonBlocking = SocketFlags(rawValue: 0o4000)
  /// The corresponding C constant is `SOCK_CLOEXEC`.
  public static let closeOnExec = SocketFlags(rawValue: 0o2000000)

  /// All flags that have a name.
  public static let known: SocketFlags = [.nonBlocking, .closeOnExec]
}

extension SocketFlags {
  /// The flags in `socket(2)`'s type argument, unknown ones included.
  public init(argument: Int32) { self.init(rawValue: argument & ~0xf) }
}

/// Which half `shutdown(2)` ends.
public enum SocketShutdown: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SHUT_RD`.
  case read = 0
  /// The corresponding C constant is `SHUT_WR`.
  case write = 1
  /// The corresponding C constant is `SHUT_RDWR`.
  case both = 2
}

/// The flags of `send(2)`, `recv(2)` and their kin, and what `recvmsg(2)` reports.
public struct MessageFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `MSG_OOB`.
  public static let outOfBand = MessageFlags(rawValue: 0x1)
  /// The corresponding C constant is `MSG_PEEK`.
  public static let peek = MessageFlags(rawValue: 0x2)
  /// The corresponding C constant is `MSG_DONTROUTE`.
  public static let dontRoute = MessageFlags(rawValue: 0x4)
  /// The corresponding C constant is `MSG_CTRUNC`.
  public static let controlTruncated = MessageFlags(rawValue: 0x8)
  /// The corresponding C constant is `MSG_PROXY`.
  public static let proxy = MessageFlags(rawValue: 0x10)
  /// The corresponding C constant is `MSG_TRUNC`.
  public static let truncated = MessageFlags(rawValue: 0x20)
  /// The corresponding C constant is `MSG_DONTWAIT`.
  public static let dontWait = MessageFlags(rawValue: 0x40)
  /// The corresponding C constant is `MSG_EOR`.
  public static let endOfRecord = MessageFlags(rawValue: 0x80)
  /// The corresponding C constant is `MSG_WAITALL`.
  public static let waitAll = MessageFlags(rawValue: 0x100)
  /// The corresponding C constant is `MSG_CONFIRM`.
  public static let confirm = MessageFlags(rawValue: 0x800)
  /// The corresponding C constant is `MSG_ERRQUEUE`.
  public static let errorQueue = MessageFlags(rawValue: 0x2000)
  /// The corresponding C constant is `MSG_NOSIGNAL`.
  public static let noSignal = MessageFlags(rawValue: 0x4000)
  /// The corresponding C constant is `MSG_MORE`.
  public static let more = MessageFlags(rawValue: 0x8000)
  /// The corresponding C constant is `MSG_WAITFORONE`.
  public static let waitForOne = MessageFlags(rawValue: 0x10000)
  /// The corresponding C constant is `MSG_FASTOPEN`.
  public static let fastOpen = MessageFlags(rawValue: 0x20000000)
  /// The corresponding C constant is `MSG_CMSG_CLOEXEC`.
  public static let closeOnExec = MessageFlags(rawValue: 0x40000000)
}
