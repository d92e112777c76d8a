// Orphans: who becomes their parent, and what they are told.
#include "guest.h"

static volatile int told;
static void handler(int number) { told = number; }

int main(void) {
    int pipes[2];
    must(pipe(pipes));
    must(prctl(PR_SET_CHILD_SUBREAPER, 1));
    int is_subreaper = 0;
    must(prctl(PR_GET_CHILD_SUBREAPER, &is_subreaper));
    is("subreaper", is_subreaper, 1);

    pid_t me = getpid();
    pid_t middle = child({
        pid_t grand = child({
            while (getppid() != me) pause_ms(1);
            _exit(42);
        });
        must(write(pipes[1], &grand, sizeof grand));
    });
    pid_t grand;
    must(read(pipes[0], &grand, sizeof grand));
    is("the child", reap(middle), 0);
    is("the orphan is mine", reap(grand), 42);

    // A child does not inherit the role.
    is("not inherited", reap(child({
        int value = 7;
        prctl(PR_GET_CHILD_SUBREAPER, &value);
        _exit(value);
    })), 0);

    // A zombie whose parent dies goes to the new parent, who is told.
    signal(SIGCHLD, handler);
    middle = child({
        grand = child(_exit(9));
        siginfo_t info;
        waitid(P_PID, grand, &info, WEXITED | WNOWAIT);
        must(write(pipes[1], &grand, sizeof grand));
    });
    must(read(pipes[0], &grand, sizeof grand));
    is("its parent", reap(middle), 0);
    is("the zombie", reap(grand), 9);
    is("SIGCHLD", told, SIGCHLD);
    signal(SIGCHLD, SIG_DFL);

    told = 0;

    // PR_SET_PDEATHSIG: a child asks to be told of its parent's end.
    middle = child({
        grand = child({
            prctl(PR_SET_PDEATHSIG, SIGUSR1);
            signal(SIGUSR1, handler);
            must(write(pipes[1], &grand, 1));
            while (!told) pause_ms(1);
            _exit(told);
        });
        char ready;
        must(read(pipes[0], &ready, 1));
        must(write(pipes[1], &grand, sizeof grand));
    });
    is("a parent ends", reap(middle), 0);
    must(read(pipes[0], &grand, sizeof grand));
    is("its child gets the signal asked for", reap(grand), SIGUSR1);
    return finish();
}
