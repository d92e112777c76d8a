import LinuxABI

/// Calls that a kernel may be built without, as this one is. Programs know what to do then.
enum AbsentSyscalls {
  static let rows: [Syscall] = [
    .refused(SyscallNumber.addKey, "add_key", .noFunction),
    .refused(SyscallNumber.requestKey, "request_key", .noFunction),
    .refused(SyscallNumber.keyctl, "keyctl", .noFunction),
    .refused(SyscallNumber.ioSetup, "io_setup", .noFunction),
    .refused(SyscallNumber.ioDestroy, "io_destroy", .noFunction),
    .refused(SyscallNumber.ioGetevents, "io_getevents", .noFunction),
    .refused(SyscallNumber.ioSubmit, "io_submit", .noFunction),
    .refused(SyscallNumber.ioCancel, "io_cancel", .noFunction),
    .refused(SyscallNumber.ioUringSetup, "io_uring_setup", .noFunction),
    .refused(SyscallNumber.ioUringEnter, "io_uring_enter", .noFunction),
    .refused(SyscallNumber.ioUringRegister, "io_uring_register", .noFunction),
    .refused(SyscallNumber.bpf, "bpf", .noFunction),
    .refused(SyscallNumber.perfEventOpen, "perf_event_open", .noFunction),
    .refused(SyscallNumber.userfaultfd, "userfaultfd", .noFunction),
    .refused(SyscallNumber.seccomp, "seccomp", .noFunction),
    .refused(SyscallNumber.mbind, "mbind", .noFunction),
    .refused(SyscallNumber.getMempolicy, "get_mempolicy", .noFunction),
    .refused(SyscallNumber.setMempolicy, "set_mempolicy", .noFunction),
    .refused(SyscallNumber.migratePages, "migrate_pages", .noFunction),
    .refused(SyscallNumber.movePages, "move_pages", .noFunction),
    .refused(SyscallNumber.landlockCreateRuleset, "landlock_create_ruleset", .noFunction),
  ]
}
