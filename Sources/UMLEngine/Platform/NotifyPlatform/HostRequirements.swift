import LinuxABI
import UMLHost

/// What the host must offer, and what to say when it does not.
enum HostRequirements {
  /// Looks at what would only be noticed when it is too late to say why.
  static func check() throws(PlatformError) {
    try check(
      descriptors: HostSystem.hardLimit(.openFiles), stackBytes: HostSystem.hardLimit(.stack))
  }

  static func check(descriptors: UInt64, stackBytes: UInt64) throws(PlatformError) {
    let neededDescriptors = UInt64(StubLayout.stubDescriptor) + 1
    guard descriptors >= neededDescriptors else {
      throw PlatformError(
        description: "a process may not open more than \(descriptors) files here, and guest "
          + "programs need \(neededDescriptors): raise the limit (ulimit -Hn, RLIMIT_NOFILE)")
    }
    let neededStack = NotifyPlatform.Limits.stackBytes
    guard stackBytes >= neededStack else {
      throw PlatformError(
        description: "a process may not have more than \(stackBytes >> 10) KiB of stack here, and "
          + "guest programs expect \(neededStack >> 10): raise the limit "
          + "(ulimit -Hs, RLIMIT_STACK)")
    }
  }

  static func explain(
    _ error: GuestStarter.StartError, tracingScope: Int? = HostRequirements.tracingScope
  ) -> PlatformError {
    switch error {
    case .filter:
      PlatformError(
        description: "the host refuses seccomp user notification with WAIT_KILLABLE_RECV: "
          + "Linux 5.19 or later is needed (this is \(HostSystem.name.release)), with "
          + "CONFIG_SECCOMP_FILTER; in a container, its seccomp profile must allow seccomp(2)")
    case .privileges:
      PlatformError(
        description: "cannot become an unprivileged user before the first guest program: "
          + "start umltop as an ordinary user, or as a root that may change its user")
    case .host(.notPermitted):
      PlatformError(
        description: "the host does not let a process trace its own children "
          + "(ptrace: not permitted): \(reason(tracingScope))")
    case .host(let errno):
      PlatformError(description: "cannot start a guest process: \(errno)")
    case .other(let status):
      PlatformError(
        description: "the first guest process ended before its program ran (status \(status)); "
          + "the host's address space: \(HostAddressSpace.current())")
    }
  }

  private static func reason(_ scope: Int?) -> String {
    guard let scope, scope > 1 else {
      return "a container needs the capability SYS_PTRACE (docker run --cap-add SYS_PTRACE)"
    }
    // Yama takes 3 for an answer until the next boot.
    let advice = scope == 2 ? "root can set it (sysctl)" : "which takes a reboot of the host"
    return "kernel.yama.ptrace_scope is \(scope) and must be 0 or 1, \(advice)"
  }

  /// See Yama in the kernel's documentation; nil where it is not built in.
  private static var tracingScope: Int? {
    let text = try? HostFile.text(of: "/proc/sys/kernel/yama/ptrace_scope")
    return text?.first?.wholeNumberValue
  }
}

/// Who guest processes are on the host.
enum HostIdentity {
  /// nobody, when we are root; nil, when we are somebody unprivileged already.
  static var unprivileged: (uid: UInt32, gid: UInt32)? {
    HostSystem.effectiveUserID == 0 ? (65534, 65534) : nil
  }
}
