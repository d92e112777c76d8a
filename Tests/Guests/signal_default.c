// The default action of every signal.
#include "guest.h"

int main(void) {
    prctl(PR_SET_DUMPABLE, 0);
    // So that the child's group is not orphaned, and a stop stops.
    for (int number = 1; number <= 64; number++) {
        if (number == 32 || number == 33) continue;
        pid_t pid = child({
            setpgid(0, 0);
            kill(getpid(), number);
            _exit(55);
        });
        int result = reap_with(pid, WUNTRACED);
        if (result >= 2000) {
            kill(pid, SIGKILL);
            reap(pid);
        }
        char name[40];
        const char *word = sigabbrev_np(number);
        snprintf(name, sizeof name, "%d %s", number, word ? word : number == 64 ? "RTMAX" : "RT");
        int expected = 1000 + number;
        switch (number) {
            case SIGCHLD: case SIGCONT: case SIGURG: case SIGWINCH: expected = 55; break;
            case SIGSTOP: case SIGTSTP: case SIGTTIN: case SIGTTOU: expected = 2000 + number; break;
        }
        is(name, result, expected);
    }
    return finish();
}
