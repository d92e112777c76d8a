import LinuxABI

/// /proc/net: the tables of sockets. Those of protocols that are not there are empty.
enum NetworkFiles {
  private static let empty: [(name: String, header: String)] = [
    (
      "dev",
      "Inter-|   Receive                                                |  Transmit\n"
        + " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets "
        + "errs drop fifo colls carrier compressed"
    ),
    (
      "tcp",
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  "
        + "timeout inode"
    ),
    (
      "udp",
      "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  "
        + "timeout inode ref pointer drops"
    ),
    (
      "raw",
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  "
        + "timeout inode ref pointer drops"
    ),
    (
      "route",
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT"
    ),
    ("arp", "IP address       HW type     Flags       HW address            Mask     Device"),
  ]

  static func add(to system: ProcessFileSystem) {
    for (name, header) in empty {
      system.add("net/\(name)") { () throws(Errno) in Array("\(header)\n".utf8) }
    }
    system.add("net/unix") { [unowned system] () throws(Errno) in
      system.kernel.localSockets.listing
    }
  }
}
