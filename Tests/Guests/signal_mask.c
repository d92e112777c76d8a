// Masks, pending signals, sigsuspend.
#include "guest.h"

static volatile sig_atomic_t order[8], taken;
static void handler(int number) { order[taken++ % 8] = number; }
static sigset_t *set_of(int first, int second) {
    static sigset_t set;
    sigemptyset(&set);
    if (first) sigaddset(&set, first);
    if (second) sigaddset(&set, second);
    return &set;
}

int main(void) {
    signal(SIGUSR1, handler);
    signal(SIGUSR2, handler);
    sigset_t set, old;
    ok("block", sigprocmask(SIG_BLOCK, set_of(SIGUSR1, 0), &old));
    yes("the old one is empty", sigisemptyset(&old));
    ok("block more", sigprocmask(SIG_BLOCK, set_of(SIGUSR2, 0), &old));
    yes("the old one", sigismember(&old, SIGUSR1) && !sigismember(&old, SIGUSR2));
    raise(SIGUSR1);
    raise(SIGUSR1);
    sigpending(&set);
    yes("pending", sigismember(&set, SIGUSR1) && !sigismember(&set, SIGUSR2));
    is("not delivered", taken, 0);
    ok("unblock", sigprocmask(SIG_UNBLOCK, set_of(SIGUSR1, 0), NULL));
    is("delivered once", taken, 1);
    sigpending(&set);
    yes("not pending", !sigismember(&set, SIGUSR1));
    ok("replace", sigprocmask(SIG_SETMASK, set_of(SIGHUP, 0), NULL));
    sigprocmask(SIG_BLOCK, NULL, &set);
    yes("replaced", sigismember(&set, SIGHUP) && !sigismember(&set, SIGUSR2));
    fails("how", sigprocmask(77, set_of(SIGHUP, 0), NULL), EINVAL);
    is("how does not matter for asking", sigprocmask(77, NULL, &set), 0);
    fails("size", syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, 4), EINVAL);
    fails("from nowhere", syscall(SYS_rt_sigprocmask, SIG_BLOCK, wild, NULL, 8), EFAULT);
    sigprocmask(SIG_SETMASK, set_of(SIGKILL, SIGSTOP), NULL);
    sigprocmask(SIG_BLOCK, NULL, &set);
    yes("SIGKILL and SIGSTOP are never blocked", sigisemptyset(&set));

    // sigsuspend takes what its mask lets through, then the old mask is back.
    taken = 0;
    sigprocmask(SIG_SETMASK, set_of(SIGUSR1, SIGUSR2), NULL);
    raise(SIGUSR2);
    raise(SIGUSR1);
    fails("sigsuspend", sigsuspend(set_of(SIGUSR1, 0)), EINTR);
    is("one was taken", taken, 1);
    is("the one let through", order[0], SIGUSR2);
    sigprocmask(SIG_BLOCK, NULL, &set);
    yes("the old mask", sigismember(&set, SIGUSR1) && sigismember(&set, SIGUSR2));
    fails("size", syscall(SYS_rt_sigsuspend, &set, 4), EINVAL);

    // One that is sent while it waits.
    pid_t parent = getpid();
    taken = 0;
    pid_t pid = child({ pause_ms(20); must(kill(parent, SIGUSR2)); });
    fails("sigsuspend waits", sigsuspend(set_of(SIGUSR1, 0)), EINTR);
    is("taken", order[0], SIGUSR2);
    is("its sender", reap(pid), 0);

    is("the mask is inherited, what is pending is not", reap(child({
        sigprocmask(SIG_BLOCK, NULL, &set);
        yes("mask", sigismember(&set, SIGUSR1));
        sigpending(&set);
        yes("pending", !sigismember(&set, SIGUSR1));
    })), 0);
    taken = 0;
    sigprocmask(SIG_SETMASK, set_of(0, 0), NULL);
    is("the first is still there", taken, 1);

    fails("sigpending, size", syscall(SYS_rt_sigpending, &set, 16), EINVAL);
    fails("sigpending to nowhere", syscall(SYS_rt_sigpending, wild, 8), EFAULT);
    signal(SIGALRM, handler);
    struct itimerval timer = {{0, 0}, {0, 10000}};
    setitimer(ITIMER_REAL, &timer, NULL);
    fails("pause", pause(), EINTR);
    return finish();
}
