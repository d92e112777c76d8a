// A fork bomb without any limit of its own: the kernel has one, and stays.
#include "guest.h"

int main(void) {
    pid_t pid = child({
        must(setpgid(0, 0));
        alarm(6);
        for (int made = 0; made < 20000; made++) {
            pid_t next = fork();
            if (next == 0)
                for (;;) pause();
            if (next == -1) {
                is("refused in the end", errno == EAGAIN || errno == ENOMEM, 1);
                break;
            }
        }
        signal(SIGTERM, SIG_IGN);
        kill(0, SIGTERM);
        int status;
        while (wait(&status) > 0) continue;
    });
    int how = reap(pid);
    kill(-pid, SIGKILL);
    yes("the bomb ends", how == 0 || how == 1000 + SIGALRM);
    is("all is well", reap(child(_exit(5))), 5);
    pid = child({
        must(setpgid(0, 0));
        alarm(2);
        for (;;)
            if (fork() == 0) alarm(2);
    });
    // Nobody of them ends by himself: they set their alarms again in time.
    pause_ms(3000);
    kill(-pid, SIGKILL);
    reap(pid);
    for (int i = 0; i < 5000 && (kill(-pid, SIGKILL) == 0 || errno != ESRCH); i++) pause_ms(1);
    is("nobody is left", kill(-pid, 0), -1);
    is("all is well", reap(child(_exit(5))), 5);
    return finish();
}
