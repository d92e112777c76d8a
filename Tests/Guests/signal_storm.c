// Signals that come at any moment: calls that do not wait never notice.
#include "guest.h"

static volatile sig_atomic_t count;
static void handler(int number) { (void)number, count++; }

int main(void) {
    struct sigaction action = {.sa_handler = handler};
    sigaction(SIGALRM, &action, NULL);
    sigaction(SIGUSR1, &action, NULL);
    int disturbed = 0, files[2];
    must(pipe(files));
    for (int i = 0; i < 1000; i++) {
        struct itimerval timer = {{0, 0}, {0, 1 + i % 100}};
        char byte = 0;
        disturbed += setitimer(ITIMER_REAL, &timer, NULL) != 0;
        disturbed += syscall(SYS_getpid) != getpid();
        disturbed += kill(getpid(), SIGUSR1) != 0;
        disturbed += write(files[1], "x", 1) != 1;
        disturbed += read(files[0], &byte, 1) != 1 || byte != 'x';
    }
    is("no call was disturbed", disturbed, 0);
    yes("the signals came", count >= 1000);
    return finish();
}
