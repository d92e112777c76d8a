// Many children at once: a SIGCHLD may come at any moment of a fork, which is then made again.
#include "guest.h"

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
    return finish();
}
