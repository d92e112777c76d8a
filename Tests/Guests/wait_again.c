// A wait that a handler interrupted is over: the next one of its kind looks anew.
#include "guest.h"
#include <sys/epoll.h>

static void nothing(int number) { (void)number; }

int main(void) {
    struct sigaction action = {.sa_handler = nothing};
    sigaction(SIGALRM, &action, NULL);
    struct itimerval soon = {.it_value = {0, 20000}};
    int first[2], second[2];
    must(pipe(first));
    must(pipe(second));
    must(write(second[1], "x", 1));
    struct pollfd entry = {first[0], POLLIN, 0};
    setitimer(ITIMER_REAL, &soon, NULL);
    fails("poll", poll(&entry, 1, 10000), EINTR);
    entry.fd = second[0];
    is("another descriptor", poll(&entry, 1, 10000), 1);
    entry.fd = first[0];
    setitimer(ITIMER_REAL, &soon, NULL);
    fails("poll", poll(&entry, 1, 10000), EINTR);
    long before = now_ms();
    is("another timeout", poll(&entry, 1, 30), 0);
    yes("in time", now_ms() - before < 5000);
    fd_set set;
    FD_ZERO(&set);
    FD_SET(first[0], &set);
    struct timeval limit = {10, 0};
    setitimer(ITIMER_REAL, &soon, NULL);
    fails("select", select(first[0] + 1, &set, NULL, NULL, &limit), EINTR);
    yes("what is left", limit.tv_sec < 10 && limit.tv_sec > 5);
    FD_ZERO(&set);
    FD_SET(second[0], &set);
    limit = (struct timeval){10, 0};
    is("another set", select(second[0] + 1, &set, NULL, NULL, &limit), 1);
    int queue = must(epoll_create1(0));
    struct epoll_event event;
    setitimer(ITIMER_REAL, &soon, NULL);
    fails("epoll", epoll_wait(queue, &event, 1, 10000), EINTR);
    before = now_ms();
    is("another timeout", epoll_wait(queue, &event, 1, 30), 0);
    yes("in time", now_ms() - before < 5000);
    struct timespec time = {10, 0};
    setitimer(ITIMER_REAL, &soon, NULL);
    fails("ppoll", syscall(SYS_ppoll, &entry, 1, &time, NULL, 8), EINTR);
    yes("what is left", time.tv_sec < 10 && time.tv_sec > 5);
    return finish();
}
