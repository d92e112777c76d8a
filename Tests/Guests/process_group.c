// Process groups and sessions.
#include "guest.h"

static pid_t held(void) {
    int pipes[2];
    must(pipe(pipes));
    pid_t pid = child({ must(write(pipes[1], "", 1)); for (;;) pause(); });
    char ready;
    must(read(pipes[0], &ready, 1));
    close(pipes[0]);
    close(pipes[1]);
    return pid;
}
static void end(pid_t pid) {
    kill(pid, SIGKILL);
    reap(pid);
}

static int work(void) {
    pid_t me = getpid();
    is("setsid", setsid(), me);
    is("group leader", getpgrp(), me);
    is("session", getsid(0), me);
    fails("setsid again", setsid(), EPERM);
    fails("a session leader stays", setpgid(0, 0), EPERM);

    pid_t first = held();
    is("inherited group", getpgid(first), me);
    is("inherited session", getsid(first), me);
    ok("a group of its own", setpgid(first, 0));
    is("its group", getpgid(first), first);
    pid_t second = held();
    ok("join", setpgid(second, first));
    is("joined", getpgid(second), first);
    fails("no such group", setpgid(second, 999999), EPERM);
    fails("negative group", setpgid(second, -1), EINVAL);
    fails("not a child", setpgid(getppid(), 0), ESRCH);
    fails("no such process", setpgid(999999, 0), ESRCH);
    fails("getpgid of nobody", getpgid(999999), ESRCH);
    fails("getsid of nobody", getsid(999999), ESRCH);
    ok("kill the group", kill(-first, SIGTERM));
    is("first died", reap(first), 1000 + SIGTERM);
    is("second died", reap(second), 1000 + SIGTERM);
    fails("an empty group", kill(-first, 0), ESRCH);

    pid_t other = held();
    pid_t leader = child({ setsid(); for (;;) pause(); });
    while (getsid(leader) != leader) pause_ms(1);
    fails("a child in another session", setpgid(leader, me), EPERM);
    fails("join a group of another session", setpgid(other, leader), EPERM);
    end(leader);
    end(other);

    int pipes[2];
    must(pipe2(pipes, O_CLOEXEC));
    pid_t executed = child({ execl("/proc/self/exe", "x", "hold", NULL); });
    close(pipes[1]);
    char unused;
    is("after execve", read(pipes[0], &unused, 1), 0);
    fails("a child that executed", setpgid(executed, 0), EACCES);
    end(executed);

    pid_t group = child({ setpgid(0, 0); pid_t inner = held(); must(kill(0, SIGUSR1)); (void)inner; });
    is("kill(0) reaches oneself", reap(group), 1000 + SIGUSR1);
    fails("and all others of the group",
          ({ while (kill(-group, 0) == 0) pause_ms(1); kill(-group, 0); }), ESRCH);
    return finish();
}

int main(int argc, char **argv) {
    (void)argv;
    if (argc > 1) for (;;) pause();
    // In a child, which is no group leader: so setsid works, however the program was started.
    return reap(child({ int status = work(); _exit(status); }));
}
