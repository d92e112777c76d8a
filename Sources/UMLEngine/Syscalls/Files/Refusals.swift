import LinuxABI

/// Calls about files that this kernel has nothing behind. Programs know what to do without them.
enum FileRefusalSyscalls {
  static let rows: [Syscall] = [
    refusal(SyscallNumber.openat2, "openat2", .noFunction),
    refusal(SyscallNumber.nameToHandleAt, "name_to_handle_at", .notSupported),
    refusal(SyscallNumber.openByHandleAt, "open_by_handle_at", .notPermitted),
    refusal(SyscallNumber.quotactl, "quotactl", .noFunction),
    refusal(SyscallNumber.quotactlFd, "quotactl_fd", .noFunction),
    refusal(SyscallNumber.acct, "acct", .noFunction),
    refusal(SyscallNumber.swapon, "swapon", .notPermitted),
    refusal(SyscallNumber.swapoff, "swapoff", .invalidArgument),
    refusal(SyscallNumber.ustat, "ustat", .noFunction),
    refusal(SyscallNumber.fsopen, "fsopen", .noFunction),
    refusal(SyscallNumber.fsconfig, "fsconfig", .noFunction),
    refusal(SyscallNumber.fsmount, "fsmount", .noFunction),
    refusal(SyscallNumber.fspick, "fspick", .noFunction),
    refusal(SyscallNumber.openTree, "open_tree", .noFunction),
    refusal(SyscallNumber.moveMount, "move_mount", .noFunction),
    refusal(SyscallNumber.mountSetattr, "mount_setattr", .noFunction),
    refusal(SyscallNumber.fanotifyInit, "fanotify_init", .noFunction),
    refusal(SyscallNumber.fanotifyMark, "fanotify_mark", .noFunction),
    refusal(SyscallNumber.cachestat, "cachestat", .noFunction),
  ]

  private static func refusal(_ number: Int, _ name: String, _ answer: Errno) -> Syscall {
    Syscall(number, name, gap: "always refused") { (_) throws(Errno) in throw answer }
  }
}
