import CHost
import Glibc
public import LinuxABI

extension DescriptorAccess where Self: ~Copyable {
  /// Joins an IPv4 multicast group on the interface that has an address, 0 for any, and sends
  /// through that interface. Both in host byte order. See ip(7), IP_ADD_MEMBERSHIP.
  public func joinMulticastGroup(_ group: UInt32, interface: UInt32 = 0) throws(Errno) {
    let fd = rawValue
    _ = try shimCall { chost_join_multicast(fd, group, interface) }
  }

  /// Sets how many routers a multicast packet may pass. IP_MULTICAST_TTL.
  public func setMulticastHops(_ hops: Int32) throws(Errno) {
    try setSocketOption(level: Int32(IPPROTO_IP), name: IP_MULTICAST_TTL, hops)
  }

  /// Whether this machine's own members hear what we send. IP_MULTICAST_LOOP.
  public func setMulticastLoopback(_ enabled: Bool) throws(Errno) {
    try setSocketOption(level: Int32(IPPROTO_IP), name: IP_MULTICAST_LOOP, enabled ? 1 : 0)
  }
}
