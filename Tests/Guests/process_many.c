// Many children at once: a SIGCHLD may come at any moment of a fork, which is then made again.
#include "guest.h"

static volatile sig_atomic_t count;
static void handler(int number) { (void)number, count++; }

int main(void) {
    int lost = 0, wrong = 0;
    for (int round = 0; round < 20; round++) {
        pid_t pids[40];
        for (int i = 0; i < 40; i++) {
            pids[i] = must(fork());
            if (pids[i] == 0) _exit(i);
        }
        for (int i = 0; i < 40; i++) {
            int status = 0;
            if (waitpid(pids[i], &status, 0) != pids[i]) lost++;
            else if (status != i << 8) wrong++;
        }
    }
    is("every child is its parent's", lost, 0);
    is("and ended as it should", wrong, 0);
    fails("no other is left", waitpid(-1, NULL, 0), ECHILD);

    // A wait returns the child whose end interrupts it.
    struct sigaction action = {.sa_handler = handler};
    sigaction(SIGCHLD, &action, NULL);
    int interrupted = 0;
    for (int i = 0; i < 20; i++) {
        pid_t pid = child(pause_ms(1));
        int status;
        interrupted += waitpid(pid, &status, 0) != pid;
    }
    is("no wait is interrupted by what it waits for", interrupted, 0);
    is("every end is told", count, 20);
    return finish();
}
