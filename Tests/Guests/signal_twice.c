// Two processes that get signals from each other and from timers all the time: each of their calls is
// made, and made once.
#include "guest.h"

enum { ROUNDS = 1500 };

static volatile sig_atomic_t count;
static void handler(int number) { (void)number, count++; }

// How often a number written to a pipe was not the one, and the only one, that was in it.
static int disturbed(pid_t other) {
    int wrong = 0, files[2];
    must(pipe2(files, O_NONBLOCK));
    for (int i = 0; i < ROUNDS; i++) {
        struct itimerval timer = {{0, 0}, {0, 1 + i % 100}};
        int got = -1, more = -1;
        wrong += setitimer(ITIMER_REAL, &timer, NULL) != 0;
        wrong += kill(other, SIGUSR1) != 0;
        wrong += write(files[1], &i, sizeof i) != sizeof i;
        wrong += read(files[0], &got, sizeof got) != sizeof got || got != i;
        wrong += ioctl(files[0], FIONREAD, &more) != 0 || more != 0;
        // What should not be there would be found in every round from now on.
        while (more > 0 && read(files[0], &got, sizeof got) == sizeof got) continue;
    }
    return wrong;
}

int main(void) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGALRM, &action, NULL);
    pid_t parent = getpid();
    pid_t pid = child(_exit(disturbed(parent) != 0));
    is("in the parent", disturbed(pid), 0);
    is("in the child", reap(pid), 0);
    yes("the signals came", count > 0);
    return finish();
}
