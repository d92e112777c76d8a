import LinuxABI

/// Calls about files that this kernel has nothing behind. Programs know what to do without them.
enum FileRefusalSyscalls {
  static let rows: [Syscall] = [
    .refused(SyscallNumber.nameToHandleAt, "name_to_handle_at", .notSupported),
    .refused(SyscallNumber.openByHandleAt, "open_by_handle_at", .notPermitted),
    .refused(SyscallNumber.quotactl, "quotactl", .noFunction),
    .refused(SyscallNumber.quotactlFd, "quotactl_fd", .noFunction),
    .refused(SyscallNumber.acct, "acct", .noFunction),
    .refused(SyscallNumber.swapon, "swapon", .notPermitted),
    .refused(SyscallNumber.swapoff, "swapoff", .invalidArgument),
    .refused(SyscallNumber.fsopen, "fsopen", .noFunction),
    .refused(SyscallNumber.fsconfig, "fsconfig", .noFunction),
    .refused(SyscallNumber.fsmount, "fsmount", .noFunction),
    .refused(SyscallNumber.fspick, "fspick", .noFunction),
    .refused(SyscallNumber.openTree, "open_tree", .noFunction),
    .refused(SyscallNumber.moveMount, "move_mount", .noFunction),
    .refused(SyscallNumber.mountSetattr, "mount_setattr", .noFunction),
    .refused(SyscallNumber.fanotifyInit, "fanotify_init", .noFunction),
    .refused(SyscallNumber.fanotifyMark, "fanotify_mark", .noFunction),
    .refused(SyscallNumber.cachestat, "cachestat", .noFunction),
  ]
}
