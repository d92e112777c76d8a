// select and pselect.
#include "guest.h"

static volatile sig_atomic_t seen;
static void handler(int number) { seen = number; }

int main(void) {
    int pipes[2];
    must(pipe(pipes));
    int high = must(fcntl(pipes[0], F_DUPFD, 200));
    fd_set in, outs, errors;
    struct timeval time = {0, 0};
    FD_ZERO(&in);
    FD_SET(high, &in);
    is("nothing", select(high + 1, &in, NULL, NULL, &time), 0);
    is("the set is empty", FD_ISSET(high, &in), 0);
    must(write(pipes[1], "x", 1));
    FD_SET(high, &in);
    FD_ZERO(&outs);
    FD_SET(pipes[1], &outs);
    FD_ZERO(&errors);
    FD_SET(high, &errors);
    is("bits of all sets count", select(high + 1, &in, &outs, &errors, NULL), 2);
    yes("readable", FD_ISSET(high, &in));
    yes("writable", FD_ISSET(pipes[1], &outs));
    is("no exception", FD_ISSET(high, &errors), 0);
    FD_SET(high, &in);
    is("beyond the number given", select(high, &in, NULL, NULL, &time), 0);
    FD_ZERO(&in);
    FD_SET(150, &in);
    fails("not open", select(151, &in, NULL, NULL, &time), EBADF);
    fails("negative number", select(-1, NULL, NULL, NULL, &time), EINVAL);
    time.tv_sec = -1;
    fails("no such time", select(0, NULL, NULL, NULL, &time), EINVAL);
    fails("from nowhere", select(high + 1, wild, NULL, NULL, NULL), EFAULT);
    is("a reader at the end is ready", ({
        int other[2];
        must(pipe(other));
        close(other[1]);
        FD_ZERO(&in);
        FD_SET(other[0], &in);
        select(other[0] + 1, &in, NULL, NULL, NULL);
    }), 1);

    char drain;
    must(read(high, &drain, 1));
    time = (struct timeval){0, 30000};
    long before = now_ms();
    is("only time", select(0, NULL, NULL, NULL, &time), 0);
    yes("not too short", now_ms() - before >= 30);
    is("all of it is used", time.tv_usec, 0);
    time = (struct timeval){5, 0};
    pid_t pid = child({ pause_ms(20); must(write(pipes[1], "x", 1)); });
    FD_ZERO(&in);
    FD_SET(high, &in);
    is("woken by a writer", select(high + 1, &in, NULL, NULL, &time), 1);
    yes("what is left of the time", time.tv_sec == 4 && time.tv_usec > 0);
    reap(pid);

    sigset_t set, none;
    sigemptyset(&none);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGUSR1, handler);
    raise(SIGUSR1);
    fails("pselect lets a signal in", pselect(0, NULL, NULL, NULL, NULL, &none), EINTR);
    is("it", seen, SIGUSR1);
    struct timespec soon = {0, 1000000};
    is("pselect and time", pselect(0, NULL, NULL, NULL, &soon, NULL), 0);
    is("is not changed", soon.tv_nsec, 1000000);
    return finish();
}
