// sigtimedwait, sigwaitinfo and queues of realtime signals.
#include "guest.h"

static volatile sig_atomic_t seen, values[10], taken;
static void handler(int number) { seen = number; }
static void value(int number, siginfo_t *info, void *context) {
    (void)number, (void)context;
    values[taken++ % 10] = info->si_value.sival_int;
}

int main(void) {
    sigset_t set;
    sigemptyset(&set);
    int numbers[] = {SIGUSR1, SIGUSR2, SIGRTMIN, SIGRTMIN + 1, SIGCHLD};
    for (int i = 0; i < 5; i++) sigaddset(&set, numbers[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
    struct timespec none = {0, 0}, soon = {0, 20000000}, bad = {0, -1};
    siginfo_t info;
    fails("nothing there", sigtimedwait(&set, &info, &none), EAGAIN);
    fails("nothing comes", sigtimedwait(&set, &info, &soon), EAGAIN);
    fails("no such time", sigtimedwait(&set, &info, &bad), EINVAL);
    fails("size", syscall(SYS_rt_sigtimedwait, &set, &info, &none, 4), EINVAL);
    fails("set from nowhere", syscall(SYS_rt_sigtimedwait, wild, &info, &none, 8), EFAULT);
    raise(SIGUSR2);
    kill(getpid(), SIGUSR1);
    is("the lowest first, of the process or the thread", sigtimedwait(&set, &info, NULL) > 0, 1);
    is("then the other", sigtimedwait(&set, NULL, &none) > 0, 1);
    fails("no more", sigtimedwait(&set, &info, &none), EAGAIN);

    for (int i = 0; i < 3; i++) must(sigqueue(getpid(), SIGRTMIN + 1, (union sigval){i}));
    must(sigqueue(getpid(), SIGRTMIN, (union sigval){9}));
    is("the lowest realtime signal", sigwaitinfo(&set, &info), SIGRTMIN);
    is("its value", info.si_value.sival_int, 9);
    for (int i = 0; i < 3; i++) {
        is("queued", sigwaitinfo(&set, &info), SIGRTMIN + 1);
        is("in order", info.si_value.sival_int, i);
        is("si_code", info.si_code, SI_QUEUE);
    }
    fails("no more", sigtimedwait(&set, &info, &none), EAGAIN);
    for (int i = 0; i < 3; i++) must(sigqueue(getpid(), SIGUSR1, (union sigval){i + 1}));
    is("an ordinary one", sigwaitinfo(&set, &info), SIGUSR1);
    is("the first is kept", info.si_value.sival_int, 1);
    fails("and only it", sigtimedwait(&set, &info, &none), EAGAIN);

    pid_t pid = child(_exit(3));
    is("SIGCHLD", sigwaitinfo(&set, &info), SIGCHLD);
    is("of it", info.si_pid, pid);
    is("its status", info.si_status, 3);
    reap(pid);
    sigdelset(&set, SIGCHLD);

    // Another signal's handler interrupts the wait.
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    struct itimerval timer = {{0, 0}, {0, 10000}};
    setitimer(ITIMER_REAL, &timer, NULL);
    fails("interrupted", sigwaitinfo(&set, &info), EINTR);
    is("by", seen, SIGALRM);

    pid_t parent = getpid();
    pid = child({ pause_ms(20); sigqueue(parent, SIGRTMIN, (union sigval){77}); });
    is("sent while it waits", sigwaitinfo(&set, &info), SIGRTMIN);
    is("value", info.si_value.sival_int, 77);
    is("sender", info.si_pid, pid);
    reap(pid);
    while (sigtimedwait(&set, NULL, &none) > 0) continue;

    // Delivered to a handler: all of them, in order.
    action = (struct sigaction){.sa_sigaction = value, .sa_flags = SA_SIGINFO};
    sigaction(SIGRTMIN, &action, NULL);
    for (int i = 0; i < 5; i++) must(sigqueue(getpid(), SIGRTMIN, (union sigval){i * i}));
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    is("five", taken, 5);
    for (int i = 0; i < 5; i++) is("in order", values[i], i * i);

    is("a limit on what may be queued", reap(child({
        sigprocmask(SIG_BLOCK, &set, NULL);
        struct rlimit limit = {0, 0};
        must(setrlimit(RLIMIT_SIGPENDING, &limit));
        fails("sigqueue", sigqueue(getpid(), SIGRTMIN, (union sigval){0}), EAGAIN);
    })), 0);
    return finish();
}
