// Stopping and continuing.
#include "guest.h"

static volatile sig_atomic_t seen;
static void handler(int number) { seen = number; }

static pid_t held(void (*prepare_child)(void)) {
    int pipes[2];
    must(pipe(pipes));
    pid_t pid = child({
        if (prepare_child) prepare_child();
        must(write(pipes[1], "", 1));
        for (;;) {
            if (seen) _exit(seen);
            pause();
        }
    });
    char ready;
    must(read(pipes[0], &ready, 1));
    close(pipes[0]);
    close(pipes[1]);
    return pid;
}
static void catch_cont(void) { signal(SIGCONT, handler); }
static void catch_tstp(void) { signal(SIGTSTP, handler); }
static void own_group(void) { setpgid(0, 0); }
static void block_tstp(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTSTP);
    sigprocmask(SIG_BLOCK, &set, NULL);
}

int main(void) {
    int stops[] = {SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU};
    for (int i = 0; i < 4; i++) {
        char name[60];
        pid_t pid = held(own_group);
        kill(pid, stops[i]);
        snprintf(name, sizeof name, "%s stops", sigabbrev_np(stops[i]));
        is(name, reap_with(pid, WUNTRACED), 2000 + stops[i]);
        kill(pid, SIGTERM);
        pause_ms(10);
        snprintf(name, sizeof name, "SIGTERM waits while stopped by %s", sigabbrev_np(stops[i]));
        is(name, waitpid(pid, NULL, WNOHANG), 0);
        kill(pid, SIGCONT);
        is("and ends it then", reap(pid), 1000 + SIGTERM);
    }

    pid_t pid = held(catch_cont);
    kill(pid, SIGSTOP);
    is("stopped", reap_with(pid, WUNTRACED), 2000 + SIGSTOP);
    kill(pid, SIGCONT);
    is("SIGCONT's handler runs after", reap(pid), SIGCONT);

    pid = held(catch_tstp);
    kill(pid, SIGTSTP);
    is("a caught SIGTSTP does not stop", reap(pid), SIGTSTP);

    pid = held(block_tstp);
    kill(pid, SIGTSTP);
    kill(pid, SIGCONT);
    kill(pid, SIGSTOP);
    is("stopped", reap_with(pid, WUNTRACED), 2000 + SIGSTOP);
    kill(pid, SIGKILL);
    is("SIGKILL does not wait", reap(pid), 1000 + SIGKILL);

    // SIGCONT takes pending stops away, a stop takes a pending SIGCONT away.
    sigset_t both, pending;
    sigemptyset(&both);
    sigaddset(&both, SIGTSTP);
    sigaddset(&both, SIGCONT);
    sigprocmask(SIG_BLOCK, &both, NULL);
    raise(SIGTSTP);
    sigpending(&pending);
    yes("SIGTSTP pends", sigismember(&pending, SIGTSTP));
    raise(SIGCONT);
    sigpending(&pending);
    yes("SIGCONT took it", !sigismember(&pending, SIGTSTP) && sigismember(&pending, SIGCONT));
    raise(SIGTSTP);
    sigpending(&pending);
    yes("and the reverse", sigismember(&pending, SIGTSTP) && !sigismember(&pending, SIGCONT));
    raise(SIGCONT);
    sigprocmask(SIG_UNBLOCK, &both, NULL);

    // In an orphaned process group nobody could continue a stopped process: SIGTSTP is ignored.
    must(prctl(PR_SET_CHILD_SUBREAPER, 1));
    is("orphaned group ignores SIGTSTP", reap(child({
        setsid();
        raise(SIGTSTP);
        raise(SIGTTIN);
        _exit(17);
    })), 17);

    // When a group becomes orphaned while a member is stopped, it gets SIGHUP and SIGCONT.
    int pipes[2];
    must(pipe(pipes));
    pid_t leader = child({
        setsid();
        pid_t stopped = child({ setpgid(0, 0); signal(SIGCONT, handler); raise(SIGSTOP); _exit(1); });
        is("in a group of its own", reap_with(stopped, WUNTRACED), 2000 + SIGSTOP);
        must(write(pipes[1], &stopped, sizeof stopped));
    });
    pid_t stopped;
    must(read(pipes[0], &stopped, sizeof stopped));
    is("its parent", reap(leader), 0);
    is("SIGHUP to the orphaned", reap(stopped), 1000 + SIGHUP);
    return finish();
}
