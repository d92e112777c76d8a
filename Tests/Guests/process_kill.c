// kill, tkill, tgkill, rt_sigqueueinfo: whom a signal reaches.
#include "guest.h"

static volatile sig_atomic_t count;
static void handler(int number) { (void)number; count++; }

int main(void) {
    pid_t me = getpid();
    ok("signal 0 to oneself", kill(me, 0));
    fails("unknown signal", kill(me, 65), EINVAL);
    fails("negative signal", kill(me, -1), EINVAL);
    fails("nobody", kill(4000000, 0), ESRCH);
    fails("nobody before a bad signal", kill(4000000, 65), ESRCH);
    fails("no such group", kill(-4000000, 0), ESRCH);
    signal(SIGUSR1, handler);
    ok("kill", kill(me, SIGUSR1));
    is("delivered before it returns", count, 1);
    ok("tgkill", syscall(SYS_tgkill, me, gettid(), SIGUSR1));
    ok("tkill", syscall(SYS_tkill, gettid(), SIGUSR1));
    is("delivered", count, 3);
    fails("tgkill, wrong group", syscall(SYS_tgkill, me + 1, gettid(), 0), ESRCH);
    fails("tgkill, thread 0", syscall(SYS_tgkill, me, 0, 0), EINVAL);
    fails("tgkill, negative", syscall(SYS_tgkill, -1, me, 0), EINVAL);
    fails("tkill, nobody", syscall(SYS_tkill, 4000000, 0), ESRCH);

    siginfo_t info = {.si_signo = SIGUSR1, .si_code = SI_QUEUE};
    ok("queue to oneself", syscall(SYS_rt_sigqueueinfo, me, SIGUSR1, &info));
    is("delivered", count, 4);
    info.si_code = SI_USER;
    fails("pretending to be kill", syscall(SYS_rt_sigqueueinfo, getppid(), 0, &info), EPERM);
    info.si_code = SI_QUEUE;
    fails("queue to nobody", syscall(SYS_rt_sigqueueinfo, 4000000, 0, &info), ESRCH);
    ok("rt_tgsigqueueinfo", syscall(SYS_rt_tgsigqueueinfo, me, gettid(), SIGUSR1, &info));
    is("delivered", count, 5);
    fails("info from nowhere", syscall(SYS_rt_sigqueueinfo, me, SIGUSR1, wild), EFAULT);
    ok("raise", raise(SIGUSR1));
    is("delivered", count, 6);

    // An ignored signal is gone, not pending.
    sigset_t set;
    signal(SIGUSR1, SIG_IGN);
    raise(SIGUSR1);
    sigpending(&set);
    yes("ignored is not pending", !sigismember(&set, SIGUSR1));
    // A blocked one stays, and setting it to be ignored takes it away.
    signal(SIGUSR1, handler);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    sigpending(&set);
    yes("blocked is pending", sigismember(&set, SIGUSR1));
    signal(SIGUSR1, SIG_IGN);
    sigpending(&set);
    yes("ignoring discards it", !sigismember(&set, SIGUSR1));
    return finish();
}
