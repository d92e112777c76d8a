import UMLHost

/// What this kernel calls itself: uname(2), `--version`, the first line of the log.
enum KernelIdentity {
  static let systemName = "Linux"
  /// As the Linux whose behaviour it follows, and who it is.
  static let release = "6.1.0-umltop"
  static let version = "#1 SMP"
  static let machine = "x86_64"

  /// The first line of every boot.
  static let banner = "\(systemName) version \(release) (Swift 6.3) \(version)"

  /// What `--showconfig` prints: what is in, in the notation of Linux' own configuration.
  static func buildConfiguration(_ host: HostAddressSpace) -> String {
    let isSplit = host.end <= 1 << 31
    return features
      + (isSplit ? "CONFIG_HOST_2G_2G=y\n" : "# CONFIG_HOST_2G_2G is not set\n")
      + "# Host address space: \(host)\n"
  }

  private static let features = """
    #
    # umltop \(release)
    #
    CONFIG_UML=y
    CONFIG_64BIT=y
    CONFIG_SSL=y
    CONFIG_NULL_CHAN=y
    CONFIG_PTY_CHAN=y
    CONFIG_CON_ZERO_CHAN="fd:0,fd:1"
    CONFIG_CON_CHAN="none"
    CONFIG_SSL_CHAN="none"
    CONFIG_MCONSOLE=y
    CONFIG_MAGIC_SYSRQ=y
    CONFIG_HOSTFS=y
    CONFIG_TMPFS=y
    CONFIG_OVERLAY_FS=y
    CONFIG_PROC_FS=y
    CONFIG_SYSFS=y
    CONFIG_DEVTMPFS=y
    CONFIG_DEVTMPFS_MOUNT=y
    CONFIG_UNIX98_PTYS=y
    CONFIG_UNIX=y
    CONFIG_BLK_DEV_INITRD=y
    CONFIG_RD_GZIP=y
    # CONFIG_BLK_DEV_UBD is not set
    # CONFIG_UML_NET is not set
    # CONFIG_MODULES is not set

    """
}
