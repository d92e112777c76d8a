// A fork bomb against a limit on processes.
#include "guest.h"

int main(void) {
    pid_t pid = child({
        must(setpgid(0, 0));
        struct rlimit limit = {30, 30};
        must(setrlimit(RLIMIT_NPROC, &limit));
        must(setuid(54321));
        for (int made = 0;; made++) {
            pid_t next = fork();
            if (next == -1) {
                is("refused", errno, EAGAIN);
                is("after", made, 29);
                signal(SIGTERM, SIG_IGN);
                kill(0, SIGTERM);
                while (wait(NULL) > 0) continue;
                break;
            }
            if (next == 0)
                for (;;) pause();
        }
    });
    is("the bomb", reap(pid), 0);
    // Every process forks again and again, and all end.
    pid = child({
        must(setpgid(0, 0));
        struct rlimit limit = {16, 16};
        must(setrlimit(RLIMIT_NPROC, &limit));
        must(setuid(54321));
        alarm(2);
        for (;;)
            if (fork() == -1) sched_yield();
    });
    is("ends by its alarm", reap(pid), 1000 + SIGALRM);
    while (kill(-pid, SIGKILL) == 0) sched_yield();
    is("nobody is left", errno, ESRCH);
    is("others may fork", reap(child(_exit(5))), 5);
    return finish();
}
