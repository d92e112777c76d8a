#pragma once
// ptrace and wait in a shape Swift can call: no variadics, errors as -errno.
#include <errno.h>
#include <stdint.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

/// ptrace(2). Returns -errno, or what the request returns.
static inline long chost_ptrace(int request, pid_t pid, unsigned long address, unsigned long data) {
    long result = ptrace((enum __ptrace_request)request, pid, address, data);
    return result < 0 ? -errno : result;
}

/// Seizes a child with everything the platform listens to. The child dies with its tracer.
static inline long chost_trace_seize(pid_t pid) {
    return chost_ptrace(PTRACE_SEIZE, pid, 0,
                        PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                            PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD);
}

/// The next event of a child or tracee of the calling thread, -1 for any, without waiting. Returns the thread's id, 0 for
/// none, or -errno.
static inline int chost_wait_event(pid_t thread, int *status, struct rusage *usage) {
    pid_t pid = wait4(thread, status, WNOHANG | __WALL | __WNOTHREAD, usage);
    return pid < 0 ? -errno : pid;
}

/// The same, waiting for it. Returns the thread's id, or -errno.
static inline int chost_wait_next(int *status, struct rusage *usage) {
    pid_t pid;
    do pid = wait4(-1, status, __WALL | __WNOTHREAD, usage);
    while (pid < 0 && errno == EINTR);
    return pid < 0 ? -errno : pid;
}

/// Waits for one thread. Returns its id, or -errno.
static inline int chost_wait_for(pid_t pid, int *status) {
    pid_t result;
    do result = waitpid(pid, status, __WALL);
    while (result < 0 && errno == EINTR);
    return result < 0 ? -errno : result;
}

static inline long chost_trace_get_registers(pid_t pid, struct user_regs_struct *registers) {
    return chost_ptrace(PTRACE_GETREGS, pid, 0, (unsigned long)registers);
}

static inline long chost_trace_set_registers(pid_t pid, const struct user_regs_struct *registers) {
    return chost_ptrace(PTRACE_SETREGS, pid, 0, (unsigned long)registers);
}

static inline long chost_trace_event_message(pid_t pid, unsigned long *message) {
    return chost_ptrace(PTRACE_GETEVENTMSG, pid, 0, (unsigned long)message);
}

/// siginfo as 128 bytes.
static inline long chost_trace_get_siginfo(pid_t pid, void *info) {
    return chost_ptrace(PTRACE_GETSIGINFO, pid, 0, (unsigned long)info);
}

static inline long chost_trace_set_siginfo(pid_t pid, void *info) {
    return chost_ptrace(PTRACE_SETSIGINFO, pid, 0, (unsigned long)info);
}

static inline long chost_trace_get_mask(pid_t pid, uint64_t *mask) {
    return chost_ptrace(PTRACE_GETSIGMASK, pid, sizeof *mask, (unsigned long)mask);
}

static inline long chost_trace_set_mask(pid_t pid, uint64_t mask) {
    return chost_ptrace(PTRACE_SETSIGMASK, pid, sizeof mask, (unsigned long)&mask);
}
