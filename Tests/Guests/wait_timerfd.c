// timerfd.
#include "guest.h"
#include <sys/timerfd.h>

int main(void) {
    int fd = must(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC));
    uint64_t ticks = 0;
    struct itimerspec timer = {{0, 0}, {0, 10000000}}, old;
    fails("not armed", read(fd, &ticks, 8), EAGAIN);
    fails("unknown clock", timerfd_create(77, 0), EINVAL);
    fails("unknown flag", timerfd_create(CLOCK_MONOTONIC, 1), EINVAL);
    ok("arm", timerfd_settime(fd, 0, &timer, NULL));
    struct pollfd entry = {fd, POLLIN, 0};
    is("not yet", poll(&entry, 1, 0), 0);
    is("then", poll(&entry, 1, -1), 1);
    is("read", read(fd, &ticks, 8), 8);
    is("once", ticks, 1);
    fails("and no more", read(fd, &ticks, 8), EAGAIN);
    ok("ask", timerfd_gettime(fd, &old));
    is("nothing left", old.it_value.tv_nsec, 0);
    timer.it_interval.tv_nsec = 2000000;
    ok("again and again", timerfd_settime(fd, 0, &timer, NULL));
    pause_ms(40);
    is("read", read(fd, &ticks, 8), 8);
    yes("many", ticks >= 10);
    ok("ask", timerfd_gettime(fd, &old));
    is("interval", old.it_interval.tv_nsec, 2000000);
    fails("less than eight bytes", read(fd, &ticks, 7), EINVAL);
    fails("to write", write(fd, &ticks, 8), EINVAL);
    timer = (struct itimerspec){{0, 0}, {1, 0}};
    ok("until the past", timerfd_settime(fd, TFD_TIMER_ABSTIME, &timer, NULL));
    is("is now", poll(&entry, 1, 1000), 1);
    timer.it_value = (struct timespec){0, 2000000000};
    fails("no such time", timerfd_settime(fd, 0, &timer, NULL), EINVAL);
    timer.it_value = (struct timespec){100, 0};
    ok("long", timerfd_settime(fd, 0, &timer, NULL));
    timer.it_value = (struct timespec){0, 0};
    ok("disarm", timerfd_settime(fd, 0, &timer, &old));
    is("what was left", old.it_value.tv_sec, 99);
    fails("not a timer", timerfd_settime(1, 0, &timer, NULL), EINVAL);
    fails("not open", timerfd_gettime(900, &old), EBADF);

    int waiting = must(timerfd_create(CLOCK_REALTIME, 0));
    timer.it_value = (struct timespec){0, 10000000};
    must(timerfd_settime(waiting, 0, &timer, NULL));
    is("read waits", read(waiting, &ticks, 8), 8);
    must(timerfd_settime(waiting, 0, &timer, NULL));
    is("a child reads it", reap(child(_exit(read(waiting, &ticks, 8)))), 8);
    return finish();
}
