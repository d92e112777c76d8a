#pragma once
// The first guest process: everything between fork and its first execve.
#include <stdint.h>
#include <sys/types.h>

struct chost_guest_start {
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// Descriptor of the exec stub in this process.
    int stub;
    /// User and group to become for good; -1 to stay who we are.
    int64_t uid, gid;
    /// mmap calls for more anonymous bytes than this go to the kernel.
    uint64_t anonymous_limit;
    /// The most data a guest process can have, and the stack it starts with, in bytes.
    uint64_t data_limit, stack_limit;
};

/// Exit statuses of the child before its program runs.
enum { CHOST_GUEST_NO_PRIVILEGES = 201, CHOST_GUEST_NO_FILTER = 202, CHOST_GUEST_NO_DESCRIPTORS = 203 };

/// Forks the first guest process. It is traced by the calling thread and stands at the PTRACE_EVENT_SECCOMP
/// stop of its execve when this returns. Returns its pid, or -errno, or the child's status as
/// -1000 - status; the listener's descriptor in `*listener`.
int chost_guest_start(const struct chost_guest_start *start, int *listener);
