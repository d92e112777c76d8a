#include "include/guest.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/close_range.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "include/filter.h"
#include "include/stub.h"
#include "include/trace.h"

static void reset_signals(void) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int signal = 1; signal < NSIG; signal++) sigaction(signal, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void soft_limit(int resource, uint64_t value) {
    struct rlimit wanted;
    if (getrlimit((__rlimit_resource_t)resource, &wanted)) return;
    wanted.rlim_cur = wanted.rlim_max < value ? wanted.rlim_max : value;
    setrlimit((__rlimit_resource_t)resource, &wanted);
}

/// For good: no guest gets more.
static void hard_limit(int resource, uint64_t value) {
    struct rlimit wanted;
    if (getrlimit((__rlimit_resource_t)resource, &wanted)) return;
    if (value < wanted.rlim_max) wanted.rlim_max = value;
    wanted.rlim_cur = wanted.rlim_max;
    setrlimit((__rlimit_resource_t)resource, &wanted);
}

static _Noreturn void run_child(const struct chost_guest_start *start, int go, pid_t parent) {
    char byte;
    // Whatever goes wrong with the kernel, this process must not outlive it.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(CHOST_GUEST_NO_DESCRIPTORS);
    setsid();
    reset_signals();
    if (start->gid >= 0 && (setgroups(0, NULL) || setresgid((gid_t)start->gid, (gid_t)start->gid, (gid_t)start->gid)))
        _exit(CHOST_GUEST_NO_PRIVILEGES);
    if (start->uid >= 0 && setresuid((uid_t)start->uid, (uid_t)start->uid, (uid_t)start->uid))
        _exit(CHOST_GUEST_NO_PRIVILEGES);
    // A change of user forgets the death signal.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 1);
    hard_limit(RLIMIT_CORE, 0);
    hard_limit(RLIMIT_DATA, start->data_limit);
    hard_limit(RLIMIT_MEMLOCK, 8 << 20);
    hard_limit(RLIMIT_NOFILE, 1048576);
    // The guest may ask for more of these.
    soft_limit(RLIMIT_STACK, start->stack_limit);
    umask(0);
    if (chdir("/")) _exit(CHOST_GUEST_NO_DESCRIPTORS);
    while (read(go, &byte, 1) < 0 && errno == EINTR) {}
    // The stub is the only descriptor a guest process keeps.
    if (dup2(start->stub, CHOST_STUB_FD) < 0 || syscall(SYS_close_range, 0u, CHOST_STUB_FD - 1u, 0u) ||
        syscall(SYS_close_range, CHOST_STUB_FD + 1u, ~0u, 0u))
        _exit(CHOST_GUEST_NO_DESCRIPTORS);
    if (chost_filter_install(start->anonymous_limit) != 0) _exit(CHOST_GUEST_NO_FILTER);
    execve(start->path, start->arguments, start->environment);
    for (;;) _exit(127);
}

/// Gets the listener, which the filter's installation put at the child's lowest free descriptor, 0.
static int take_listener(pid_t child) {
    int process = (int)syscall(SYS_pidfd_open, child, 0);
    if (process < 0) return -errno;
    int listener = (int)syscall(SYS_pidfd_getfd, process, 0, 0);
    int error = errno;
    close(process);
    if (listener < 0) return -error;
    fcntl(listener, F_SETFD, FD_CLOEXEC);
    return listener;
}

static int abandon(pid_t child, int error) {
    int status;
    kill(child, SIGKILL);
    chost_wait_for(child, &status);
    return error;
}

int chost_guest_start(const struct chost_guest_start *start, int *listener) {
    int go[2], status;
    if (pipe2(go, O_CLOEXEC)) return -errno;
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        close(go[1]);
        run_child(start, go[0], parent);
    }
    int error = errno;
    close(go[0]);
    if (child < 0) {
        close(go[1]);
        return -error;
    }
    long seized = chost_trace_seize(child);
    if (seized == 0 && write(go[1], "", 1) != 1) seized = -errno;
    close(go[1]);
    if (seized < 0) return abandon(child, (int)seized);
    // Signals of its own making are none of its business yet; everything but the execve is let pass.
    for (;;) {
        int result = chost_wait_for(child, &status);
        if (result < 0) return abandon(child, result);
        if (WIFEXITED(status)) return -1000 - WEXITSTATUS(status);
        if (WIFSIGNALED(status)) return -1000 - 128 - WTERMSIG(status);
        if (status >> 16 == PTRACE_EVENT_SECCOMP) break;
        chost_ptrace(PTRACE_CONT, child, 0, 0);
    }
    *listener = take_listener(child);
    return *listener < 0 ? abandon(child, *listener) : child;
}
