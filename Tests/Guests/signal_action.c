// sigaction: flags and masks.
#include "guest.h"

static volatile sig_atomic_t count, depth, deepest;
static sigset_t inside;
static void handler(int number) {
    (void)number;
    count++;
    sigprocmask(SIG_BLOCK, NULL, &inside);
}
static volatile sig_atomic_t rounds;
static void again(int number) {
    if (++depth > deepest) deepest = depth;
    if (++rounds < 3) raise(number);
    depth--;
}

int main(void) {
    struct sigaction action = {.sa_handler = handler}, old;
    fails("SIGKILL", sigaction(SIGKILL, &action, NULL), EINVAL);
    fails("SIGSTOP", sigaction(SIGSTOP, &action, NULL), EINVAL);
    fails("signal 0", sigaction(0, &action, NULL), EINVAL);
    fails("signal 65", sigaction(65, &action, NULL), EINVAL);
    ok("asking about SIGKILL", sigaction(SIGKILL, NULL, &old));
    fails("size of the mask", syscall(SYS_rt_sigaction, SIGUSR1, NULL, NULL, 4), EINVAL);
    fails("from nowhere", syscall(SYS_rt_sigaction, SIGUSR1, wild, NULL, 8), EFAULT);
    fails("to nowhere", syscall(SYS_rt_sigaction, SIGUSR1, NULL, wild, 8), EFAULT);

    sigemptyset(&action.sa_mask);
    sigaddset(&action.sa_mask, SIGUSR2);
    sigaddset(&action.sa_mask, SIGKILL);
    action.sa_flags = SA_RESTART;
    ok("set", sigaction(SIGUSR1, &action, NULL));
    ok("get", sigaction(SIGUSR1, NULL, &old));
    yes("handler", old.sa_handler == handler);
    is("flags", old.sa_flags & ~0x04000000, SA_RESTART);
    yes("mask", sigismember(&old.sa_mask, SIGUSR2));
    yes("without SIGKILL", !sigismember(&old.sa_mask, SIGKILL));
    raise(SIGUSR1);
    is("called", count, 1);
    yes("itself is blocked inside", sigismember(&inside, SIGUSR1));
    yes("the mask is blocked inside", sigismember(&inside, SIGUSR2));
    yes("nothing else", !sigismember(&inside, SIGTERM));
    sigset_t set;
    sigprocmask(SIG_BLOCK, NULL, &set);
    yes("restored after", sigisemptyset(&set));

    action = (struct sigaction){.sa_handler = handler, .sa_flags = SA_RESETHAND};
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    is("SA_RESETHAND, called", count, 2);
    sigaction(SIGUSR1, NULL, &old);
    yes("and reset", old.sa_handler == SIG_DFL);

    action = (struct sigaction){.sa_handler = again, .sa_flags = SA_NODEFER};
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    is("SA_NODEFER nests", deepest, 3);
    deepest = rounds = 0;
    action.sa_flags = 0;
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    is("without it, it does not", deepest, 1);

    signal(SIGUSR1, SIG_IGN);
    raise(SIGUSR1);
    yes("ignored", 1);
    is("the default ends", reap(child({ signal(SIGUSR1, SIG_DFL); raise(SIGUSR1); })), 1000 + SIGUSR1);
    is("handlers are inherited by fork", reap(child({
        signal(SIGUSR1, handler);
        _exit(reap(child({ count = 0; raise(SIGUSR1); _exit(count); })));
    })), 1);
    return finish();
}
