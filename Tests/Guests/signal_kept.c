// Signals that a signalfd asks for are pending like all others.
#include "guest.h"
#include <sys/signalfd.h>

int main(void) {
    sigset_t set, pending;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = must(signalfd(-1, &set, SFD_NONBLOCK));
    raise(SIGUSR1);
    sigpending(&pending);
    is("pending", sigismember(&pending, SIGUSR1), 1);
    siginfo_t info;
    struct timespec none = {0, 0};
    is("waited for", sigtimedwait(&set, &info, &none), SIGUSR1);
    is("sender", info.si_pid, getpid());
    sigpending(&pending);
    yes("taken", sigisemptyset(&pending));
    struct signalfd_siginfo read_info;
    fails("not to be read", read(fd, &read_info, sizeof read_info), EAGAIN);
    sigqueue(getpid(), SIGRTMIN, (union sigval){7});
    is("with its value", sigwaitinfo(&set, &info), SIGRTMIN);
    is("seven", info.si_value.sival_int, 7);
    pid_t parent = getpid();
    pid_t pid = child({ pause_ms(30); kill(parent, SIGUSR1); });
    is("while it waits", sigwaitinfo(&set, &info), SIGUSR1);
    is("from", info.si_pid, pid);
    reap(pid);
    raise(SIGUSR1);
    is("read", read(fd, &read_info, sizeof read_info), sizeof read_info);
    fails("then not waited for", sigtimedwait(&set, &info, &none), EAGAIN);
    return finish();
}
