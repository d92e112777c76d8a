// signalfd.
#include "guest.h"
#include <sys/signalfd.h>

int main(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = must(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
    fails("unknown flag", signalfd(-1, &set, 1), EINVAL);
    fails("not a signalfd", signalfd(1, &set, 0), EINVAL);
    struct signalfd_siginfo info[3];
    fails("none", read(fd, info, sizeof info), EAGAIN);
    fails("too small", read(fd, info, 100), EINVAL);
    struct pollfd entry = {fd, POLLIN, 0};
    is("not ready", poll(&entry, 1, 0), 0);
    kill(getpid(), SIGUSR2);
    sigqueue(getpid(), SIGUSR1, (union sigval){55});
    is("ready", poll(&entry, 1, 0), 1);
    is("two at once", read(fd, info, sizeof info), 2 * sizeof *info);
    is("the lower first", info[0].ssi_signo, SIGUSR1);
    is("code", info[0].ssi_code, SI_QUEUE);
    is("value", info[0].ssi_int, 55);
    is("sender", info[0].ssi_pid, getpid());
    is("then the other", info[1].ssi_signo, SIGUSR2);
    is("code", info[1].ssi_code, SI_USER);
    sigset_t pending;
    sigpending(&pending);
    yes("taken", sigisemptyset(&pending));
    pid_t pid = child(_exit(7));
    is("a child's end", poll(&entry, 1, -1), 1);
    is("read", read(fd, info, sizeof info), sizeof *info);
    is("which", info[0].ssi_pid, pid);
    is("its status", info[0].ssi_status, 7);
    reap(pid);
    sigdelset(&set, SIGUSR2);
    sigdelset(&set, SIGCHLD);
    is("changed", signalfd(fd, &set, 0), fd);
    raise(SIGUSR2);
    is("no longer told", poll(&entry, 1, 0), 0);
    // A reader sees its own signals, not those of whoever made the descriptor.
    is("in a child", reap(child({
        raise(SIGUSR1);
        is("its own", read(fd, info, sizeof info), sizeof *info);
        is("from itself", info[0].ssi_pid, getpid());
    })), 0);
    fcntl(fd, F_SETFL, 0);
    pid_t parent = getpid();
    pid = child({ pause_ms(20); kill(parent, SIGUSR1); });
    is("waits", read(fd, info, sizeof info), sizeof *info);
    is("from", info[0].ssi_pid, pid);
    return finish();
}
