import LinuxABI
import UMLHost

/// What the host must offer, and what to say when it does not.
enum HostRequirements {
  static func explain(_ error: GuestStarter.StartError) -> PlatformError {
    switch error {
    case .filter:
      PlatformError(
        description: "the host refuses seccomp user notification with WAIT_KILLABLE_RECV: "
          + "Linux 5.19 or later is needed (this is \(release)), with CONFIG_SECCOMP_FILTER; "
          + "in a container, its seccomp profile must allow seccomp(2)")
    case .privileges:
      PlatformError(
        description: "cannot become an unprivileged user before the first guest program: "
          + "start umltop as an ordinary user, or as a root that may change its user")
    case .host(.notPermitted):
      PlatformError(
        description:
          "the host does not let a process trace its own children (ptrace: not permitted): "
          + "kernel.yama.ptrace_scope must be 2 or less, and a container must allow ptrace")
    case .host(let errno):
      PlatformError(description: "cannot start a guest process: \(errno)")
    case .other(let status):
      PlatformError(
        description: "the first guest process ended before its program ran (status \(status)); "
          + "the host's address space: \(HostAddressSpace.current())")
    }
  }

  private static var release: String {
    (try? HostFile.text(of: "/proc/sys/kernel/osrelease"))?.split(separator: "\n").first.map(
      String.init)
      ?? "unknown"
  }
}

/// Who guest processes are on the host.
enum HostIdentity {
  /// nobody, when we are root; nil, when we are somebody unprivileged already.
  static var unprivileged: (uid: UInt32, gid: UInt32)? {
    HostSystem.effectiveUserID == 0 ? (65534, 65534) : nil
  }
}
